import { type Incident, messagesOf, openAssignments } from '@clarion/dispatch';
import type { SealedText } from '@clarion/protocol';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** Beyond this a message was written where there was no network. */
const LATE_MS = 10_000;

/** What crews wrote and nobody has read, and what was told to crews and they have not acknowledged. The story has the rest. */
export function Messages(props: { readonly incident: Incident; readonly texts: readonly SealedText[] }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const { incident, texts } = props;
  const unread = messagesOf(board, incident).filter(({ read }) => read === undefined);
  const told = openAssignments(board, incident).flatMap(({ unitId, messages = [] }) =>
    messages.map(message => ({ unitId, message })),
  );
  const waiting = told.filter(({ message }) => message.acknowledged === undefined);
  const textOf = (sealedId: string | undefined) => texts.find(one => one.sealedId === sealedId)?.text;
  const isOn = openAssignments(board, incident).length > 0;
  if (unread.length === 0 && waiting.length === 0 && !(isOn && may(console, 'SendMessage'))) return null;
  return (
    <section className="crew-messages" aria-label={w('messages.title')}>
      {unread.map(({ seq, unitId, ready, words, at, toldAt }) => (
        <p key={seq} className="change-unread change-late" role="alert" data-crew-message={unitId}>
          <b>{unitId}</b> {w('messages.new')}{' '}
          <q>{ready === undefined ? (textOf(words?.sealedId) ?? '…') : w(`ready.${ready}`)}</q>{' '}
          <span className="faint">
            {toldAt - at > LATE_MS
              ? w('messages.arrived', { time: w.time(at), arrived: w.time(toldAt) })
              : w.time(at)}
          </span>
        </p>
      ))}
      {waiting.map(({ unitId, message }) => (
        <p key={`${unitId} ${message.seq}`} className="change-unread" data-told={unitId}>
          <b>{unitId}</b> <q>{textOf(message.words.sealedId) ?? '…'}</q>{' '}
          <span className="faint">{w('messages.waiting', { age: duration(now - message.at) })}</span>
        </p>
      ))}
      <div className="crew-messages-do">
        {unread.length > 0 && <ActionButton id="readCrews" small />}
        {isOn && <ActionButton id="message" small />}
      </div>
    </section>
  );
}

/** How many texts there are to read, so that they are read anew when one has come. */
export const messageCount = (
  incident: Incident,
  told: readonly { readonly messages?: readonly unknown[] }[],
) => (incident.crewMessages?.length ?? 0) + told.reduce((sum, { messages = [] }) => sum + messages.length, 0);
