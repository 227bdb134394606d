import { expect } from 'vitest';
import {
  type Act,
  assign,
  assigned,
  does,
  machine,
  opened,
  release,
  smallTown,
  status,
  story,
  undo,
} from '../../test/story.ts';
import { capabilitiesNow } from '../staffing.ts';

const staff = (unitId: string, people: number | undefined, without: readonly string[] = []): Act =>
  does({ type: 'StaffUnit', unitId, ...(people === undefined ? {} : { people }), without });
/** E1 and E2 have one crew; an engine takes two people. */
const shared: Act = does(
  {
    type: 'AdoptConfiguration',
    configuration: {
      ...smallTown,
      version: 2,
      minimumPeople: { engine: 2 },
      units: smallTown.units.map(unit =>
        unit.kind === 'ENGINE' ? { ...unit, crewId: 'station1', people: 4 } : unit,
      ),
    },
  },
  machine,
);

story('[N5] a crew too small for the pump still gives first aid')
  .given(shared)
  .when(staff('E1', 1))
  .writes('UnitStaffed')
  .and(board => {
    expect(capabilitiesNow(board, board.units.get('E1')!)).toEqual(['firstResponder']);
    expect(capabilitiesNow(board, board.units.get('E2')!)).toEqual(['engine', 'firstResponder']);
  });
story('[N5] a vehicle with nobody aboard does nothing')
  .when(staff('M11', 0))
  .writes('UnitStaffed')
  .and(board => {
    expect(capabilitiesNow(board, board.units.get('M11')!)).toEqual([]);
  });
story('[N5] what does not work does not count')
  .when(staff('E1', undefined, ['engine']))
  .writes('UnitStaffed')
  .and(board => {
    expect(capabilitiesNow(board, board.units.get('E1')!)).toEqual(['firstResponder']);
  });
story('[N5] said empty, the configuration counts again')
  .given(shared, staff('E1', 1))
  .when(staff('E1', undefined))
  .writes('UnitStaffed')
  .and(board => {
    expect(board.units.get('E1')).not.toHaveProperty('staffing');
  });
story('[N5] the same again writes nothing').given(staff('E1', 3)).when(staff('E1', 3)).nothing();
story('[N5] what a unit never had cannot be out')
  .when(staff('M11', undefined, ['ladder']))
  .refused('CapabilityUnknown', { unitId: 'M11', capability: 'ladder' });

story('[N4] a crew that is out with one vehicle is not sent with the other')
  .given(shared, opened('I1'), opened('I2'), assigned('E1', 'I1'))
  .when(assign('E2', 'I2'))
  .refused('CrewAway', { unitId: 'E2', withUnitId: 'E1', incidentId: 'I1' });
story('[N4] not even on purpose')
  .given(shared, opened('I1'), assigned('E1', 'I1'))
  .when(assign('E2', 'I1', { alsoAssigned: true }))
  .refused('CrewAway');
story('[N4] one crew does not go with both')
  .given(shared, opened('I1'))
  .when(assign(['E1', 'E2'], 'I1'))
  .refused('CrewShared', { unitIds: ['E1', 'E2'] });
story('[N4] back from one, it goes with the other')
  .given(shared, opened('I1'), assigned('E1', 'I1'), release('E1', 'I1'))
  .when(assign('E2', 'I1'))
  .writes('UnitsAssigned');
story('[N4] a broken vehicle leaves its crew free for the other')
  .given(shared, opened('I1'), assigned('E1', 'I1'), status('E1', 'out of service'))
  .when(assign('E2', 'I1'))
  .writes('UnitsAssigned');
story('[N4] a release is not undone once the crew is out with the other vehicle')
  .given(shared, opened('I1'), assigned('E1', 'I1'), release('E1', 'I1'), assigned('E2', 'I1'))
  .when(undo(5))
  .refused('NotUndoable');
