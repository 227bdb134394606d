import { type Answer, type ProtocolCard, questionOf, UNKNOWN } from '@clarion/dispatch';
import { useSpeech } from '../words/useSpeech.ts';

/** What was asked and answered, in order; each can be answered anew. */
export function Asked(props: {
  readonly card: ProtocolCard;
  readonly answers: readonly Answer[];
  readonly position: number;
  readonly onAnew: (position: number | undefined) => void;
}) {
  const w = useSpeech();
  const { card, answers, position } = props;
  if (answers.length === 0) return null;
  return (
    <ol className="protocol-asked" aria-label={w('protocol.asked')}>
      {answers.map(({ questionId, choiceId }, i) => {
        const question = questionOf(card, questionId);
        const choice = question?.choices.find(one => one.choiceId === choiceId);
        return (
          // A question may come again, so its place is its identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: answers keep their places
          <li key={i} className={i === position ? 'protocol-anew' : ''}>
            <span>{w.named(question?.ask)}</span>{' '}
            <b>{choiceId === UNKNOWN ? w('protocol.unknown') : w.named(choice?.label)}</b>{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => props.onAnew(i === position ? undefined : i)}
            >
              {w(i === position ? 'protocol.back' : 'protocol.change')}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
