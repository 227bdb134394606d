import type { AfterActionAnswer } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

const EVERY_MS = 5_000;

/** What was expected of each inject and what happened, by position. Absent without a script. */
export function AfterActionPart() {
  const console = useConsole();
  const w = useSpeech();
  const [seen, setSeen] = useState<AfterActionAnswer | undefined>(undefined);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const got = await console.request.get<AfterActionAnswer>('/api/exercise/after-action', stop.signal);
      if (!stop.signal.aborted && got.ok) setSeen(got.value);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [console]);
  const said = (text: { readonly en: string; readonly zh: string }) =>
    w.language === 'zh-CN' ? text.zh : text.en;
  const time = (seconds: number | undefined) => (seconds === undefined ? '—' : duration(seconds * 1000));
  const rows =
    seen?.injects.flatMap(inject => inject.expectations.map(expected => ({ inject, expected }))) ?? [];
  return (
    <section
      className="after-action"
      aria-label={w('drill.afterAction')}
      data-focus="afterAction"
      tabIndex={-1}
    >
      <h3>{w('drill.afterAction')}</h3>
      {seen === undefined ? (
        <p className="rows-empty">{w('drill.noScript')}</p>
      ) : (
        <table className="figures">
          <caption>
            {w('drill.tally', { expected: seen.expected, met: seen.met, missed: seen.missed })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{w('drill.inject')}</th>
              <th scope="col">{w('drill.expected')}</th>
              <th scope="col">{w('drill.within')}</th>
              <th scope="col">{w('drill.took')}</th>
              <th scope="col">{w('drill.result')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ inject, expected }) => (
              <tr key={`${inject.injectId} ${expected.expectation}`} data-seen={expected.state}>
                <th scope="row">{said(inject.names)}</th>
                <td>{w(`drill.expect.${expected.expectation}`)}</td>
                <td className="numeric">{time(expected.withinSeconds)}</td>
                <td className="numeric">{time(expected.tookSeconds)}</td>
                <td>{w(`drill.seen.${expected.state}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
