import {
  agenciesFor,
  agenciesOf,
  type Call,
  type Incident,
  type Matter,
  returnReasons,
  type Transfer,
  transferReasons,
  transferRef,
} from '@clarion/dispatch';
import { useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Choose } from '../major/Choose.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { TransferState } from './TransferMark.tsx';

const matterOf = (about: Call | Incident): Matter =>
  'openedAt' in about ? { incidentId: about.incidentId } : { callId: about.callId };

/** What was given to other agencies and what came of it, and the form to give it to one. Nothing is closed by it. */
export function TransferPart({ about }: { readonly about: Call | Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const isOpened = useCell(console.desk, desk => desk.transferring === idOf(about));
  const transfers = about.transfers ?? [];
  const canSend = may(console, 'SendTransfer') && (about.state === 'open' || isCallThatEnded(about));
  if (transfers.length === 0 && !canSend) return null;
  return (
    <section className="transfers" aria-label={w('transfer.title')}>
      {transfers.length > 0 && (
        <ol className="transfer-list">
          {transfers.map(one => (
            <TransferRow
              // Half a receipt that was typed for one matter is not that of the next.
              key={transferRef(matterOf(about), one.number)}
              matter={matterOf(about)}
              transfer={one}
            />
          ))}
        </ol>
      )}
      {canSend && (isOpened ? <SendForm about={about} /> : <ActionButton id="transfer" small />)}
    </section>
  );
}

const idOf = (about: Call | Incident) => ('openedAt' in about ? about.incidentId : about.callId);
const isCallThatEnded = (about: Call | Incident) =>
  !('openedAt' in about) &&
  about.state === 'ended' &&
  about.incidentId === undefined &&
  about.disposition === undefined;

function TransferRow({ matter, transfer }: { readonly matter: Matter; readonly transfer: Transfer }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const [receipt, setReceipt] = useState('');
  const { number, agencyId, reason, sentAt, by, told, received, ended, state } = transfer;
  const agency = agenciesOf(board).find(one => one.agencyId === agencyId);
  const isOpen = state === 'sent' || state === 'received';
  const of = { ...matter, number };
  const ref = transferRef(matter, number);
  return (
    <li data-transfer={ref} data-state={state}>
      <b>
        {ref} {w.named(agency?.names) || agencyId}
      </b>{' '}
      <TransferState transfer={transfer} />{' '}
      <span className="faint">
        {w('transfer.sent', { time: w.time(sentAt), by: by.id, reason: w(`transferReason.${reason}`) })}
        {agency?.line !== undefined && ` · ${w('transfer.line', { line: agency.line })}`}
        {' · '}
        {told === undefined ? w('transfer.byVoice') : w(`telling.${told.step}`)}
        {received !== undefined &&
          ` · ${w('transfer.received', { time: w.time(received.at), receipt: received.receipt ?? '' })}`}
        {ended !== undefined &&
          ` · ${w('transfer.ended', {
            time: w.time(ended.at),
            reason: ended.reason === undefined ? '' : w(`returnReason.${ended.reason}`),
          })}`}
      </span>
      {isOpen && may(console, 'NoteReceipt') && (
        <div className="call-back-outcomes">
          {state === 'sent' && (
            <>
              <label>
                {w('transfer.receipt')}{' '}
                <input
                  className="input"
                  data-field="receipt"
                  value={receipt}
                  autoComplete="off"
                  onChange={event => setReceipt(event.target.value)}
                />
              </label>
              <button
                type="button"
                className="button button-small"
                data-act="receipt"
                onClick={() =>
                  void carryOut(console, {
                    type: 'NoteReceipt',
                    ...of,
                    ...(receipt.trim() === '' ? {} : { receipt: receipt.trim() }),
                  })
                }
              >
                {w('transfer.noteReceipt')}
              </button>
            </>
          )}
          <button
            type="button"
            className="button button-small"
            data-act="done"
            onClick={() => void carryOut(console, { type: 'NoteResult', ...of, result: 'done' })}
          >
            {w('transferResult.done')}
          </button>
          <Back of={of} />
          <button
            type="button"
            className="button button-small"
            data-act="withdraw"
            onClick={() => void carryOut(console, { type: 'WithdrawTransfer', ...of })}
          >
            {w('transfer.withdraw')}
          </button>
        </div>
      )}
    </li>
  );
}

/** Refused or returned, with the agency's reason. */
function Back({ of }: { readonly of: Matter & { readonly number: number } }) {
  const console = useConsole();
  const w = useSpeech();
  const [reason, setReason] = useState<(typeof returnReasons)[number]>('notTheirTask');
  return (
    <>
      <Choose
        label={w('transfer.why')}
        spot="returnReason"
        value={reason}
        options={returnReasons.map(one => [one, w(`returnReason.${one}`)] as const)}
        onChange={setReason}
      />
      {(['refused', 'returned'] as const).map(result => (
        <button
          key={result}
          type="button"
          className="button button-small"
          data-act={result}
          onClick={() => void carryOut(console, { type: 'NoteResult', ...of, result, reason })}
        >
          {w(`transferResult.${result}`)}
        </button>
      ))}
    </>
  );
}

function SendForm({ about }: { readonly about: Call | Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const agencies = agenciesFor(board, about);
  const [agencyId, setAgency] = useState(agencies[0]?.agencyId ?? '');
  const [reason, setReason] = useState<(typeof transferReasons)[number]>('notOurTask');
  const [withContact, setWith] = useState(false);
  if (agencies.length === 0) return <p className="faint">{w('transfer.noAgencies')}</p>;
  const send = async () => {
    const sent = await carryOut(console, {
      type: 'SendTransfer',
      ...matterOf(about),
      agencyId,
      reason,
      ...(withContact ? { withContact } : {}),
    });
    if (sent.state !== 'refused') console.desk.change(({ transferring: _, ...desk }) => desk);
  };
  return (
    <div className="call-back-outcomes" data-focus="transfer" tabIndex={-1}>
      <Choose
        label={w('transfer.new')}
        spot="agency"
        value={agencyId}
        options={agencies.map(one => [one.agencyId, w.named(one.names) || one.agencyId] as const)}
        onChange={setAgency}
      />
      <Choose
        label={w('transfer.why')}
        spot="transferReason"
        value={reason}
        options={transferReasons.map(one => [one, w(`transferReason.${one}`)] as const)}
        onChange={setReason}
      />
      <label className="check">
        <input
          type="checkbox"
          data-field="withContact"
          checked={withContact}
          onChange={event => setWith(event.target.checked)}
        />
        {w('transfer.withContact')}
      </label>
      <button type="button" className="button button-strong" data-act="send" onClick={() => void send()}>
        {w('transfer.send')}
      </button>
    </div>
  );
}
