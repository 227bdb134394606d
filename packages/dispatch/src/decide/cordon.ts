import { fail, ok, type Result } from '@clarion/measure';
import type { Cordon } from '../board.ts';
import type { Command } from '../command.ts';
import { type HeldPoint, isInForce } from '../cordon.ts';
import type { IncidentId } from '../ids.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import { type Context, type Decision, nothing, openIncident, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Nobody holds points for longer without looking again; a time in the wrong unit is centuries away. */
const AT_MOST_MS = 7 * 24 * 3_600_000;

export function setCordon(context: Context, command: Of<'SetCordon'>): Decision {
  const { board, at } = context;
  const { type: _, incidentId, replaces, ...held } = command;
  const incident = openIncident(board, incidentId);
  if (!incident.ok) return incident;
  if (at < incident.value.openedAt) return refused({ code: 'TimeImplausible', at });
  const { expiresAt } = held;
  if (!Number.isSafeInteger(expiresAt) || expiresAt <= at || expiresAt > at + AT_MOST_MS) {
    return refused({ code: 'TimeImplausible', at: expiresAt });
  }
  if (held.waysOut.length === 0 && held.noWayOut.length === 0) {
    return refused({ code: 'CordonWithoutWayOut', incidentId });
  }
  const standing = findStanding(context, incidentId);
  if (standing && standing.cordonId !== replaces) {
    if (same(contentOf(standing), present(held))) return nothing;
    const { cordonId, by, since } = standing;
    return refused({ code: 'CordonStandsAlready', incidentId, cordonId, by, at: since });
  }
  if (!standing && replaces !== undefined) return overOrUnknown(context, replaces);
  const cordonId = `Z${board.lastCordon + 1}`;
  const set = written(context, {
    type: 'CordonSet',
    data: { cordonId, incidentId, ...present<typeof held>(held) },
  });
  if (!standing) return ok([set]);
  const lifted = { cordonId: standing.cordonId, incidentId };
  return ok([written(context, { type: 'CordonLifted', data: lifted }), set]);
}

export function liftCordon(context: Context, { cordonId }: Of<'LiftCordon'>): Decision {
  const { board, at } = context;
  const cordon = board.cordons.get(cordonId);
  if (!cordon || !isInForce(board, cordon, at)) return overOrUnknown(context, cordonId);
  if (at < cordon.since) return refused({ code: 'TimeImplausible', at });
  const { incidentId } = cordon;
  return ok([written(context, { type: 'CordonLifted', data: { cordonId, incidentId } })]);
}

/** The point that units are to hold. Errors: the cordon is unknown, over or another incident's; it has no such point. */
export function pointToHold(
  context: Context,
  incidentId: IncidentId,
  { cordonId, node }: { readonly cordonId: string; readonly node: string },
): Result<HeldPoint, Refusal> {
  const { board, at } = context;
  const cordon = board.cordons.get(cordonId);
  if (!cordon || !isInForce(board, cordon, at)) return overOrUnknown(context, cordonId);
  const index = cordon.points.findIndex(point => point.node === node);
  if (cordon.incidentId !== incidentId || index === -1)
    return fail({ code: 'CordonPointUnknown', incidentId, cordonId, node });
  const { at: place, streets } = cordon.points[index]!;
  return ok({ cordonId, node, number: index + 1, at: place, streets });
}

function findStanding({ board, at }: Context, incidentId: IncidentId): Cordon | undefined {
  return [...board.cordons.values()].find(
    cordon => cordon.incidentId === incidentId && isInForce(board, cordon, at),
  );
}

const contentOf = ({ cordonId: _, incidentId: __, by: ___, since: ____, ...held }: Cordon) => held;

function overOrUnknown({ board }: Context, cordonId: string) {
  const number = /^Z([1-9]\d*)$/.exec(cordonId)?.[1];
  const wasGiven = number !== undefined && Number(number) <= board.lastCordon;
  return refused({ code: wasGiven ? 'CordonOverAlready' : 'CordonUnknown', cordonId });
}
