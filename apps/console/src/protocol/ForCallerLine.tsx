import type { Said } from '@clarion/dispatch';
import { setIn } from '../call/language-name.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { CallerSentences } from './for-caller.ts';

/** Below the call taker's sentence the one that was approved in the caller's language, or that there is none to say. */
export function ForCallerLine(props: {
  readonly sentences: CallerSentences | undefined;
  readonly slot: string;
  readonly said: Said;
}) {
  const w = useSpeech();
  const { sentences, slot, said } = props;
  if (sentences === undefined) return null;
  const { state, text, reading } = sentences.told(slot, said);
  if (text === undefined)
    return (
      <span className="for-caller for-caller-missing" data-told={state}>
        <b aria-hidden="true">⚠</b> {w(`translation.${state}`)}
      </span>
    );
  return (
    <span className="for-caller" data-told={state}>
      {state === 'draft' && <b className="for-caller-draft">{w('translation.unapproved')}</b>}
      <span className="for-caller-text" {...setIn(sentences.tag)}>
        {text}
      </span>
      {reading !== undefined && (
        <span className="for-caller-reading">{w('translation.reading', { reading })}</span>
      )}
    </span>
  );
}
