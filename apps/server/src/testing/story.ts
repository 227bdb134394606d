import type { Client } from './client.ts';

/** A call answered, placed and released as an incident of a type, by a call taker. */
export async function openedIncident(
  taker: Client,
  at: readonly [number, number],
  typeId = 'medical',
): Promise<{ callId: string; incidentId: string }> {
  const answered = await taker.command({ type: 'AnswerCall' });
  const callId = String(answered.body['callId']);
  const place = { at, uncertaintyM: 20, label: 'Market Square 1', source: 'search', verified: true };
  const opened = await taker.command({ type: 'OpenIncident', callId, typeId, place } as { type: string });
  if (opened.status !== 200) throw new Error(opened.text);
  return { callId, incidentId: String(opened.body['incidentId']) };
}

/** Sends the units that the recommendation puts on top. */
export async function dispatched(dispatcher: Client, incidentId: string): Promise<string[]> {
  const shown = await dispatcher.get(`/api/recommendation?incidentId=${incidentId}`);
  const { evidenceId, evidence } = shown.body as unknown as {
    evidenceId: string;
    evidence: { candidates: { unitId: string; recommended: boolean }[] };
  };
  const unitIds = evidence.candidates.filter(one => one.recommended).map(one => one.unitId);
  const displayed = evidence.candidates.map(one => one.unitId);
  const sent = await dispatcher.command({ type: 'AssignUnits', incidentId, unitIds, displayed, evidenceId });
  if (sent.status !== 200) throw new Error(sent.text);
  return unitIds;
}
