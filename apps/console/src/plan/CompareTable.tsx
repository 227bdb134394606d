import { useCell } from '../cell.ts';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { letters } from './compared.ts';
import { CURRENCY, HOURS_A_YEAR, type YearlyCost, yearlyCost } from './costs.ts';
import { usePlanner } from './planner.ts';
import { figureRows, figureText } from './shown.ts';
import { changesOf, postsOfService, unitsOfService, type Variant } from './variant.ts';

const takes = ['posts', 'units', 'changed', 'moved'] as const;

/** What each plan reaches, takes and costs. */
export function CompareTable() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const figures = useCell(planner.figures);
  const costs = useCell(planner.costs);
  const plans = desk.compared.flatMap(id => planner.findPlan(id) ?? []);
  const countsOf = (variant: Variant) => {
    const changes = changesOf(desk.variants[0]!, variant);
    return {
      posts: postsOfService(variant, ground, desk.agency).length,
      units: unitsOfService(variant, ground, desk.agency).length,
      changed: changes.posts.length + changes.removed.length,
      moved: changes.units.length,
    };
  };
  const counts = plans.map(countsOf);
  const yearly = plans.map(one => yearlyCost(one, ground, desk.agency, costs));
  return (
    <table className="plan-table" data-table="compare">
      <thead>
        <tr>
          <th scope="col">{w('plan.figure')}</th>
          {plans.map((_, i) => (
            <th key={letters[i]} scope="col">
              {letters[i]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figureRows(desk.minutes).map(row => (
          <tr key={row.key + (row.minutes ?? '')}>
            <th scope="row">{w(row.key, { minutes: row.minutes })}</th>
            {plans.map((one, i) => {
              const known = figures.get(one.id);
              return (
                <td key={letters[i]} className="numeric">
                  {known === undefined ? '—' : figureText(row.of(known.all), row.isShare)}
                </td>
              );
            })}
          </tr>
        ))}
        {takes.map(take => (
          <tr key={take}>
            <th scope="row">{w(`plan.cost.${take}`)}</th>
            {counts.map((one, i) => (
              <td key={letters[i]} className="numeric">
                {one[take]}
              </td>
            ))}
          </tr>
        ))}
        {(['posts', 'units', 'total'] as const).map(part => (
          <tr key={part} data-cost={part}>
            <th scope="row">{w(`plan.money.${part}`, { hours: HOURS_A_YEAR })}</th>
            {yearly.map((one, i) => (
              <td
                key={letters[i]}
                className={`numeric${'missing' in one ? '' : ' plan-amount'}${part === 'total' ? ' plan-strong' : ''}`}
              >
                {costText(one, part, w)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An amount a year; where a kind has no cost set, that is what is said. */
export function costText(cost: YearlyCost, part: 'posts' | 'units' | 'total', w: Speech): string {
  if ('missing' in cost)
    return part === 'total'
      ? w('plan.money.none', {
          kinds: cost.missing.map(kind => kindInWords(kind, w)).join(w.language === 'zh-CN' ? '、' : ', '),
        })
      : w('plan.money.noneShort');
  return `${Math.round(cost[part]).toLocaleString(w.language)} ${cost.currency}`;
}

/** The word for a kind of post or of unit; its code where there is none. */
export const kindInWords = (kind: string, w: Speech): string =>
  (kind === CURRENCY ? w('plan.money.currency') : undefined) ??
  w.maybe(`postKind.${kind}`) ??
  w.maybe(`unitKind.${kind}`) ??
  kind;
