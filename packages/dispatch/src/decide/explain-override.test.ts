import { expect } from 'vitest';
import { type Act, anna, assigned, at, ben, chief, does, opened, story, undo } from '../../test/story.ts';
import type { Actor } from '../command.ts';
import type { Candidate } from '../evidence.ts';

const candidate = (unitId: string, recommended: boolean): Candidate => ({
  unitId,
  status: 'available',
  recommended,
  reasons: [],
});
/** E1 was recommended, E2 stood below it. */
const sent = (...unitIds: string[]): Act =>
  assigned(unitIds, 'I1', {
    evidence: {
      at: at(0),
      candidates: [candidate('E1', true), candidate('E2', false)],
      needs: [],
      missing: [],
      graphHash: '',
      closuresVersion: 0,
      speedsVersion: 0,
      configurationVersion: 1,
    },
  });
const explain = (actor: Actor = anna): Act =>
  does({ type: 'ExplainOverride', seq: 3, reason: 'localKnowledge' }, actor);

story('[E4] another unit than the recommended one is sent at once, and the reason is asked for')
  .given(opened('I1'))
  .when(sent('E2'))
  .writes('UnitsAssigned')
  .and(board => {
    expect([...board.unexplained.values()]).toMatchObject([
      { seq: 3, actorId: 'anna', incidentId: 'I1', added: ['E2'], left: ['E1'] },
    ]);
  });
story('[E4] the reason is given once')
  .given(opened('I1'), sent('E2'))
  .when(explain())
  .writes('OverrideExplained')
  .and((board, [entry]) => {
    expect(entry?.data).toEqual({ seq: 3, incidentId: 'I1', reason: 'localKnowledge', added: ['E2'] });
    expect(board.unexplained.size).toBe(0);
  });
story('[E4] and not twice')
  .given(opened('I1'), sent('E2'), explain())
  .when(explain())
  .refused('NothingToExplain', { seq: 3 });
story('[E4] what was recommended needs none')
  .given(opened('I1'), sent('E1'))
  .when(explain())
  .refused('NothingToExplain');
story('[E4] nor does one more beside it')
  .given(opened('I1'), sent('E1', 'E2'))
  .when(explain())
  .refused('NothingToExplain');
story('[E4] nor what was typed without a list')
  .given(opened('I1'), assigned('E2', 'I1'))
  .when(explain())
  .refused('NothingToExplain');
story('[E4] nor what was taken back')
  .given(opened('I1'), sent('E2'), undo(3))
  .when(explain())
  .refused('NothingToExplain');
story('[E4] nobody else answers for who sent')
  .given(opened('I1'), sent('E2'))
  .when(explain(ben))
  .refused('NotAllowed');
story('[E4] but a commander may')
  .given(opened('I1'), sent('E2'))
  .when(explain(chief))
  .writes('OverrideExplained');
