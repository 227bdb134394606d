import {
  type Area,
  type Board,
  type CentreRules,
  type Configuration,
  deploymentInForce,
  rulesWithin,
} from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import { readRules, underRules } from '@clarion/protocol';

/** What rules are laid over: the place as it is usually configured, and its response areas. */
export interface RulesGround {
  readonly usual: Configuration;
  readonly areas: readonly Area[];
}

/** The response areas that rules can name: those that the deployment in force has drawn, else the place's. */
export const areasForRules = (board: Board, { areas }: RulesGround): readonly Area[] =>
  deploymentInForce(board)?.areas ?? areas;

export interface RulesProblem {
  readonly code: 'RulesUnfit';
  readonly field: string;
  readonly reason: string;
}

/** A rules file as the log keeps it: what it says beside what was adopted. The first field that is wrong is told. */
export function rulesOfFile(
  file: unknown,
  ground: RulesGround,
  board: Board,
): Result<CentreRules, RulesProblem> {
  const { usual } = ground;
  const said = readRules(file);
  const wanted = said.ok ? underRules(usual, said.value, areasForRules(board, ground)) : said;
  if (wanted.ok) return ok(rulesWithin(wanted.value, board.adopted ?? usual));
  const [fault] = wanted.error;
  return fail({ code: 'RulesUnfit', field: fault?.field ?? '', reason: fault?.code ?? 'unfit' });
}
