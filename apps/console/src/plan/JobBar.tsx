import { useSpeech } from '../words/useSpeech.ts';
import type { Run } from './useJob.ts';

/** How far a run is, with the key that ends it; what it failed of. */
export function JobBar({ run }: { readonly run: Run<never, never> }) {
  const w = useSpeech();
  const { answer } = run;
  if (answer === undefined || answer.state === 'done') return null;
  if (answer.state === 'failed')
    return <p role="alert">{answer.message ?? w.fault({ code: answer.code })}</p>;
  if (answer.state === 'cancelled') return <p role="status">{w('plan.job.cancelled')}</p>;
  return (
    <div className="plan-row" role="status">
      <progress value={answer.progress} max={1} aria-label={w('plan.job.running')} />
      <span className="numeric">{Math.floor(answer.progress * 100)} %</span>
      <button type="button" className="button" data-do="cancel" onClick={() => void run.cancel()}>
        {w('plan.job.cancel')}
      </button>
    </div>
  );
}
