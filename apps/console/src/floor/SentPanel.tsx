import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { commandInWords } from './Messages.tsx';

/** Everything this page has sent that the log has not taken, and what was told. */
export function SentPanel() {
  const console = useConsole();
  const w = useSpeech();
  const sent = useCell(console.sending.sent);
  const messages = useCell(console.messages);
  return (
    <ul className="sent-list">
      {sent.length === 0 && messages.length === 0 && <li className="rows-empty">{w('sent.none')}</li>}
      {sent.map(one => (
        <li key={one.request.commandId}>
          <span className="numeric faint">{w.time(one.sentAt)}</span> <b>{w(`sent.${one.state}`)}</b>{' '}
          {commandInWords(one.request.command, w)}{' '}
          {one.fault !== undefined && <span>{w.fault(one.fault)}</span>}
          <button
            type="button"
            className="button button-small"
            onClick={() => console.sending.drop(one.request.commandId)}
          >
            {w('sent.drop')}
          </button>
        </li>
      ))}
      {messages.map(message => (
        <li key={message.id}>
          <span className="numeric faint">{w.time(message.at)}</span> {message.text}
        </li>
      ))}
    </ul>
  );
}
