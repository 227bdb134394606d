import { expect, test } from 'vitest';
import { assigned, at, does, machine, opened, release, smallTown, story, undo } from '../../test/story.ts';
import { decide } from '../decide.ts';
import { emptyBoard } from '../empty.ts';

const adopt = (change: Partial<typeof smallTown>) =>
  does({ type: 'AdoptConfiguration', configuration: { ...smallTown, ...change } }, machine);
const others = smallTown.units.filter(({ unitId }) => unitId !== 'E1');

story('[B5] an older configuration is refused')
  .when(adopt({ version: 0 }))
  .refused('ConfigurationOutdated', { version: 0, current: 1 });
story('[B5] another one with the same number too')
  .when(adopt({ units: [] }))
  .refused('ConfigurationOutdated', { version: 1, current: 1 });
story('[B5] the same one writes nothing').when(adopt({})).nothing();

story('[B6] new units come available')
  .when(adopt({ version: 2, units: [...smallTown.units, { ...others[0]!, unitId: 'E9' }] }))
  .writes('ConfigurationAdopted')
  .and(board => {
    expect(board.units.get('E9')).toMatchObject({ status: 'available', statusSince: at(2) });
    expect(board.units.size).toBe(6);
  });
story('[B6] units that are gone leave at once')
  .when(adopt({ version: 2, units: others }))
  .writes('ConfigurationAdopted')
  .and(board => {
    expect(board.units.has('E1')).toBe(false);
  });
story('[B6] one with an assignment stays')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(adopt({ version: 2, units: others }))
  .writes('ConfigurationAdopted')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ leaving: true, status: 'dispatched' });
  });
story('[B6] gets no new one')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'), adopt({ version: 2, units: others }))
  .when(assigned('E1', 'I2', { diverted: true }))
  .refused('UnitOutOfService', { unitId: 'E1' });
story('[B6] and leaves when that ends')
  .given(opened('I1'), assigned('E1', 'I1'), adopt({ version: 2, units: others }))
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => {
    expect(board.units.has('E1')).toBe(false);
  });
story('[B6] a diversion undone takes it back to where it was, not off the board')
  .given(
    opened('I1'),
    opened('I2'),
    assigned('E1', 'I1'),
    assigned('E1', 'I2', { diverted: true }),
    adopt({ version: 2, units: others }),
  )
  .when(undo(5))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', assignmentIds: ['A1'] });
  });
story('[B6] an assignment undone lets it go')
  .given(opened('I1'), assigned('E1', 'I1'), adopt({ version: 2, units: others }))
  .when(undo(3))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.has('E1')).toBe(false);
  });
story('[B6] unless it has come back meanwhile')
  .given(opened('I1'), assigned('E1', 'I1'), adopt({ version: 2, units: others }), adopt({ version: 3 }))
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'available' });
    expect(board.units.get('E1')).not.toHaveProperty('leaving');
  });

test('[I4] before any configuration no type is known', () => {
  const act = opened('I1', undefined, 'fire');
  const decision = decide(emptyBoard(), { commandId: 'c', actor: act.actor!, command: act.command }, at(1));
  expect(decision).toEqual({ ok: false, error: { code: 'NoConfiguration' } });
});
