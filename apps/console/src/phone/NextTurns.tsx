import { type RouteStep, sayLength, sayStep } from '@clarion/protocol';
import { useSpeech } from '../words/useSpeech.ts';

/** So many stand open; the rest is one tap away. */
const IN_SIGHT = 3;

const arrows: Readonly<Record<RouteStep['kind'], string>> = {
  depart: '↑',
  goOn: '↑',
  keepLeft: '↖',
  keepRight: '↗',
  slightLeft: '↖',
  slightRight: '↗',
  left: '←',
  right: '→',
  sharpLeft: '↙',
  sharpRight: '↘',
  turnBack: '↶',
  roundabout: '↻',
  arrive: '●',
};

/** What the driver does next, in the crew's language. */
export function NextTurns(props: { readonly steps: readonly RouteStep[] }) {
  const w = useSpeech();
  const { steps } = props;
  const rest = steps.slice(IN_SIGHT);
  const list = (some: readonly RouteStep[]) => (
    <ol className="phone-steps">
      {some.map(step => (
        <li key={`${step.atMs} ${step.kind}`} className={step.isForbidden ? 'phone-step-warn' : undefined}>
          <b aria-hidden="true">{arrows[step.kind]}</b> <span>{sayStep(w.language, step)}</span>
          {step.kind !== 'arrive' && (
            <span className="numeric push">{sayLength(w.language, step.lengthM)}</span>
          )}
        </li>
      ))}
    </ol>
  );
  return (
    <section aria-label={w('phone.steps')}>
      {list(steps.slice(0, IN_SIGHT))}
      {rest.length > 0 && (
        <details>
          <summary>{w('phone.allSteps', { n: steps.length })}</summary>
          {list(rest)}
        </details>
      )}
    </section>
  );
}
