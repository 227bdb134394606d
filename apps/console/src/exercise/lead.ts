import type { AskedControl, DrillAnswer, InjectAnswer } from '@clarion/protocol';
import type { Console } from '../console.ts';
import type { Speech } from '../words/speak.ts';

/** The leader acts on the drill; what stands against it is told. @returns whether it is done */
export async function leadDrill(console: Console, asked: AskedControl, speech: Speech): Promise<boolean> {
  const answer = await console.request.post<DrillAnswer>('/api/exercise/control', asked);
  if (!answer.ok) console.tell('alert', speech.fault(answer.error));
  return answer.ok;
}

/** Plays or leaves out the inject that is said by its number in the list, its id, or its name in either language. */
export async function leadInject(
  console: Console,
  { said, act }: { readonly said: string; readonly act: 'fire' | 'skip' },
  speech: Speech,
): Promise<void> {
  const answer = await console.request.get<{ readonly injects: readonly InjectAnswer[] }>(
    '/api/exercise/injects',
  );
  if (!answer.ok) return console.tell('alert', speech.fault(answer.error));
  const found = injectSaid(answer.value.injects, said);
  if (found === undefined) return console.tell('alert', speech('drill.injectUnknown', { said }));
  await leadDrill(console, { act, injectId: found.injectId }, speech);
}

export function injectSaid(injects: readonly InjectAnswer[], said: string): InjectAnswer | undefined {
  const wanted = said.trim().toLowerCase();
  const byId = injects.find(({ injectId }) => injectId.toLowerCase() === wanted);
  const byName = injects.find(({ names: { en, zh } }) => [en.toLowerCase(), zh].includes(wanted));
  return byId ?? byName ?? (/^\d+$/.test(wanted) ? injects[Number(wanted) - 1] : undefined);
}

/** Who may lead: see `POST /api/exercise/control`. */
export const leads = (console: Console): boolean =>
  console.picture.log.get().kind === 'drill' && console.session.get()?.role === 'commander';
/** Who may look at what came of it. */
export const looksBack = (console: Console): boolean =>
  console.picture.log.get().kind === 'drill' &&
  ['commander', 'auditor'].includes(console.session.get()?.role ?? '');

export const isPaused = (console: Console): boolean => console.picture.log.get().clock?.rate === 0;
