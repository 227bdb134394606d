import { expect } from 'vitest';
import {
  anna,
  assigned,
  close,
  crew,
  does,
  machine,
  opened,
  square,
  story,
  taker,
  undo,
} from '../../test/story.ts';
import { newestMove } from '../moving.ts';
import { subjectsOf } from '../subjects.ts';
import { timeline } from '../timeline.ts';

const secret = 'Beside the old mill';
const ref = (sealedId: string) => ({ sealedId, digest: 'aa', label: secret });
const moved = (sealedId: string, actor = taker, told: 'caller' | 'crew' = 'caller') =>
  does({ type: 'MovePlace', incidentId: 'I1', place: ref(sealedId), told }, actor);

story('[X17] who is on it stays on it, and is named in the entry')
  .given(opened('I1'), assigned(['E1', 'M11'], 'I1'))
  .when(moved('s1'))
  .writes('PlaceMoved')
  .and((board, [entry]) => {
    expect(subjectsOf(entry!)).toMatchObject({ incidentId: 'I1', unitIds: ['E1', 'M11'] });
    expect(board.units.get('E1')?.assignmentIds).toEqual(['A1']);
    expect(newestMove(board.incidents.get('I1')!)).toMatchObject({
      place: { sealedId: 's1' },
      told: 'caller',
    });
    expect(board.incidents.get('I1')?.place).toEqual(square);
  });
story('[X17] a crew that is on it tells from its own device')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(moved('s1', crew('E1')))
  .writes('PlaceMoved')
  .and((board, [entry], telling) => {
    expect(entry?.data).toMatchObject({ told: 'crew' });
    expect(newestMove(board.incidents.get('I1')!)?.by).toEqual(crew('E1'));
    expect(timeline(telling.log, 'I1').at(-1)?.values).toEqual({ told: 'crew' });
  });
story('[X17] a crew that is not on it tells nothing')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(moved('s1', crew('E2')))
  .refused('UnitNotAssigned');
story('[X17] no machine moves it').given(opened('I1')).when(moved('s1', machine)).refused('NotAllowed');
story('[X17] a closed incident does not move')
  .given(opened('I1'), close('I1'))
  .when(moved('s1'))
  .refused('IncidentClosedAlready');
story('[X17] what has no place yet is given one first')
  .given(does({ type: 'OpenIncident' }))
  .when(moved('s1'))
  .refused('IncidentWithoutPlace');

story('[X18] the log and the board hold references alone')
  .given(opened('I1'), moved('s1'))
  .when(moved('s2'))
  .writes('PlaceMoved')
  .and((board, _, telling) => {
    expect(JSON.stringify([telling.log, board.incidents.get('I1')])).not.toContain(secret);
    expect(board.incidents.get('I1')?.moves?.map(move => move.place.sealedId)).toEqual(['s1', 's2']);
  });

story('[X19] taken back, the one before is the newest again')
  .given(opened('I1'), moved('s1', anna), moved('s2', anna))
  .when(undo(4))
  .writes('EntryUndone')
  .and(board => expect(newestMove(board.incidents.get('I1')!)?.place.sealedId).toBe('s1'));
story('[X19] the first taken back, it is where it was opened')
  .given(opened('I1'), moved('s1', anna))
  .when(undo(3))
  .writes('EntryUndone')
  .and(board => expect(board.incidents.get('I1')).not.toHaveProperty('moves'));
