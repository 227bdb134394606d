import { lineSlot, type ProtocolCard, titleSlot } from '@clarion/dispatch';
import { useSpeech } from '../words/useSpeech.ts';
import { ForCallerLine } from './ForCallerLine.tsx';
import type { CallerSentences } from './for-caller.ts';

/** What the caller is told, the newest first. */
export function AdviceList(props: {
  readonly card: ProtocolCard;
  readonly adviceIds: readonly string[];
  readonly sentences?: CallerSentences | undefined;
}) {
  const w = useSpeech();
  const given = props.adviceIds
    .toReversed()
    .flatMap(id => props.card.advice.find(advice => advice.adviceId === id) ?? []);
  if (given.length === 0) return null;
  return (
    <section className="protocol-advice" aria-label={w('protocol.advice')} aria-live="polite">
      {given.map((advice, i) => (
        <div key={advice.adviceId} className={i === 0 ? 'advice-newest' : 'advice-before'}>
          <h3>
            {w.named(advice.title)}
            <ForCallerLine
              sentences={props.sentences}
              slot={titleSlot(advice.adviceId)}
              said={advice.title}
            />
          </h3>
          <ol>
            {advice.lines.map((line, at) => (
              <li key={line.en}>
                {w.named(line)}
                <ForCallerLine sentences={props.sentences} slot={lineSlot(advice.adviceId, at)} said={line} />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
