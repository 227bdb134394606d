import type { Session } from '@clarion/protocol';

const KEY = 'clarion.session';

/** Remembers for this tab who is signed in, so that a reload without a server still shows the last board. */
export function keepSession(storage: Storage, session: Session | undefined): void {
  if (session === undefined) storage.removeItem(KEY);
  else storage.setItem(KEY, JSON.stringify(session));
}

/** Who was signed in at this tab; nobody once that session's time is over. It opens no door: the cookie does. */
export function lastSession(storage: Storage, wall: number): Session | undefined {
  const kept = storage.getItem(KEY);
  const session = kept === null ? undefined : (JSON.parse(kept) as Session);
  return session !== undefined && session.expiresAt > wall ? session : undefined;
}
