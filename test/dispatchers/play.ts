import fc from 'fast-check';
import { choiceOf, doings } from './does.ts';
import type { Centre } from './floor.ts';
import { checkAtRest, newWatch } from './invariants.ts';
import { type Model, steps } from './steps.ts';

export const plays = (maxCommands: number) =>
  fc.commands<Model, Centre, true>(steps, { maxCommands, size: 'max' });

/** Plays the steps, then lets everything come through, and asks what must hold. */
export async function play(
  centre: Centre,
  commands: Iterable<fc.AsyncCommand<Model, Centre, true>>,
): Promise<void> {
  const watch = newWatch();
  await furnish(centre);
  await fc.asyncModelRun(() => ({ model: { watch }, real: centre }), commands);
  await heal(centre);
  await checkAtRest(watch, centre);
}

/** A line that was lost is opened again within so many rounds, over a real network too. */
const ROUNDS = 200;

/** The lines are good again, and one more thing is written, as it is all day long. */
async function heal(centre: Centre): Promise<void> {
  await letThrough(centre);
  await centre.happen({ type: 'ReceiveCall', channel: 'phone' });
  await centre.settle();
  for (let round = 0; round < ROUNDS; round++) {
    await letThrough(centre);
    const head = Math.max(...centre.boards().map(board => board.head));
    const all = [...centre.boards(), ...centre.consoles.map(({ board }) => board())];
    const idle = centre.consoles.every(
      ({ wire, sending }) =>
        wire.underway === 0 && sending.sent.get().every(({ state }) => state !== 'pending'),
    );
    if (idle && all.every(board => board.head === head)) return;
  }
}

async function letThrough(centre: Centre): Promise<void> {
  for (const { wire, clock } of centre.consoles) {
    clock.move(1_000);
    while (wire.underway > 0) {
      await wire.arrive(0);
      wire.answer(0);
    }
  }
  await centre.settle();
  for (const { wire } of centre.consoles) wire.hear(1_000);
}

/** Three incidents and a call, on every screen. */
async function furnish(centre: Centre): Promise<void> {
  const [first] = centre.consoles;
  for (let opened = 0; opened < 3; opened++) {
    const command = doings.open(first!.board(), choiceOf([opened, 1]));
    first!.send(command);
    await first!.wire.arrive(0);
    first!.wire.answer(0);
    await centre.settle();
    for (const { wire } of centre.consoles) wire.hear(1_000);
  }
  await centre.happen({ type: 'ReceiveCall', channel: 'phone' });
  await centre.settle();
  for (const { wire } of centre.consoles) wire.hear(1_000);
}
