import type { ExerciseAnswer, IntervalFigure } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { AfterActionPart } from './AfterActionPart.tsx';
import { LeaderPart } from './LeaderPart.tsx';
import { leads, looksBack } from './lead.ts';

const EVERY_MS = 5_000;

/** The exercise's progress, and at its end our response intervals beside the recorded ones. */
export function ExercisePanel() {
  const console = useConsole();
  const w = useSpeech();
  const [answer, setAnswer] = useState<ExerciseAnswer | undefined>(undefined);
  const [asked, setAsked] = useState(0);
  // Whoever leads by a key or from another page is seen here at once.
  const clock = useCell(console.picture.log, log => log.clock);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew after each act of the leader
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const got = await console.request.get<ExerciseAnswer>('/api/exercise', stop.signal);
      if (!stop.signal.aborted && got.ok) setAnswer(got.value);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [console, asked, clock]);
  if (answer === undefined) return <p className="rows-empty">{w('exercise.none')}</p>;
  const said = (key: string) => {
    const words = w.maybe(key);
    return words ?? key.split('.').at(-1)!;
  };
  return (
    <div className="exercise">
      <p>
        {w(`exercise.state.${answer.state}`)}
        {answer.source !== undefined && ` · ${w(`exercise.source.${answer.source}`)}`}
        {answer.rate !== undefined && ` · ×${answer.rate}`}
        {answer.callsDone !== undefined &&
          ` · ${w('exercise.calls', { done: answer.callsDone, total: answer.callsTotal ?? '∞' })}`}
      </p>
      {leads(console) && answer.drill !== undefined && (
        <LeaderPart drill={answer.drill} onDone={() => setAsked(asked + 1)} />
      )}
      {looksBack(console) && <AfterActionPart />}
      {answer.report !== undefined && (
        <>
          <p className="exercise-method">{said(`exercise.method.${answer.report.method}`)}</p>
          <p className="exercise-method">{w('exercise.notTheSame')}</p>
          {answer.report.groups.map(group => (
            <table key={group.group} className="figures">
              <caption>{said(`exercise.group.${group.group}`)}</caption>
              <thead>
                <tr>
                  <th scope="col">{w('exercise.step')}</th>
                  <th scope="col">{w('exercise.ours')} n</th>
                  <th scope="col">{w('exercise.median')}</th>
                  <th scope="col">p90</th>
                  <th scope="col">{w('exercise.recorded')} n</th>
                  <th scope="col">{w('exercise.median')}</th>
                  <th scope="col">p90</th>
                </tr>
              </thead>
              <tbody>
                {group.ours.map(ours => {
                  const recorded = group.recorded.find(one => one.step === ours.step);
                  return (
                    <tr key={ours.step}>
                      <th scope="row">{w(`exercise.step.${ours.step}`)}</th>
                      <Figure of={ours} />
                      <Figure of={recorded} />
                    </tr>
                  );
                })}
              </tbody>
            </table>
          ))}
        </>
      )}
    </div>
  );
}

function Figure({ of }: { readonly of: IntervalFigure | undefined }) {
  const w = useSpeech();
  const time = (seconds: number | undefined) => (seconds === undefined ? '—' : duration(seconds * 1000));
  const excluded = Object.entries(of?.excluded ?? {})
    .map(([why, n]) => `${w.maybe(`exercise.excluded.${why}`) ?? why}: ${n}`)
    .join(', ');
  return (
    <>
      <td className="numeric" title={excluded}>
        {of?.n ?? '—'}
      </td>
      <td className="numeric">{time(of?.medianSeconds)}</td>
      <td className="numeric">{time(of?.p90Seconds)}</td>
    </>
  );
}
