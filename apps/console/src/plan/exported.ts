import type { CompareResult, CoverageAnswer, PlanningGround } from '@clarion/protocol';
import { letters, winnerOf } from './compared.ts';
import { HOURS_A_YEAR, type YearlyCost } from './costs.ts';

/** A comparison as other programs read it: numbers as they are, in seconds, shares and money; nothing is filled in. */
export interface Exported {
  readonly service: string;
  readonly minutes: readonly number[];
  readonly hoursAYear: number;
  readonly inputs: PlanningGround['inputs'];
  readonly plans: readonly {
    readonly letter: string;
    readonly name: string;
    readonly figures: CoverageAnswer | null;
    readonly cost: YearlyCost;
  }[];
  readonly judged: CompareResult | null;
}

export function exportOf(
  plans: readonly {
    readonly name: string;
    readonly figures: CoverageAnswer | undefined;
    readonly cost: YearlyCost;
  }[],
  more: Pick<Exported, 'service' | 'minutes' | 'inputs'> & { readonly judged: CompareResult | undefined },
): Exported {
  return {
    ...more,
    hoursAYear: HOURS_A_YEAR,
    plans: plans.map((one, i) => ({ ...one, letter: letters[i]!, figures: one.figures ?? null })),
    judged: more.judged ?? null,
  };
}

type Row = readonly (string | number | null)[];

/** One figure a line: `part,figure,area,plan,value,low,high,unit,word`. A cost that is not set has its kinds for a word, and no value. */
export function csvOf({ plans, minutes, judged }: Exported): string {
  const rows: Row[] = [['part', 'figure', 'area', 'plan', 'value', 'low', 'high', 'unit', 'word']];
  for (const { letter, figures, cost } of plans) {
    for (const area of figures === null ? [] : [{ areaId: '', ...figures.all }, ...figures.areas]) {
      const add = (figure: string, value: number | null, unit: string) =>
        rows.push(['coverage', figure, area.areaId ?? '-', letter, value, null, null, unit, null]);
      for (const [i, one] of minutes.entries()) add(`within ${one} min`, area.within[i] ?? null, 'share');
      add('median drive', secondsOf(area.medianMs), 's');
      add('90 % within', secondsOf(area.p90Ms), 's');
      add('worst tenth', secondsOf(area.worstTenthMs), 's');
      add('not reached', area.unreached, 'share');
    }
    for (const part of ['posts', 'units', 'total'] as const)
      rows.push(
        'missing' in cost
          ? ['cost', part, '', letter, null, null, null, null, `no cost set: ${cost.missing.join(' ')}`]
          : ['cost', part, '', letter, cost[part], null, null, `${cost.currency} a year`, null],
      );
  }
  for (const pair of judged?.pairs ?? []) {
    const name = pair.of
      .map(place => letters[place])
      .reverse()
      .join('-');
    for (const verdict of pair.verdicts) {
      const unit = verdict.figure === 'wait' || verdict.figure === 'within' ? 'share' : 's';
      const winner = winnerOf(pair, verdict);
      const word = winner === undefined ? 'no proven difference' : `${winner} is better`;
      const { mean, low, high } = verdict.difference;
      rows.push(['judged', verdict.figure, '', name, mean, low, high, unit, word]);
    }
    for (const { change, mean } of pair.changes)
      rows.push(['retest', change, '', name, mean.mean, mean.low, mean.high, 's', null]);
    for (const { areaId, difference } of pair.areas)
      rows.push([
        'judged',
        'mean',
        areaId,
        name,
        difference.mean,
        difference.low,
        difference.high,
        's',
        null,
      ]);
  }
  for (const [i, shares] of (judged?.reached ?? []).entries())
    for (const [step, share] of shares.entries())
      rows.push([
        'reached',
        `within ${(step + 1) * (judged?.reachedStepSeconds ?? 0)} s`,
        '',
        letters[i]!,
        share,
        null,
        null,
        'share',
        null,
      ]);
  return rows.map(csvRow).join('');
}

const secondsOf = (ms: number | null) => (ms === null ? null : ms / 1000);

/** RFC 4180. What a spreadsheet would take for a formula is made text; numbers, and cells named by numbers, stay. */
export function csvRow(cells: Row): string {
  const cellOf = (cell: Row[number]) => {
    const isFormula = typeof cell === 'string' && /^[=+\-@\t]./.test(cell) && !/^-[\d_-]+$/.test(cell);
    const text = isFormula ? `'${cell}` : String(cell ?? '');
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${cells.map(cellOf).join(',')}\r\n`;
}
