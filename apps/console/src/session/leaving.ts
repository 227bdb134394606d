import type { Result } from '@clarion/measure';
import type { RequestFault } from '../link/request.ts';

const OWNER = 'clarion.owner';

/**
 * Signs out and then forgets what was typed. A refusal (an open call is in hand) and a lost network leave everything as it is,
 * the typed text above all.
 */
export async function signOut(means: {
  readonly remove: () => Promise<Result<unknown, RequestFault>>;
  readonly forget: () => void;
  readonly tell: (fault: RequestFault) => void;
}): Promise<void> {
  const answer = await means.remove();
  if (answer.ok || answer.error.status === 401) means.forget();
  else means.tell(answer.error);
}

/**
 * Whether somebody else typed on this page before. Then all of it goes: nobody reads another's unsent words, and a command
 * that still waits is never sent in another's name.
 */
export function takesOver(storage: Storage, operatorId: string): boolean {
  const before = storage.getItem(OWNER);
  const other = before !== null && before !== operatorId;
  if (other) storage.clear();
  storage.setItem(OWNER, operatorId);
  return other;
}
