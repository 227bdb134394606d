import {
  type Actor,
  type Board,
  bestFilling,
  boardFromJson,
  boardToJson,
  type Capability,
  type Command,
  type Configuration,
  decide,
  defaultConfiguration,
  type Entry,
  emptyBoard,
  evolve,
  foldBoard,
  queue,
  recommend,
  type UnitStatus,
} from '@clarion/dispatch';
import { instant, type LngLat, milliseconds } from '@clarion/measure';
import { type BenchRow, summarise } from './row.ts';

const START = Date.UTC(2026, 10, 1);
const drill: Actor = { kind: 'exercise', id: 'bench' };
const at: LngLat = [8.6, 49.4];
const place = { at, uncertaintyM: 0, label: 'Market square', source: 'search', verified: true } as const;
const kinds: readonly (readonly Capability[])[] = [
  ['engine', 'firstResponder'],
  ['ladder'],
  ['als'],
  ['bls'],
  ['patrol'],
  ['rescue', 'waterRescue', 'firstResponder'],
  ['command'],
];
const steps: readonly UnitStatus[] = ['acknowledged', 'enRoute', 'onScene'];

function configuration(units: number): Configuration {
  return defaultConfiguration({
    placeName: { en: 'Bench' },
    posts: [],
    units: Array.from({ length: units }, (_, i) => ({
      unitId: `U${i}`,
      kind: 'BENCH',
      agency: 'fire',
      capabilities: kinds[i % kinds.length]!,
    })),
  });
}

/** A centre that decides and evolves, one command a second. */
class Floor {
  board: Board = emptyBoard();
  readonly log: Entry[] = [];
  #ticks = 0;

  constructor(units: number) {
    const system: Actor = { kind: 'system', id: 'bench' };
    this.say({ type: 'AdoptConfiguration', configuration: configuration(units) }, system);
  }

  say(command: Command, actor: Actor = drill): readonly Entry[] {
    const now = instant(START + ++this.#ticks * 1000);
    const decision = decide(this.board, { commandId: `c${this.#ticks}`, actor, command }, now);
    if (!decision.ok) throw new Error(`${command.type}: ${JSON.stringify(decision.error)}`);
    const entries = decision.value.map(
      (entry, i): Entry => ({
        ...entry,
        seq: this.board.head + 1 + i,
        recordedAt: now,
      }),
    );
    for (const entry of entries) {
      this.board = evolve(this.board, entry);
      this.log.push(entry);
    }
    return entries;
  }

  /** An incident with two units on scene; its number. */
  open(first: number, second: number): string {
    this.say({ type: 'AnswerCall' });
    const callId = `C${this.board.lastCall}`;
    this.say({ type: 'AmendCall', callId, fields: { place, typeId: 'medicalCritical' } });
    this.say({ type: 'OpenIncident', callId });
    const incidentId = `I${this.board.lastIncident}`;
    const unitIds = [`U${first}`, `U${second}`];
    this.say({ type: 'AssignUnits', incidentId, unitIds, displayed: unitIds });
    for (const status of steps) {
      for (const unitId of unitIds) this.say({ type: 'ReportStatus', unitId, status });
    }
    this.say({ type: 'EndCall', callId });
    return incidentId;
  }

  close(incidentId: string, first: number, second: number): void {
    for (const unit of [first, second]) {
      this.say({ type: 'ReportStatus', unitId: `U${unit}`, status: 'available' });
    }
    this.say({ type: 'CloseIncident', incidentId, disposition: 'handled' });
  }
}

function timed(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

export const rows = async (): Promise<BenchRow[]> => [
  ...deciding(),
  ...folding(),
  ...choosing(),
  ...recommending(),
];

/** What a command costs on a floor that is as full as a province's. */
function deciding(): BenchRow[] {
  const floor = new Floor(10_100);
  for (let i = 0; i < 5000; i++) floor.open(2 * i, 2 * i + 1);
  const note = '10,100 units, 5,000 open incidents';
  const perCommand: number[] = [];
  for (let run = 0; run < 50; run++) {
    const before = floor.log.length;
    const ms = timed(() => floor.close(floor.open(10_000, 10_001), 10_000, 10_001));
    perCommand.push((ms * 1000) / (floor.log.length - before));
  }
  const queues = Array.from({ length: 20 }, () => timed(() => queue(floor.board)));
  const snapshots = Array.from({ length: 5 }, () =>
    timed(() => {
      const read = boardFromJson(JSON.parse(JSON.stringify(boardToJson(floor.board))));
      if (!read.ok) throw new Error(read.error.code);
    }),
  );
  return [
    summarise('decide and evolve, per entry', 'µs', perCommand, note),
    summarise('queue', 'ms', queues, note),
    summarise('board to JSON and back', 'ms', snapshots, note),
  ];
}

function folding(): BenchRow[] {
  const floor = new Floor(200);
  for (let i = 0; floor.log.length < 70_000; i++) {
    const [first, second] = [(2 * i) % 200, (2 * i + 1) % 200];
    floor.close(floor.open(first, second), first, second);
  }
  const folds = Array.from({ length: 7 }, () => timed(() => foldBoard(floor.log)));
  return [summarise('fold a fortnight', 'ms', folds, `${floor.log.length} entries`)];
}

/** The choice of the set alone, for the largest card there is. */
function choosing(): BenchRow[] {
  const needs = (['engine', 'ladder', 'als', 'rescue', 'command', 'patrol'] as const).map(capability => ({
    capability,
    count: 3,
  }));
  return [100, 10_000].map(units => {
    const free = Array.from({ length: units }, (_, i) => ({
      capabilities: kinds[(i * 7919) % kinds.length]!,
      travelTimeMs: i * 1000,
    }));
    const runs = Array.from({ length: 100 }, () =>
      timed(() => {
        if (bestFilling(needs, free).size !== 18) throw new Error('a need is not met');
      }),
    );
    return summarise(`choose 18 of ${units} units for a card of six capabilities`, 'ms', runs);
  });
}

function recommending(): BenchRow[] {
  return [100, 1000, 10_000].map(units => {
    const { board } = new Floor(units);
    const travel = new Map(
      Array.from({ length: units }, (_, i) => [`U${i}`, milliseconds(((i * 7919) % 3600) * 1000)]),
    );
    const fixes = new Map([...travel.keys()].map(id => [id, { at, ageMs: 1000, source: 'device' as const }]));
    const versions = { graphHash: 'bench', closuresVersion: 0, speedsVersion: 0 };
    const runs = Array.from({ length: 100 }, () =>
      timed(() => {
        const evidence = recommend({
          board,
          for: { typeId: 'structureFire' },
          travel,
          fixes,
          now: instant(START),
          versions,
        });
        if (evidence.missing.length > 0) throw new Error('somebody is missing');
      }),
    );
    return summarise(`recommend for a structure fire, ${units} units, travel times given`, 'ms', runs);
  });
}
