import type { AskedControl, DrillAnswer } from '@clarion/protocol';
import type { Console } from '../console.ts';
import type { Speech } from '../words/speak.ts';

/** The leader acts on the drill; what stands against it is told. @returns whether it is done */
export async function leadDrill(console: Console, asked: AskedControl, speech: Speech): Promise<boolean> {
  const answer = await console.request.post<DrillAnswer>('/api/exercise/control', asked);
  if (!answer.ok) console.tell('alert', speech.fault(answer.error));
  return answer.ok;
}

/** Who may lead: see `POST /api/exercise/control`. */
export const leads = (console: Console): boolean =>
  console.picture.log.get().kind === 'drill' && console.session.get()?.role === 'commander';
/** Who may look at what came of it. */
export const looksBack = (console: Console): boolean =>
  console.picture.log.get().kind === 'drill' &&
  ['commander', 'auditor'].includes(console.session.get()?.role ?? '');
