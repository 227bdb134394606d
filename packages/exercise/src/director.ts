import type { Board, CallId, Command, CommandId, Entry } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { InjectDone } from './drill-control.ts';
import { type DrillScript, type Inject, injectCommandOf, scriptedCall } from './drill-script.ts';
import { received } from './exercise.ts';
import { callerActor, crewActor, type Happening, type Saying } from './happening.ts';
import { uuidOf } from './keyed-chance.ts';

/** A street of the script as this place's roads have it. */
export type FoundStreet = Pick<Extract<Command, { type: 'CloseStreet' }>, 'pairs' | 'lines' | 'label'>;

export interface DirectorOptions {
  readonly script: DrillScript;
  readonly seed: number;
  readonly language: 'en' | 'zh-CN';
  /** When the script began. */
  readonly beganAt: Instant;
  readonly board: () => Board;
  /** By inject, for those that close a road. */
  readonly streets: ReadonlyMap<string, FoundStreet>;
  readonly done: ReadonlyMap<string, InjectDone>;
  /** The log so far, for a drill that goes on after a restart. */
  readonly past?: Iterable<Entry>;
}

/** Something to put to the log; `injectId` when it is an inject itself, and not what its caller says later. */
export interface Directed {
  readonly injectId?: string;
  readonly happening: Happening | Saying;
}

export interface InjectStands {
  readonly inject: Inject;
  /** Absent: by hand. */
  readonly dueAt?: Instant;
  readonly done?: InjectDone;
  /** The call that it became. */
  readonly callId?: CallId;
}

/**
 * Plays a script to the floor: what is due comes by itself, the rest when the leader fires it. It has no clock and touches nothing;
 * whoever runs it puts the happenings to the log and tells `settle` what became of each inject.
 */
export interface Director {
  next(): Instant | undefined;
  /** All that is due by `to`, in order. An inject is given once. */
  advance(to: Instant): Directed[];
  /** The inject now; undefined when it is not there or has been given already. */
  fire(injectId: string, at: Instant): Directed | undefined;
  settle(injectId: string, done: InjectDone): void;
  observe(entry: Entry): void;
  list(): InjectStands[];
}

export function createDirector(options: DirectorOptions): Director {
  const { script, seed, beganAt, board } = options;
  const done = new Map(options.done);
  /** Given, though perhaps not settled yet. */
  const given = new Set(done.keys());
  const said = new Set<CommandId>();
  const callOf = new Map<string, CallId>();
  const byCommand = new Map(script.injects.map(inject => [injectCommandOf(seed, inject.id), inject.id]));
  const dueAt = ({ afterSeconds }: Inject): Instant | undefined =>
    afterSeconds === undefined ? undefined : instant(beganAt + afterSeconds * 1000);

  const observe = (entry: Entry): void => {
    if (entry.type === 'WordsRecorded') said.add(entry.commandId);
    if (entry.type !== 'CallReceived') return;
    const injectId = byCommand.get(entry.commandId);
    if (injectId !== undefined) callOf.set(injectId, entry.data.callId);
  };
  for (const entry of options.past ?? []) observe(entry);

  /** What callers still have to say, by the time at which they say it; one who has hung up says no more. */
  function toSay(): Saying[] {
    return script.injects.flatMap(({ id, call }) => {
      const open = board().calls.get(callOf.get(id) ?? '');
      if (open?.state !== 'open' || open.answeredAt === undefined) return [];
      const { callId, answeredAt } = open;
      return (call?.later ?? []).flatMap(({ afterAnswerSeconds, words }, index) => {
        const commandId = uuidOf(seed, 'says', id, index);
        if (said.has(commandId)) return [];
        const at = instant(answeredAt + afterAnswerSeconds * 1000);
        return [{ kind: 'says' as const, at, actor: callerActor, commandId, callId, speech: words }];
      });
    });
  }

  const waiting = (): { readonly inject: Inject; readonly at: Instant }[] =>
    script.injects.flatMap(inject => {
      const at = dueAt(inject);
      return at === undefined || given.has(inject.id) ? [] : [{ inject, at }];
    });

  function give(inject: Inject, at: Instant): Directed {
    given.add(inject.id);
    return { injectId: inject.id, happening: happeningOf(inject, at, options) };
  }

  return {
    next() {
      const times = [...waiting(), ...toSay()].map(({ at }) => at);
      return times.length === 0 ? undefined : times.reduce((a, b) => (b < a ? b : a));
    },
    advance(to) {
      const injects = waiting()
        .filter(({ at }) => at <= to)
        .map(({ inject, at }) => give(inject, at));
      const more = toSay().filter(({ at }) => at <= to);
      for (const { commandId } of more) said.add(commandId);
      return [...injects, ...more.map((happening): Directed => ({ happening }))].sort(
        (a, b) => a.happening.at - b.happening.at,
      );
    },
    fire(injectId, at) {
      const inject = script.injects.find(({ id }) => id === injectId);
      return inject === undefined || given.has(injectId) ? undefined : give(inject, at);
    },
    settle(injectId, what) {
      given.add(injectId);
      done.set(injectId, what);
    },
    observe,
    list: () =>
      script.injects.map(inject => {
        const [due, known, callId] = [dueAt(inject), done.get(inject.id), callOf.get(inject.id)];
        return {
          inject,
          ...(due === undefined ? {} : { dueAt: due }),
          ...(known === undefined ? {} : { done: known }),
          ...(callId === undefined ? {} : { callId }),
        };
      }),
  };
}

function happeningOf(inject: Inject, at: Instant, options: DirectorOptions): Happening {
  const { id, call, unitStatus, crewEmergency, roadClosed } = inject;
  const { seed } = options;
  if (call !== undefined) return received(scriptedCall({ ...inject, call }, at, options.language), seed);
  const commandId = injectCommandOf(seed, id);
  const byCrew = (command: Command): Happening => ({
    kind: 'command',
    at,
    actor: crewActor,
    commandId,
    command,
  });
  if (unitStatus !== undefined) return byCrew({ type: 'ReportStatus', ...unitStatus, happenedAt: at });
  if (crewEmergency !== undefined)
    return byCrew({ type: 'RaiseEmergency', unitId: crewEmergency.unitId, happenedAt: at });
  const street = options.streets.get(id);
  if (roadClosed === undefined || street === undefined) throw new Error(`inject ${id} has nothing to play`);
  const expiresAt = instant(at + roadClosed.forSeconds * 1000);
  return {
    kind: 'command',
    at,
    actor: callerActor,
    commandId,
    command: { type: 'CloseStreet', ...street, reason: roadClosed.reason, expiresAt },
  };
}
