import type { Entry } from '@clarion/dispatch';
import {
  afterAction,
  createDirector,
  type Directed,
  type Director,
  type DirectorOptions,
  type DrillControl,
  doneOf,
  kindOfInject,
} from '@clarion/exercise';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type { AfterActionAnswer, FaultCode, InjectAnswer } from '@clarion/protocol';
import type { DrillControls } from '@clarion/store';

/** The injects of a drill at work: played at their times or by the leader's hand, each kept once it is done. */
export interface Injects extends Pick<Director, 'next' | 'advance' | 'observe'> {
  /** The log has taken it, or refused it. */
  settled(directed: Directed, refused: string | undefined): Promise<void>;
  fire(injectId: string, byRole: string): Promise<Result<undefined, { readonly code: FaultCode }>>;
  skip(injectId: string, byRole: string): Promise<Result<undefined, { readonly code: FaultCode }>>;
  list(): readonly InjectAnswer[];
  afterAction(): Promise<AfterActionAnswer>;
}

export interface InjectsMeans extends DirectorOptions {
  readonly stored: DrillControls<DrillControl>;
  readonly now: () => Instant;
  readonly entries: () => Promise<readonly Entry[]>;
  /** Puts one to the log at once. @returns the code of the refusal */
  readonly put: (directed: Directed) => Promise<string | undefined>;
}

export function openInjects(means: InjectsMeans): Injects {
  const { stored, now } = means;
  const director = createDirector(means);
  async function settle(injectId: string, at: Instant, byRole: string, refused: string | undefined) {
    director.settle(injectId, doneOf(refused, at));
    const control: DrillControl = {
      act: 'fire',
      injectId,
      ...(refused === undefined ? {} : { refused }),
    };
    await stored.add({ at, byRole, control });
  }
  return {
    next: director.next,
    advance: director.advance,
    observe: director.observe,
    async settled({ injectId, happening }, refused) {
      if (injectId !== undefined) await settle(injectId, happening.at, 'script', refused);
    },
    async fire(injectId, byRole) {
      const directed = director.fire(injectId, now());
      if (directed === undefined) return fail({ code: 'InjectGone' });
      await settle(injectId, directed.happening.at, byRole, await means.put(directed));
      return ok(undefined);
    },
    async skip(injectId, byRole) {
      const known = director.list().find(({ inject }) => inject.id === injectId);
      if (known === undefined || known.done !== undefined) return fail({ code: 'InjectGone' });
      const at = now();
      director.settle(injectId, { state: 'skipped', at });
      await stored.add({ at, byRole, control: { act: 'skip', injectId } });
      return ok(undefined);
    },
    async afterAction() {
      const { script, seed, board } = means;
      const [done, entries] = await Promise.all([stored.list(), means.entries()]);
      return afterAction({ script, seed, done, entries, board: board(), until: now() });
    },
    list: () =>
      director.list().map(({ inject, dueAt, done, callId }): InjectAnswer => {
        const { id, names, call } = inject;
        return {
          injectId: id,
          names,
          kind: kindOfInject(inject),
          state: done?.state ?? 'waiting',
          ...(dueAt === undefined ? {} : { dueAt }),
          ...(done === undefined ? {} : { at: done.at }),
          ...(done?.code === undefined ? {} : { code: done.code }),
          ...(callId === undefined ? {} : { callId }),
          ...(call?.answers === undefined ? {} : { answers: call.answers }),
        };
      }),
  };
}
