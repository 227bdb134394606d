import { fail, ok, type Result } from '@clarion/measure';
import { configurationUnder, type PublishedRules, rulesInForce } from '../centre-rules/centre-rules.ts';
import { rulesFaults } from '../centre-rules/faults.ts';
import type { Command } from '../command.ts';
import type { RulesId } from '../ids.ts';
import {
  againstApproving,
  againstBeginning,
  againstWithdrawing,
  lastBegun,
  type Obstacle,
  startsInTime,
} from '../publication.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import { deskAlarms } from './configuration.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function draftRules(context: Context, { rules, reason, startsAt }: Of<'DraftRules'>): Decision {
  const { board, at } = context;
  const { adopted, configuration } = board;
  if (adopted === undefined || configuration === undefined) return refused({ code: 'NoConfiguration' });
  if (startsAt !== undefined && !startsInTime(startsAt, at))
    return refused({ code: 'TimeImplausible', at: startsAt });
  const wanted = configurationUnder(adopted, rules, configuration.version);
  if (same(wanted, configuration)) return refused({ code: 'RulesUnchanged' });
  const [fault] = rulesFaults(wanted, configuration);
  if (fault) return refused({ code: 'RulesUnfit', field: fault.field, reason: fault.code });
  const rulesId = `K${board.lastRules + 1}`;
  const start = startsAt === undefined ? {} : { startsAt };
  const against = configuration.version;
  return ok([
    written(context, { type: 'RulesDrafted', data: { rulesId, reason, ...start, against, rules } }),
  ]);
}

export function replayRules(context: Context, { rulesId, replay }: Of<'ReplayRules'>): Decision {
  const found = known(context, rulesId);
  if (!found.ok) return found;
  const { state } = found.value;
  if (state !== 'drafted') return refused({ code: 'RulesSettled', rulesId, state });
  return ok([written(context, { type: 'RulesReplayed', data: { rulesId, replay } })]);
}

export function approveRules(context: Context, { rulesId }: Of<'ApproveRules'>): Decision {
  const found = known(context, rulesId);
  if (!found.ok) return found;
  const rules = found.value;
  const { actor } = context.envelope;
  const obstacle = againstApproving(rules, actor, context.at);
  if (obstacle !== undefined) return stopped(rules, obstacle);
  if (rules.replay?.against !== context.board.configuration?.version)
    return refused({ code: 'RulesNotReplayed', rulesId });
  return ok([written(context, { type: 'RulesApproved', data: { rulesId } })]);
}

export function beginRules(context: Context, { rulesId }: Of<'BeginRules'>): Decision {
  const found = known(context, rulesId);
  if (!found.ok) return found;
  const obstacle = againstBeginning(found.value, context.at);
  if (obstacle !== undefined) return stopped(found.value, obstacle);
  const { adopted, lastConfiguration } = context.board;
  const version = lastConfiguration + 1;
  const alarms = adopted ? deskAlarms(context, configurationUnder(adopted, found.value.rules, version)) : [];
  return ok([written(context, { type: 'RulesBegun', data: { rulesId, version } }), ...alarms]);
}

export function withdrawRules(context: Context, { rulesId }: Of<'WithdrawRules'>): Decision {
  const { actor } = context.envelope;
  const found = known(context, rulesId);
  if (!found.ok) return found;
  const obstacle = againstWithdrawing(found.value);
  if (obstacle !== undefined) return stopped(found.value, obstacle);
  if (actor.role !== 'commander' && found.value.by.id !== actor.id) return refused({ code: 'NotAllowed' });
  return ok([written(context, { type: 'RulesWithdrawn', data: { rulesId } })]);
}

/** The version before has its number again, unless something else was adopted since these began. */
export function rollBackRules(context: Context, { rulesId }: Of<'RollBackRules'>): Decision {
  const { board } = context;
  const found = known(context, rulesId);
  if (!found.ok) return found;
  if (found.value.state === 'rolledBack') return nothing;
  if (rulesInForce(board)?.rulesId !== rulesId) return refused({ code: 'RulesNotInForce', rulesId });
  const { version: own = 0, against, beneath } = found.value;
  const others = [...board.rules.values()].filter(one => one.rulesId !== rulesId);
  const { adopted } = board;
  const next = lastBegun(others);
  const isAsItWas = (adopted?.version ?? 0) < own && next?.rulesId === beneath;
  const version = isAsItWas ? against : board.lastConfiguration + 1;
  const configuration = adopted && next ? configurationUnder(adopted, next.rules, version) : adopted;
  const alarms = configuration ? deskAlarms(context, configuration) : [];
  return ok([written(context, { type: 'RulesRolledBack', data: { rulesId, version } }), ...alarms]);
}

function stopped({ rulesId, state, startsAt }: PublishedRules, obstacle: Obstacle): Decision {
  switch (obstacle) {
    case 'done':
      return nothing;
    case 'settled':
      return refused({ code: 'RulesSettled', rulesId, state });
    case 'own':
      return refused({ code: 'RulesAreOwn', rulesId });
    case 'time':
      return refused({ code: 'TimeImplausible', at: startsAt! });
  }
}

function known({ board }: Context, rulesId: RulesId): Result<PublishedRules, Refusal> {
  const found = board.rules.get(rulesId);
  return found ? ok(found) : fail({ code: 'RulesUnknown', rulesId });
}
