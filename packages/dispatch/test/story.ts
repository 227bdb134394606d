import { type Instant, instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import type {
  Actor,
  Board,
  Command,
  CommandEnvelope,
  Configuration,
  Entry,
  EntryType,
  NewEntry,
  Refusal,
  UnitStatus,
} from '../src/index.ts';
import {
  boardFromJson,
  boardToJson,
  copyBoard,
  decide,
  emptyBoard,
  evolve,
  foldBoard,
} from '../src/index.ts';

/** One thing somebody does. A second on the story's clock passes before it, unless it says when. */
export interface Act {
  readonly command: Command;
  readonly actor?: Actor;
  readonly at?: number;
  readonly onPaper?: CommandEnvelope['onPaper'];
  /** The number that the story says it gets. */
  readonly opens?: string;
}

export const START = 1_000_000_000_000;
/** The instant `seconds` after the story's start. */
export const at = (seconds: number): Instant => instant(START + seconds * 1000);

export const anna: Actor = { kind: 'operator', id: 'anna', role: 'dispatcher' };
export const ben: Actor = { kind: 'operator', id: 'ben', role: 'dispatcher' };
export const taker: Actor = { kind: 'operator', id: 'tom', role: 'callTaker' };
export const chief: Actor = { kind: 'operator', id: 'cleo', role: 'commander' };
export const machine: Actor = { kind: 'system', id: 'server' };
export const crew = (unitId: string): Actor => ({ kind: 'unit', id: unitId, role: 'responder' });

const unit = (unitId: string, kind: string, capabilities: readonly string[]) =>
  ({ unitId, kind, agency: 'fire', capabilities }) as const;

export const smallTown: Configuration = {
  version: 1,
  placeName: { en: 'Small Town', zh: '小城' },
  units: [
    unit('E1', 'ENGINE', ['engine', 'firstResponder']),
    unit('E2', 'ENGINE', ['engine', 'firstResponder']),
    unit('M11', 'MEDIC', ['als']),
    unit('M12', 'MEDIC', ['als']),
    unit('B1', 'PRIVATE', ['bls']),
  ],
  types: [
    { typeId: 'fire', names: {}, category: 'fire', priority: 1, needs: [{ capability: 'engine', count: 2 }] },
    { typeId: 'ill', names: {}, category: 'medical', priority: 2, needs: [{ capability: 'als', count: 1 }] },
    { typeId: 'fall', names: {}, category: 'medical', priority: 3, needs: [{ capability: 'bls', count: 1 }] },
  ],
  posts: [],
  alarms: {
    escalateSeconds: 20,
    repeatSeconds: 60,
    budgetPerHour: 6,
    clocks: ['release', 'notify'],
    waiting: [],
  },
  desks: [
    { deskId: 'C1', names: { en: 'Calls' }, work: 'calls' },
    { deskId: 'D1', names: { en: 'Harbour desk' }, work: 'dispatch', areaIds: ['harbour'] },
    { deskId: 'D2', names: { en: 'Dispatch' }, work: 'dispatch' },
    { deskId: 'S1', names: { en: 'Supervisor' }, work: 'supervision' },
  ],
  areas: [
    {
      areaId: 'harbour',
      names: { en: 'Harbour' },
      rings: [
        [
          [8, 49],
          [8.605, 49],
          [8.605, 50],
          [8, 50],
        ],
      ],
    },
  ],
  readiness: {
    levels: [
      { levelId: 'normal', names: { en: 'Normal' } },
      { levelId: 'high', names: { en: 'High' } },
    ],
    minimums: [],
  },
  clocks: {
    releaseSeconds: 40,
    dispatchSeconds: 30,
    acknowledgeSeconds: 30,
    turnoutSeconds: 80,
    staleFixSeconds: 60,
  },
};

export const square = {
  at: [8.6, 49.4],
  uncertaintyM: 0,
  label: 'Market square',
  source: 'search',
  verified: true,
} as const;
export const bridge = { ...square, label: 'Old bridge', at: [8.61, 49.41] } as const;

/** Runs acts against a board as a centre does: decide, then evolve; keeps the log. */
export class Telling {
  board: Board = emptyBoard();
  readonly log: Entry[] = [];
  clock = 0;
  #commands = 0;

  /** The command's new entries, or the refusal. Checks [B2]'s half that can be seen from outside on every act. */
  act(act: Act): { readonly entries: readonly Entry[]; readonly refusal?: Refusal } {
    this.clock = act.at ?? this.clock + 1;
    const now = at(this.clock);
    const envelope: CommandEnvelope = {
      commandId: `command-${++this.#commands}`,
      actor: act.actor ?? anna,
      command: act.command,
      ...(act.onPaper ? { onPaper: act.onPaper } : {}),
    };
    const before = JSON.stringify([boardToJson(this.board), envelope]);
    const decision = decide(this.board, envelope, now);
    expect(JSON.stringify([boardToJson(this.board), envelope])).toBe(before);
    if (!decision.ok) return { entries: [], refusal: decision.error };
    const entries = decision.value.map(
      (entry: NewEntry, i): Entry => ({
        ...entry,
        seq: this.board.head + 1 + i,
        recordedAt: now,
      }),
    );
    for (const entry of entries) this.board = evolve(this.board, entry);
    this.log.push(...entries);
    return { entries };
  }

  must(act: Act): readonly Entry[] {
    const { entries, refusal } = this.act(act);
    if (refusal) throw new Error(`${act.command.type} was refused: ${JSON.stringify(refusal)}`);
    if (act.opens) expect(`I${this.board.lastIncident}`).toBe(act.opens);
    return entries;
  }

  /** The log folds to this very board, from its start and from a snapshot of any board on the way. */
  checkFold(): void {
    const whole = JSON.stringify(boardToJson(this.board));
    expect(JSON.stringify(boardToJson(foldBoard(this.log)))).toBe(whole);
    const half = Math.floor(this.log.length / 2);
    const snapshot = boardToJson(foldBoard(this.log.slice(0, half)));
    const read = boardFromJson(JSON.parse(JSON.stringify(snapshot)));
    if (!read.ok) throw new Error(read.error.code);
    const copy = copyBoard(read.value);
    expect(JSON.stringify(boardToJson(foldBoard(this.log.slice(half), copy)))).toBe(whole);
    expect(JSON.stringify(boardToJson(read.value))).toBe(JSON.stringify(snapshot));
  }
}

/** A test told as a story: what was so, what somebody does, what comes of it. The small town is always there. */
export function story(title: string): Story {
  return new Story(title, []);
}

class Story {
  readonly #title: string;
  readonly #before: readonly Act[];

  constructor(title: string, before: readonly Act[]) {
    this.#title = title;
    this.#before = before;
  }

  given(...acts: readonly (Act | readonly Act[])[]): Story {
    return new Story(this.#title, [...this.#before, ...acts.flat()]);
  }

  when(act: Act): Outcome {
    return new Outcome(this.#title, this.#before, act);
  }
}

class Outcome {
  readonly #title: string;
  readonly #before: readonly Act[];
  readonly #act: Act;

  constructor(title: string, before: readonly Act[], act: Act) {
    this.#title = title;
    this.#before = before;
    this.#act = act;
  }

  /** The command is refused with this code; `facts` are part of what the refusal says. The log stays as it was. */
  refused(code: Refusal['code'], facts: object = {}): void {
    this.#test(telling => {
      const head = telling.board.head;
      const { refusal } = telling.act(this.#act);
      expect(refusal).toMatchObject({ code, ...facts });
      expect(telling.board.head).toBe(head);
    });
  }

  /** The command writes exactly these entries. */
  writes(...types: readonly EntryType[]): Checked {
    const checks: ((board: Board, entries: readonly Entry[], telling: Telling) => void)[] = [];
    this.#test(telling => {
      const entries = telling.must(this.#act);
      expect(entries.map(entry => entry.type)).toEqual(types);
      for (const check of checks) check(telling.board, entries, telling);
    });
    return {
      and(check) {
        checks.push(check);
        return this;
      },
    };
  }

  /** It is so already. */
  nothing(): void {
    this.writes();
  }

  #test(body: (telling: Telling) => void): void {
    test(this.#title, () => {
      const telling = new Telling();
      telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
      for (const act of this.#before) telling.must(act);
      body(telling);
      telling.checkFold();
    });
  }
}

