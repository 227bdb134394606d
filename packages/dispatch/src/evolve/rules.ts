import type { Board } from '../board.ts';
import {
  configurationUnder,
  type PublishedRules,
  RULES_KEPT,
  rulesInForce,
} from '../centre-rules/centre-rules.ts';
import type { Entry } from '../entry.ts';
import { stepped } from '../publication.ts';
import { putInForce } from './configuration.ts';

type RulesEntry = Extract<Entry, { type: `Rules${string}` }>;

export function evolveRules(board: Board, entry: RulesEntry): void {
  const { rulesId } = entry.data;
  if (entry.type === 'RulesDrafted') {
    board.lastRules = Math.max(board.lastRules, Number(rulesId.slice(1)));
    board.rules.set(rulesId, { ...entry.data, state: 'drafted', by: entry.actor, since: entry.at });
    letGo(board);
    return;
  }
  const known = board.rules.get(rulesId);
  if (known === undefined) return;
  const beneath = entry.type === 'RulesBegun' ? rulesInForce(board)?.rulesId : undefined;
  board.rules.set(rulesId, { ...after(known, entry), ...(beneath === undefined ? {} : { beneath }) });
  if (entry.type !== 'RulesBegun' && entry.type !== 'RulesRolledBack') return;
  const { adopted } = board;
  const inForce = rulesInForce(board);
  const { version } = entry.data;
  if (adopted === undefined) return;
  const isAdopted = version === adopted.version;
  const bare = isAdopted ? adopted : { ...adopted, version };
  putInForce(board, inForce ? configurationUnder(adopted, inForce.rules, version) : bare, entry);
  letGo(board);
}

function after(known: PublishedRules, entry: Exclude<RulesEntry, { type: 'RulesDrafted' }>): PublishedRules {
  switch (entry.type) {
    case 'RulesReplayed':
      return { ...known, replay: entry.data.replay };
    case 'RulesApproved':
      return stepped(known, 'approved', entry);
    case 'RulesBegun':
      return { ...decided(stepped(known, 'begun', entry)), version: entry.data.version };
    case 'RulesWithdrawn':
      return decided(stepped(known, 'withdrawn', entry));
    case 'RulesRolledBack':
      return stepped(known, 'rolledBack', entry);
  }
}

/** What is decided keeps the figures of its replay; the incidents one by one stand in the log. */
function decided(rules: PublishedRules): PublishedRules {
  const { replay } = rules;
  return replay === undefined ? rules : { ...rules, replay: { ...replay, differences: [] } };
}

/** The oldest that are over leave the board, then the oldest beneath those in force. */
function letGo(board: Board): void {
  const inForce = rulesInForce(board);
  for (const over of [['withdrawn', 'rolledBack', 'outdated'], ['begun']])
    for (const one of board.rules.values()) {
      if (board.rules.size <= RULES_KEPT) return;
      if (over.includes(one.state) && one !== inForce) board.rules.delete(one.rulesId);
    }
}
