import { type Call, interpreterNow, type SpokenLanguage, spokenLanguages } from '@clarion/dispatch';
import { type KeyboardEvent, useId, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { languageName, languagesFor, setIn } from './language-name.ts';

/**
 * What the caller speaks, and the interpreter. The list opens with the focus: a digit takes one of the first nine, letters look for
 * one in any of its names.
 */
export function LanguageField(props: {
  readonly call: Call;
  readonly disabled: boolean;
  readonly onChoose: (tag: string) => void;
}) {
  const { call, disabled } = props;
  const console = useConsole();
  const w = useSpeech();
  const id = useId();
  const languages = spokenLanguages(useCell(console.picture.board).board);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = languagesFor(languages, typed);
  const known = languages.find(one => one.tag === call.language);
  const close = () => {
    setOpen(false);
    setTyped('');
    setActive(0);
  };
  const take = (language: SpokenLanguage) => {
    props.onChoose(language.tag);
    close();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const byDigit = typed === '' && /^[1-9]$/.test(event.key) ? found[Number(event.key) - 1] : undefined;
    if (byDigit !== undefined) take(byDigit);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setActive((active + step + found.length) % found.length);
      setOpen(true);
    } else if (event.key === 'Enter') {
      const one = found[active];
      if (open && one !== undefined) take(one);
      setOpen(!open);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      close();
    } else return;
    event.preventDefault();
  };
  const isOpen = open && !disabled;
  return (
    <div className="card-field language-field" data-language={call.language ?? ''}>
      <div className="language-head">
        <label className="label" htmlFor={id}>
          {w('language.title')}
        </label>
        {call.language !== undefined && (
          <strong className="language-chosen">{languageName(call.language, languages, w)}</strong>
        )}
      </div>
      <div className="language-line">
        <input
          id={id}
          className="input"
          data-focus="language"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(isOpen && found[active] !== undefined ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          autoComplete="off"
          spellCheck={false}
          disabled={disabled}
          placeholder={call.language === undefined ? w('language.none') : ''}
          value={typed}
          onFocus={() => setOpen(true)}
          onBlur={close}
          onChange={event => {
            setOpen(true);
            setActive(0);
            setTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        <InterpreterState call={call} />
        {!disabled && <ActionButton id="interpreter" small />}
        {!disabled && interpreterNow(call)?.onLineAt === undefined && interpreterNow(call) !== undefined && (
          <ActionButton id="interpreterGone" small />
        )}
      </div>
      <div className="language-list" hidden={!isOpen}>
        <p className="faint">{w(found.length === 0 ? 'language.notTaken' : 'language.choose')}</p>
        <div role="listbox" id={`${id}-list`} aria-label={w('language.title')}>
          {isOpen &&
            found.map((one, i) => (
              <div
                key={one.tag}
                id={`${id}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                className="language-option"
                data-tag={one.tag}
                onMouseDown={event => event.preventDefault()}
                onClick={() => take(one)}
                onKeyDown={undefined}
              >
                {typed === '' && i < 9 && <kbd>{i + 1}</kbd>}
                <bdi {...setIn(one.tag)}>{one.names.local ?? one.tag}</bdi>
                <span className="faint">{w.named(one.names)}</span>
              </div>
            ))}
        </div>
      </div>
      {known?.interpreter !== undefined && (
        <p className="language-service" data-service>
          {w('interpreter.service', known.interpreter)}
        </p>
      )}
    </div>
  );
}

function InterpreterState({ call }: { readonly call: Call }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const last = call.interpreter?.at(-1);
  if (last === undefined) return null;
  const step = last.leftAt !== undefined ? 'left' : last.onLineAt !== undefined ? 'onLine' : 'asked';
  const since = { asked: last.askedAt, onLine: last.onLineAt, left: last.leftAt }[step]!;
  const running = step === 'asked' && call.state !== 'ended';
  return (
    <span className={`interpreter interpreter-${step}`} data-interpreter={step}>
      {w('interpreter.since', {
        step: w(`interpreter.${step}`),
        since: running ? duration(now - since) : w.time(since),
      })}
    </span>
  );
}
