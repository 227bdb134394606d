import {
  type CardTranslation,
  checkTranslation,
  type ProtocolCard,
  sentencesOf,
  type Translator,
  translators,
} from '@clarion/dispatch';
import { setIn } from '../call/language-name.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Choose } from './Fields.tsx';
import { asTold, withSentence } from './write-translation.ts';

/** Every sentence of the card beside its translation and, where the letters are others, how it is read aloud. */
export function TranslationEditor(props: {
  readonly card: ProtocolCard;
  readonly translation: CardTranslation;
  readonly onChange: (translation: CardTranslation) => void;
}) {
  const w = useSpeech();
  const { card, translation, onChange } = props;
  const faults = checkTranslation(translation, card);
  const set = setIn(translation.tag);
  return (
    <div className="writing-editor" data-translation={translation.tag}>
      <section className="writing-faults" role="status" data-faults={faults.length}>
        <b>{w(faults.length === 0 ? 'writing.right' : 'writing.faults')}</b>
        <ul>
          {faults.map(({ code, slot }) => (
            <li key={`${code} ${slot}`}>
              {slot === undefined ? '' : `${slot}: `}
              {w(`translationFault.${code}`)}
            </li>
          ))}
        </ul>
      </section>
      <label className="card-field">
        <span className="label">{w('translation.language')}</span>
        <input
          className="input"
          type="text"
          data-translation-tag
          value={translation.tag}
          onChange={event => onChange({ ...translation, tag: event.target.value.trim() })}
        />
      </label>
      <Choose<Translator>
        label={w('translation.translator')}
        value={translation.translator}
        options={translators.map(one => [one, w(`translation.by.${one}`)] as const)}
        onChange={one => onChange({ ...translation, translator: one || translation.translator })}
      />
      <div className="translation-rows">
        {sentencesOf(card).map(({ slot, said }) => {
          const own = translation.sentences.find(one => one.slot === slot);
          const { state } = asTold(translation)(slot, said);
          const change = (text: { readonly text?: string; readonly reading?: string }) =>
            onChange(withSentence(translation, slot, said, text));
          return (
            <fieldset key={slot} className="translation-row" data-slot={slot} data-state={state}>
              <legend className="faint">{slot}</legend>
              <p>
                {w.named(said)}
                {state === 'outOfDate' && <b> · {w('translation.outOfDate')}</b>}
              </p>
              <label>
                <span className="label">{w('translation.text')}</span>
                <textarea
                  className="input"
                  rows={2}
                  {...set}
                  value={own?.text ?? ''}
                  onChange={event => change({ text: event.target.value })}
                />
              </label>
              <label>
                <span className="label">{w('translation.aloud')}</span>
                <input
                  className="input"
                  type="text"
                  value={own?.reading ?? ''}
                  onChange={event => change({ reading: event.target.value })}
                />
              </label>
            </fieldset>
          );
        })}
      </div>
    </div>
  );
}
