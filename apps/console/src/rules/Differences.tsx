import { type Configuration, rulesDifferences } from '@clarion/dispatch';
import { useSpeech } from '../words/useSpeech.ts';
import { sayDifference } from './say-difference.ts';

const SHOWN = 60;

/** What one configuration says otherwise than another, in sentences. */
export function Differences({ was, now }: { readonly was: Configuration; readonly now: Configuration }) {
  const w = useSpeech();
  const found = rulesDifferences(was, now);
  if (found.length === 0) return <p className="plan-empty">{w('rules.same')}</p>;
  return (
    <ul className="rules-differences" data-differences={found.length}>
      {found.slice(0, SHOWN).map(one => {
        const text = sayDifference(one, { was, now }, w);
        return <li key={JSON.stringify([one.section, one.rows, one.field, one.capability])}>{text}</li>;
      })}
      {found.length > SHOWN && <li className="faint">{w('rules.more', { count: found.length - SHOWN })}</li>}
    </ul>
  );
}
