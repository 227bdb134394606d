import type { CompareResult } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { saveFile } from '../save-file.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { yearlyCost } from './costs.ts';
import { csvOf, exportOf } from './exported.ts';
import { variantName } from './PlanTop.tsx';
import { usePlanner } from './planner.ts';
import { useJob } from './useJob.ts';

/** The comparison as files: figures, costs, and the trial if there was one. */
export function ExportButtons() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const figures = useCell(planner.figures);
  const costs = useCell(planner.costs);
  const { result: judged } = useJob<'compare', CompareResult>('compare');
  const made = () =>
    exportOf(
      desk.compared
        .flatMap(id => planner.findPlan(id) ?? [])
        .map(one => ({
          name: variantName(one.id, w),
          figures: figures.get(one.id),
          cost: yearlyCost(one, ground, desk.agency, costs),
        })),
      { service: desk.agency, minutes: desk.minutes, inputs: ground.inputs, judged },
    );
  return (
    <>
      <button
        type="button"
        className="button"
        data-do="csv"
        onClick={() => saveFile('plans.csv', 'text/csv', csvOf(made()))}
      >
        {w('plan.export.csv')}
      </button>
      <button
        type="button"
        className="button"
        data-do="json"
        onClick={() => saveFile('plans.json', 'application/json', JSON.stringify(made(), null, 1))}
      >
        {w('plan.export.json')}
      </button>
    </>
  );
}
