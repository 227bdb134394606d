import type { WireCommand } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { type Message, useConsole } from '../console.ts';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** A sent command in a few words: what, for whom. */
export function commandInWords(command: WireCommand, w: Speech): string {
  const about = [
    'unitIds' in command ? command.unitIds?.join(' ') : 'unitId' in command ? command.unitId : undefined,
    'status' in command ? w(`status.${command.status}`) : undefined,
    'incidentId' in command ? command.incidentId : undefined,
    'callId' in command ? command.callId : undefined,
  ].filter(Boolean);
  return [w(`command.${command.type}`), ...about].join(' ');
}

/** The newest, and beside it the newest that stood against a command: nothing lesser hides that. */
function shown(messages: readonly Message[]): readonly Message[] {
  const alert = messages.findLast(one => one.tone === 'alert');
  const newest = messages.at(-1);
  return [...new Set([alert, newest])].filter(one => one !== undefined);
}

/** Commands on their way and what stood against them: in plain sight, never in the way. */
export function Messages() {
  const console = useConsole();
  const w = useSpeech();
  const messages = useCell(console.messages);
  const sent = useCell(console.sending.sent).filter(one => one.state !== 'refused');
  return (
    <div className="messages">
      <div role="status" aria-live="polite" className="messages-sent">
        {sent.slice(0, 2).map(one => (
          <span key={one.request.commandId} className={`sent sent-${one.state}`} data-sent={one.state}>
            <b>{w(one.state === 'unconfirmed' ? 'sent.unconfirmed' : 'sent.pending')}</b>
            <span>{commandInWords(one.request.command, w)}</span>
            {one.state === 'unconfirmed' && (
              <>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => console.sending.again(one.request.commandId)}
                >
                  {w('sent.again')}
                </button>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => console.sending.drop(one.request.commandId)}
                >
                  {w('sent.drop')}
                </button>
              </>
            )}
          </span>
        ))}
      </div>
      <div role="alert" className="messages-told">
        {shown(messages).map(message => (
          <span key={message.id} className={`message message-${message.tone}`}>
            <span className="numeric faint">{w.time(message.at)}</span> {message.text}
            <button
              type="button"
              className="message-away"
              aria-label={w('message.away')}
              onClick={() => console.messages.change(all => all.filter(one => one.id !== message.id))}
            >
              ×
            </button>
          </span>
        ))}
      </div>
    </div>
  );
}
