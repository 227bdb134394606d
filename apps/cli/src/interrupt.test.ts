import { expect, test } from 'vitest';
import { createInterrupt } from './interrupt.ts';

function story(stopsItself: boolean) {
  const clock = { ms: 0 };
  const ends: number[] = [];
  const interrupt = createInterrupt(
    () => clock.ms,
    () => ends.push(clock.ms),
  );
  interrupt.leaveToCommand(stopsItself);
  return { clock, ends, interrupt };
}

test('a command that stops itself is given time when Ctrl-C arrives twice, and ends when asked again', () => {
  const { clock, ends, interrupt } = story(true);
  interrupt.wish();
  clock.ms = 5;
  interrupt.wish();
  expect([interrupt.signal.aborted, ends]).toEqual([true, []]);
  clock.ms = 4000;
  interrupt.wish();
  expect(ends).toEqual([4000]);
});

test('any other command ends at once', () => {
  const { ends, interrupt } = story(false);
  interrupt.wish();
  expect([interrupt.signal.aborted, ends]).toEqual([true, [0]]);
});
