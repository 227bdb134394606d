import type { Action } from './action.ts';
import { assignmentActions } from './assignment-actions.ts';
import { callActions } from './call-actions.ts';
import { callBackActions } from './call-back-actions.ts';
import { cordonActions } from './cordon-actions.ts';
import { crewActions } from './crew-actions.ts';
import { drillActions } from './drill-actions.ts';
import { duplicateActions } from './duplicate-actions.ts';
import { handOverActions } from './hand-over-actions.ts';
import { incidentActions } from './incident-actions.ts';
import { languageActions } from './language-actions.ts';
import { moveUpActions } from './move-up-actions.ts';
import { pageActions } from './page-actions.ts';
import { planActions } from './plan-actions.ts';
import { protocolActions } from './protocol-actions.ts';
import { stateActions } from './state-actions.ts';
import { transferActions } from './transfer-actions.ts';
import { viewActions } from './view-actions.ts';
import { watchActions } from './watch-actions.ts';

/** Everything a person can do. Keys, palette, buttons and help are made from this table alone. */
export const actions: readonly Action[] = [
  ...callActions,
  ...callBackActions,
  ...transferActions,
  ...duplicateActions,
  ...incidentActions,
  ...stateActions,
  ...planActions,
  ...cordonActions,
  ...crewActions,
  ...assignmentActions,
  ...languageActions,
  ...protocolActions,
  ...pageActions,
  ...viewActions,
  ...watchActions,
  ...handOverActions,
  ...moveUpActions,
  ...drillActions,
];

export const actionOf = (id: string): Action => {
  const found = actions.find(action => action.id === id);
  if (found === undefined) throw new Error(`no action ${id}`);
  return found;
};
