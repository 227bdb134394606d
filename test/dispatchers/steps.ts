import { unitStatuses } from '@clarion/dispatch';
import fc from 'fast-check';
import type { TestConsole } from './console.ts';
import { choiceOf, type DoingName, doingNames, doings } from './does.ts';
import type { Centre } from './floor.ts';
import { checkNew, type Watch } from './invariants.ts';

/** What the model knows is only that there is somebody at each desk: what must hold is asked of the log itself. */
export interface Model {
  readonly watch: Watch;
}
type Step = fc.AsyncCommand<Model, Centre, true>;

function step(name: string, run: (centre: Centre) => unknown): Step {
  return {
    check: async () => true,
    run: async ({ watch }, centre) => {
      await run(centre);
      await centre.settle();
      await checkNew(watch, centre);
    },
    toString: () => name,
  };
}

const desk = fc.nat({ max: 3 });
const which = fc.nat({ max: 5 });
const at = (centre: Centre, number: number): TestConsole => centre.consoles[number % centre.consoles.length]!;

/** Sending and status come most often, since that is where two hands meet. */
const often: readonly DoingName[] = [
  'send',
  'send',
  'send',
  'send',
  'status',
  'status',
  'release',
  'undo',
  'undo',
  'open',
  'sit',
  'handOver',
  'takeOver',
  'takeOver',
];

/** How the request fares at once: mostly it goes through, else it is the wire's. */
const fate = fc.constantFrom('goes', 'goes', 'goes', 'goes unanswered', 'waits', 'waits');

const does = fc
  .tuple(
    desk,
    fc.constantFrom(...doingNames, ...often),
    fate,
    fc.array(fc.nat({ max: 40 }), { minLength: 8, maxLength: 8 }),
  )
  .map(([number, name, fares, choices]) =>
    step(`${number} ${name} ${choices.join('.')} ${fares}`, async centre => {
      const who = at(centre, number);
      const command = doings[name](who.board(), choiceOf(choices), who.operatorId);
      if (command === undefined) return;
      const before = who.wire.requests;
      who.send(command);
      if (fares === 'waits') return;
      await who.wire.arrive(before);
      if (fares === 'goes') who.wire.answer(who.wire.answers - 1);
    }),
  );

const wire = (name: string, run: (console: TestConsole, number: number) => unknown) =>
  fc
    .tuple(desk, which)
    .map(([number, nth]) => step(`${number} ${name} ${nth}`, centre => run(at(centre, number), nth)));

/** Everything comes through, and the screens are up to date. */
const calm = fc.constant(
  step('calm', async centre => {
    for (const { wire: one } of centre.consoles)
      while (one.underway > 0) {
        await one.arrive(0);
        one.answer(0);
      }
    await centre.settle();
    for (const { wire: one } of centre.consoles) one.hear(1_000);
  }),
);
const hearing = fc.constant(
  step('all hear', centre => {
    for (const { wire: one } of centre.consoles) one.hear(1_000);
  }),
);

/** What can happen on a floor with bad lines, each a step of its own, so that a failing case shrinks to the few that matter. */
export const steps: fc.Arbitrary<Step>[] = [
  ...Array.from({ length: 16 }, () => does),
  calm,
  hearing,
  hearing,
  hearing,
  hearing,
  wire('arrives', (one, nth) => one.wire.arrive(nth)),
  wire('arrives', (one, nth) => one.wire.arrive(nth)),
  wire('arrives twice', (one, nth) => one.wire.arriveTwice(nth)),
  wire('request lost', (one, nth) => one.wire.loseRequest(nth, false)),
  wire('request late', (one, nth) => one.wire.loseRequest(nth, true)),
  wire('answered', (one, nth) => one.wire.answer(nth)),
  wire('answer lost', (one, nth) => one.wire.loseAnswer(nth)),
  wire('hears', (one, nth) => one.wire.hear(nth + 1)),
  wire('hears', (one, nth) => one.wire.hear(nth + 1)),
  wire('hears twice', one => one.wire.hearTwice()),
  wire('hears crossed', one => one.wire.hearCrossed()),
  wire('misses', one => one.wire.miss()),
  wire('line cut', one => one.wire.cut()),
  wire('waits', (one, nth) => one.clock.move([100, 500, 1000, 2500, 11_000, 20_000][nth]!)),
  wire('again', one => {
    const waiting = one.sending.sent.get().find(sent => sent.state === 'unconfirmed');
    if (waiting !== undefined) one.sending.again(waiting.request.commandId);
  }),
  wire('given up', one => {
    const waiting = one.sending.sent.get().find(sent => sent.state === 'unconfirmed');
    if (waiting !== undefined) one.sending.drop(waiting.request.commandId);
  }),
  which.map(nth => step(`time ${nth}`, centre => centre.pass([10, 1000, 5000, 30_000, 90_000, 1][nth]!))),
  fc.constant(step('rings', centre => centre.happen({ type: 'ReceiveCall', channel: 'phone' }))),
  which.map(nth =>
    step(`desk ${nth} falls silent`, async centre => {
      const sitting = [...centre.boards()[0]!.desks.values()][nth];
      if (sitting?.by.kind !== 'operator') return;
      const { deskId, by, since } = sitting;
      await centre.happen({ type: 'LoseDesk', deskId, operatorId: by.id, silentSince: since });
    }),
  ),
  fc.tuple(which, fc.constantFrom(...unitStatuses)).map(([nth, status]) =>
    step(`crew ${nth} ${status}`, async centre => {
      const unitId = [...centre.boards()[0]!.units.keys()][nth];
      if (unitId !== undefined) await centre.happen({ type: 'ReportStatus', unitId, status });
    }),
  ),
  fc
    .constantFrom('beforeCommit' as const, 'afterCommit' as const)
    .map(where => step(`breaks ${where}`, centre => centre.breakNext?.(where))),
];
