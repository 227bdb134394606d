import { expect } from 'vitest';
import { assigned, at, ben, close, does, opened, status, story } from '../../test/story.ts';

const reopen = does({ type: 'ReopenIncident', incidentId: 'I1' });

story('[K1] an incident with units is not closed')
  .given(opened('I1'), assigned(['E1', 'M11', 'M12'], 'I1'), status('M11', 'available'))
  .when(close('I1'))
  .refused('IncidentHasUnits', { incidentId: 'I1', unitIds: ['E1', 'M12'] });
story('[K1] once they are clear it is')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'available'))
  .when(close('I1'))
  .writes('IncidentClosed')
  .and(board => {
    expect(board.incidents.get('I1')).toMatchObject({
      state: 'closed',
      disposition: 'handled',
      closedAt: at(5),
    });
    expect([...board.openIncidents]).toEqual([]);
  });
story('[K2] the second to close is told when it was closed')
  .given(opened('I1'), close('I1'))
  .when(close('I1', ben))
  .refused('IncidentClosedAlready', { incidentId: 'I1', at: at(3) });
story('[K2] an incident that is not there cannot be closed').when(close('I5')).refused('IncidentUnknown');
story('[K3] a closed incident is reopened')
  .given(opened('I1'), close('I1'))
  .when(reopen)
  .writes('IncidentReopened')
  .and(board => {
    expect(board.incidents.get('I1')).not.toHaveProperty('closedAt');
    expect(board.incidents.get('I1')).not.toHaveProperty('disposition');
    expect([...board.openIncidents]).toEqual(['I1']);
  });
story('[K3] an open one cannot be')
  .given(opened('I1'))
  .when(reopen)
  .refused('IncidentOpenAlready', { incidentId: 'I1' });
story('[K3] nor one that is not there').when(reopen).refused('IncidentUnknown');
