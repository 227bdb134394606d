import { useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';

const keyOf = (deskId: string) => `clarion.handOver.${deskId}`;

/** A note for who takes over. What is typed waits in the tab until the log has it. */
export function NewNote(props: {
  readonly deskId: string;
  readonly send: (text: string) => Promise<boolean>;
}) {
  const w = useSpeech();
  const [text, keep] = useState(() => sessionStorage.getItem(keyOf(props.deskId)) ?? '');
  const setText = (said: string) => {
    sessionStorage.setItem(keyOf(props.deskId), said);
    keep(said);
  };
  const send = async () => {
    const note = text.trim();
    if (note === '') return;
    if (await props.send(note)) setText('');
  };
  return (
    <div className="hand-over-new">
      <label>
        <span>{w('handOver.note')}</span>
        <textarea
          className="input"
          data-focus="handOverNote"
          rows={2}
          maxLength={4000}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
      </label>
      <button type="button" className="button button-small" onClick={() => void send()}>
        {w('handOver.noteAdd')} <kbd>↵</kbd>
      </button>
      <p className="faint">{w('handOver.noteHint')}</p>
    </div>
  );
}
