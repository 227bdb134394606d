import { type Actor, type Board, leadOf, mayGive } from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import type { CommandAccepted, CommandRequest, Language, WireCommand } from '@clarion/protocol';
import type { Appended } from '@clarion/store';
import { actorOf, type Centre } from '../centre/centre.ts';
import { unitViewOf } from '../centre/sight.ts';
import { type TranslationMeans, translate } from '../centre/translate.ts';
import { cordonRefused } from './cordon-routes.ts';
import { type Refused, refusedByLaw } from './fault.ts';
import { noteRefused } from './note-refused.ts';

/** Who asks, as far as a command needs to know. */
export interface Asker {
  readonly operatorId: string;
  readonly role: NonNullable<Actor['role']>;
  readonly unitId?: string;
}

export interface CarryOutMeans extends TranslationMeans {
  readonly board: () => Board;
  readonly submit: Centre['submit'];
  readonly timeZone: string;
}

export type CarryOut = (
  asker: Asker,
  asked: CommandRequest,
  language: Language,
) => Promise<Result<CommandAccepted, Refused>>;

/** From what a page or a phone sent to entries in the log, or to what stands against it. */
export function createCarryOut(means: CarryOutMeans): CarryOut {
  const { board, timeZone } = means;

  /** A crew speaks for its own unit, and writes to an incident that it is assigned to. */
  function isOwn(wire: WireCommand, unitId: string | undefined): boolean {
    if (unitId === undefined) return false;
    if ('unitId' in wire) return wire.unitId === unitId;
    const view = unitViewOf(board(), unitId);
    if (!('incidentId' in wire) || wire.incidentId === undefined) return false;
    // A phone that had no network names what has become part of another incident.
    const incidentId = leadOf(board(), wire.incidentId);
    return view?.assignments.some(held => held.incident.incidentId === incidentId) ?? false;
  }

  return async (asker, { commandId, command: wire, onPaper }, language) => {
    // Before anything is sealed: text of a command that the role may not give is never stored.
    if (!mayGive(asker.role, wire.type, board())) return fail({ status: 403, code: 'NotAllowed' });
    if (asker.role === 'responder' && !isOwn(wire, asker.unitId)) {
      const unitId = asker.unitId ?? '—';
      return fail({ status: 403, code: 'UnitNotYours', params: { unitId } });
    }
    const translated = await translate(wire, means);
    if (!translated.ok) {
      if (translated.error.code === 'CordonImpossible' || translated.error.code === 'CordonChanged')
        return fail(cordonRefused(language, translated.error));
      if (translated.error.code === 'RulesUnfit') {
        const { code, field, reason } = translated.error;
        return fail({ status: 409, code, field: `command.rules.${field}`, params: { field, reason } });
      }
      const { code, ...params } = translated.error;
      if (code === 'AdviceOver') return fail({ status: 409, code, params });
      return fail({ status: 409, code, field: 'command.points', params });
    }
    const { command, sealed } = translated.value;
    const paper = onPaper === undefined ? {} : { onPaper };
    const appended = await means.submit({ commandId, actor: actorOf(asker), command, ...paper }, sealed);
    if (!appended.ok) {
      const { unitId } = asker;
      if (asker.role === 'responder' && unitId !== undefined)
        await noteRefused(means.submit, { unitId, commandId, command: wire, code: appended.error.code });
      return fail(refusedByLaw(appended.error, language, timeZone));
    }
    return ok(accepted(appended.value, board().head));
  };
}

function accepted(appended: Appended, boardHead: number): CommandAccepted {
  const answer: {
    callId?: string;
    incidentId?: string;
    closureId?: string;
    cordonId?: string;
    speedId?: string;
    deploymentId?: string;
    rulesId?: string;
  } = {};
  for (const entry of appended.entries) {
    if (entry.type === 'CallReceived' || entry.type === 'CallAnswered') answer.callId ??= entry.data.callId;
    if (entry.type === 'IncidentOpened') answer.incidentId ??= entry.data.incidentId;
    if (entry.type === 'StreetClosed') answer.closureId ??= entry.data.closureId;
    if (entry.type === 'CordonSet') answer.cordonId ??= entry.data.cordonId;
    if (entry.type === 'SpeedChanged') answer.speedId ??= entry.data.speedId;
    if (entry.type === 'DeploymentDrafted') answer.deploymentId ??= entry.data.deploymentId;
    if (entry.type === 'RulesDrafted') answer.rulesId ??= entry.data.rulesId;
  }
  const seqs = appended.entries.map(entry => entry.seq);
  return { head: seqs.at(-1) ?? boardHead, seqs, ...answer };
}
