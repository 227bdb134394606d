import type { Session } from '@clarion/protocol';
import { useSpeech } from '../words/useSpeech.ts';

/** Above everything, as long as a sign-in from an envelope is open. */
export function BreakGlassBanner({ session }: { readonly session: Session | undefined }) {
  const w = useSpeech();
  if (session?.breakGlassUntil === undefined) return null;
  const said = w('breakGlass.banner', { name: session.login, time: w.time(session.breakGlassUntil) });
  return (
    <section className="break-glass-banner" aria-label={said}>
      {said}
    </section>
  );
}
