import type { Board, Unit } from '../board.ts';
import type { Configuration, Need } from '../configuration.ts';
import type { Evidence } from '../evidence.ts';
import type { UnitId } from '../ids.ts';
import { type Asked, cardOf } from '../recommend/needs.ts';
import { type RecommendationQuestion, recommend } from '../recommend.ts';
import { same } from '../same.ts';
import type { ReplayedIncident, RulesReplay } from './centre-rules.ts';

/** As many differing incidents stand in the entry. */
const SHOWN = 100;

/** The board as it was, with another configuration in force; who was on it then and is not known to that stays as it was. */
export function boardUnder(board: Board, configuration: Configuration): Board {
  const known = new Map(configuration.units.map(unit => [unit.unitId, unit]));
  const units = new Map<UnitId, Unit>();
  for (const [unitId, unit] of board.units) {
    const described = known.get(unitId);
    const { postId, home } = unit.description;
    const description =
      described === undefined
        ? unit.description
        : {
            ...described,
            ...(postId === undefined ? {} : { postId }),
            ...(home === undefined ? {} : { home }),
          };
    units.set(unitId, { ...unit, description });
  }
  return { ...board, configuration, units, pastTypes: new Map() };
}

/** Whether two configurations could recommend differently there: they ask for something else, or crews can do something else. */
export function couldDiffer(
  board: Board,
  asked: Asked,
  was: Configuration,
  now: Configuration,
  at: RecommendationQuestion['now'],
  minuteOfWeek: number | undefined,
): boolean {
  const crews = ({ units, minimumPeople }: Configuration) => [
    minimumPeople ?? {},
    units.map(({ unitId, people, crewId, capabilities }) => ({ unitId, people, crewId, capabilities })),
  ];
  if (!same(crews(was), crews(now))) return true;
  const [one, other] = [was, now].map(
    configuration => cardOf({ ...board, configuration }, asked, at, minuteOfWeek).needs,
  );
  return !same(one, other);
}

/** Who should have gone under this configuration, from the same units at the same places. */
export const recommendUnder = (question: RecommendationQuestion, configuration: Configuration): Evidence =>
  recommend({ ...question, keep: 0, board: boardUnder(question.board, configuration) });

export const recommendedBy = ({ candidates }: Evidence): readonly UnitId[] =>
  candidates.flatMap(one => (one.recommended ? [one.unitId] : [])).sort();

/** What is missing, by capability. */
export const missingBy = ({ missing }: Evidence): readonly Need[] =>
  missing.map(({ capability, count }) => ({ capability, count }));

/** What the incidents come to; `all` in the order in which they were opened. */
export function replayOf(
  all: readonly ReplayedIncident[],
  about: Pick<RulesReplay, 'against' | 'since' | 'until' | 'left' | 'refused'>,
): RulesReplay {
  const differs = ({ was, now, wasMissing, nowMissing }: ReplayedIncident) =>
    !same(was, now) || !same(wasMissing, nowMissing);
  const figures = (some: readonly ReplayedIncident[]) => ({
    incidents: some.length,
    differing: some.filter(differs).length,
    wasShort: some.filter(one => one.wasMissing.length > 0).length,
    nowShort: some.filter(one => one.nowMissing.length > 0).length,
  });
  const byType = Map.groupBy(all, one => one.typeId);
  return {
    ...about,
    ...figures(all),
    byType: [...byType].map(([typeId, some]) => ({ typeId, ...figures(some) })),
    differences: all.filter(differs).slice(-SHOWN).reverse(),
  };
}
