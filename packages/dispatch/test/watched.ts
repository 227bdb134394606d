import { type AlarmRules, type CheckRules, type Configuration, dueSteps } from '../src/index.ts';
import { type Act, at, machine, smallTown, Telling } from './story.ts';

export const alarms: AlarmRules = {
  escalateSeconds: 60,
  repeatSeconds: 300,
  budgetPerHour: 2,
  clocks: ['notify'],
  waiting: [],
};
export const checks: CheckRules = {
  rules: [
    { check: 'contact', statuses: ['onScene'], warnSeconds: 600, overdueSeconds: 900 },
    {
      check: 'accountability',
      statuses: ['onScene'],
      categories: ['fire'],
      warnSeconds: 600,
      overdueSeconds: 1200,
    },
  ],
};
const targets = [
  { clock: 'answer', seconds: 15, source: 'NENA-STA-020.1-2020' },
  { clock: 'notify', seconds: 60, source: 'NFPA 1225-2021' },
] as const;

/** A floor with a clock of its own: what is due is written as the server's watch writes it. */
export class Watched extends Telling {
  constructor(more: Partial<Configuration> = {}, ...acts: readonly Act[]) {
    super();
    const configuration = { ...smallTown, alarms, checks, targets, ...more };
    this.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
    for (const act of acts) this.must(act);
  }

  /** Looks at that second; gives the steps that were written. */
  look(second: number, means: Parameters<typeof dueSteps>[2] = {}): readonly string[] {
    return dueSteps(this.board, at(second), means).flatMap(({ key, step, cause }) => {
      const { breakGlass, drift } = cause?.about ?? {};
      const { minuteOfWeek } = means;
      const fixTimes = means.fixTimes && Object.fromEntries(['E1'].map(id => [id, means.fixTimes!(id)!]));
      const entries = this.must({
        actor: machine,
        at: second,
        command: {
          type: 'StepAlarm',
          key,
          step,
          ...(minuteOfWeek === undefined ? {} : { minuteOfWeek }),
          ...(fixTimes === undefined ? {} : { fixTimes }),
          ...(breakGlass === undefined ? {} : { breakGlass }),
          ...(drift === undefined ? {} : { drift }),
        },
      });
      return entries.map(entry => `${entry.type} ${key}`);
    });
  }
}
