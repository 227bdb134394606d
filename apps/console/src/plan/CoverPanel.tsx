import type { CoverageAnswer, CoverageFigures } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { variantName } from './PlanTop.tsx';
import { usePlanner } from './planner.ts';
import { differenceText, type FigureRow, figureRows, figureText } from './shown.ts';
import { NOW } from './variant.ts';

/** An area that no road leads into from any post; rounding aside. */
const ALL_BUT_NONE = 0.999;

/** What the posts come to, beside the floor as it is: all in all, and by area. */
export function CoverPanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const all = useCell(planner.figures);
  const ground = useCell(planner.ground)!;
  const now = all.get(NOW);
  const plan = all.get(desk.variantId);
  const rows = figureRows(desk.minutes);
  const unreached =
    (plan ?? now)?.areas
      .filter(area => area.unreached > ALL_BUT_NONE)
      .map(
        area => w.named(ground.areas.find(one => one.areaId === area.areaId)?.names) || w('plan.noArea'),
      ) ?? [];
  return (
    <>
      <p className="faint">
        {w(`plan.demand.${ground.demand.source}`, {
          total: Math.round(ground.demand.total).toLocaleString(w.language),
        })}
      </p>
      <div className="plan-row">
        <label className="check">
          <input
            type="checkbox"
            checked={desk.fromUnits}
            data-do="fromUnits"
            onChange={event => void planner.look(event.target.checked)}
          />
          {w('plan.fromUnits')}
        </label>
      </div>
      <Legend figures={plan?.all} minutes={desk.minutes} />
      <FigureTable now={now?.all} plan={plan?.all} rows={rows} />
      {unreached.length > 0 && (
        <p role="alert" className="plan-bad">
          {w('plan.areaUnreached', { areas: unreached.join(w.language === 'zh-CN' ? '、' : ', ') })}
        </p>
      )}
      <h3>{w('plan.byArea')}</h3>
      <AreaTable now={now} plan={plan} />
      <p className="faint">{w('plan.drivesOnly')}</p>
    </>
  );
}

/** The circles on the map: their times, lines and shares. */
function Legend(props: {
  readonly figures: CoverageFigures | undefined;
  readonly minutes: readonly number[];
}) {
  const w = useSpeech();
  return (
    <ul className="plan-legend">
      {props.minutes.map((one, i) => (
        <li key={one} data-within={one}>
          <i className={`plan-band plan-band-${Math.min(2, i)}`} aria-hidden="true" />
          {w('plan.withinShort', { minutes: one })}{' '}
          <b className="numeric">{figureText(props.figures?.within[i] ?? null, true)}</b>
        </li>
      ))}
    </ul>
  );
}

export function FigureTable(props: {
  readonly now: CoverageFigures | undefined;
  readonly plan: CoverageFigures | undefined;
  readonly rows: readonly FigureRow[];
}) {
  const planner = usePlanner();
  const w = useSpeech();
  const variantId = useCell(planner.desk, desk => desk.variantId);
  return (
    <table className="plan-table">
      <thead>
        <tr>
          <th scope="col">{w('plan.figure')}</th>
          <th scope="col">{w('plan.now')}</th>
          {variantId !== NOW && (
            <>
              <th scope="col">{variantName(variantId, w)}</th>
              <th scope="col">{w('plan.change')}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(row => {
          const before = props.now === undefined ? null : row.of(props.now);
          const after = props.plan === undefined ? null : row.of(props.plan);
          const { text, better } = differenceText(before, after, row);
          return (
            <tr key={row.key + (row.minutes ?? '')} data-figure={row.key + (row.minutes ?? '')}>
              <th scope="row">{w(row.key, { minutes: row.minutes })}</th>
              <td className="numeric">{figureText(before, row.isShare)}</td>
              {variantId !== NOW && (
                <>
                  <td className="numeric plan-strong">{figureText(after, row.isShare)}</td>
                  <td
                    className={`numeric${better === undefined ? ' faint' : better ? ' plan-good' : ' plan-bad'}`}
                  >
                    {text}
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function AreaTable(props: {
  readonly now: CoverageAnswer | undefined;
  readonly plan: CoverageAnswer | undefined;
}) {
  const planner = usePlanner();
  const w = useSpeech();
  const minutes = useCell(planner.desk, desk => desk.minutes);
  const ground = useCell(planner.ground)!;
  const before = new Map(props.now?.areas.map(area => [area.areaId, area]));
  const rows = figureRows(minutes);
  const median = rows.find(row => row.key === 'plan.p90')!;
  return (
    <table className="plan-table plan-areas">
      <thead>
        <tr>
          <th scope="col">{w('plan.area')}</th>
          {minutes.map(one => (
            <th key={one} scope="col">
              {w('plan.withinShort', { minutes: one })}
            </th>
          ))}
          <th scope="col">{w('plan.p90Short')}</th>
        </tr>
      </thead>
      <tbody>
        {(props.plan ?? props.now)?.areas.map(area => {
          const known = before.get(area.areaId);
          const cell = (row: FigureRow) => {
            const { text, better } = differenceText(
              known === undefined ? null : row.of(known),
              row.of(area),
              row,
            );
            return (
              <td key={row.key + (row.minutes ?? '')} className="numeric">
                {figureText(row.of(area), row.isShare)}
                {text !== '' && text !== '=' && (
                  <small className={better ? 'plan-good' : 'plan-bad'}> {text}</small>
                )}
              </td>
            );
          };
          return (
            <tr key={area.areaId ?? ''}>
              <th scope="row">
                {area.areaId === null
                  ? w('plan.noArea')
                  : w.named(ground.areas.find(one => one.areaId === area.areaId)?.names) || area.areaId}
              </th>
              {rows.filter(row => row.key === 'plan.within').map(cell)}
              {cell(median)}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