interface Checked {
  and(check: (board: Board, entries: readonly Entry[], telling: Telling) => void): Checked;
}

// The words of a story. Numbers are as the log gives them: the first call is C1, the first incident I1.
export const ringing = (): Act => ({ actor: machine, command: { type: 'ReceiveCall', channel: 'phone' } });
export const answer = (callId?: string, actor: Actor = taker): Act => ({
  actor,
  command: { type: 'AnswerCall', ...(callId ? { callId } : {}) },
});
export const answered = (callId?: string): Act => answer(callId);
export const opened = (incidentId: string, callId?: string, typeId?: string): Act => ({
  actor: taker,
  opens: incidentId,
  command: {
    type: 'OpenIncident',
    place: square,
    ...(callId ? { callId } : {}),
    ...(typeId ? { typeId } : {}),
  },
});
export const assign = (
  unitIds: string | readonly string[],
  incidentId: string,
  more: Partial<Extract<Command, { type: 'AssignUnits' }>> = {},
  actor: Actor = anna,
): Act => ({
  actor,
  command: { type: 'AssignUnits', incidentId, unitIds: [unitIds].flat(), displayed: [], ...more },
});
export const assigned = assign;
export const release = (unitId: string, incidentId: string): Act => ({
  command: { type: 'ReleaseUnit', unitId, incidentId },
});

const spoken: Readonly<Record<string, UnitStatus>> = {
  'en route': 'enRoute',
  'on scene': 'onScene',
  'at destination': 'atDestination',
  'out of service': 'outOfService',
};
/** `status('M12', 'on scene')`: reported by the crew itself, unless an actor is named. */
export const status = (
  unitId: string,
  words: string,
  more: {
    readonly actor?: Actor;
    readonly incidentId?: string;
    readonly happenedAt?: number;
    readonly at?: number;
  } = {},
): Act => ({
  actor: more.actor ?? crew(unitId),
  ...(more.at === undefined ? {} : { at: more.at }),
  command: {
    type: 'ReportStatus',
    unitId,
    status: spoken[words] ?? (words as UnitStatus),
    ...(more.incidentId ? { incidentId: more.incidentId } : {}),
    ...(more.happenedAt === undefined ? {} : { happenedAt: at(more.happenedAt) }),
  },
});
export const close = (incidentId: string, actor: Actor = anna): Act => ({
  actor,
  command: { type: 'CloseIncident', incidentId, disposition: 'handled' },
});
export const undo = (seq: number, actor: Actor = anna): Act => ({ actor, command: { type: 'Undo', seq } });
export const does = (command: Command, actor: Actor = anna): Act => ({ command, actor });
export const sits = (deskId: string, actor: Actor = anna): Act => ({
  actor,
  command: { type: 'TakeDesk', deskId },
});
export const leaves = (deskId: string, actor: Actor = anna): Act => ({
  actor,
  command: { type: 'LeaveDesk', deskId },
});
