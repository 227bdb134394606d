import { expect } from 'vitest';
import { assigned, at, bridge, does, machine, opened, story } from '../../test/story.ts';

const place = (expires: number) =>
  does({ type: 'PlaceUnit', unitId: 'E1', at: bridge.at, label: 'Old bridge', expiresAt: at(expires) });
const doubt = (reason: 'late' | 'absurd') => does({ type: 'DoubtPosition', unitId: 'E1', reason }, machine);
const trust = does({ type: 'TrustPosition', unitId: 'E1' }, machine);

story('[P1] an operator places a unit by hand, for a while')
  .when(place(600))
  .writes('UnitPlaced')
  .and(board => {
    expect(board.units.get('E1')?.placed).toEqual({
      at: bridge.at,
      label: 'Old bridge',
      placedAt: at(2),
      expiresAt: at(600),
    });
  });
story('[P1] not into the past')
  .when(place(1))
  .refused('TimeImplausible', { at: at(1) });
story('[P1] not a unit that nobody knows')
  .when(does({ type: 'PlaceUnit', unitId: 'X', at: bridge.at, expiresAt: at(600) }))
  .refused('UnitUnknown');

story('[P2] a doubtful position is marked')
  .given(opened('I1'))
  .when(doubt('late'))
  .writes('PositionDoubted')
  .and(board => {
    expect(board.units.get('E1')?.doubt).toEqual({ reason: 'late', since: at(3) });
  });
story('[P2] once per reason').given(doubt('late')).when(doubt('late')).nothing();
story('[P2] another reason is another entry')
  .given(doubt('late'))
  .when(doubt('absurd'))
  .writes('PositionDoubted');
story('[P2] until it is trusted again')
  .given(doubt('late'))
  .when(trust)
  .writes('PositionTrusted')
  .and(board => {
    expect(board.units.get('E1')?.doubt).toBeUndefined();
  });
story('[P2] trusting what nobody doubts writes nothing').when(trust).nothing();
story('[P2] a doubtful unit can be sent')
  .given(opened('I1'), doubt('absurd'))
  .when(assigned('E1', 'I1'))
  .writes('UnitsAssigned');
