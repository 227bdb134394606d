import { agenciesOf, type Call, type Incident, type Transfer } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** Where a transfer stands, with what is due: by words and sign, beside the colour. */
export function TransferState({ transfer }: { readonly transfer: Transfer }) {
  const w = useSpeech();
  const now = useCell(useConsole().tick);
  const { state, receiptDueAt, received } = transfer;
  const dueAt = state === 'sent' ? receiptDueAt : state === 'received' ? received?.resultDueAt : undefined;
  const what = state === 'sent' ? 'receipt' : 'result';
  const isLate = dueAt !== undefined && now >= dueAt;
  return (
    <>
      <span className="tag">{w(`transfer.state.${state}`)}</span>{' '}
      {dueAt !== undefined && (
        <span className={isLate ? 'tag tag-late numeric' : 'numeric'}>
          {isLate
            ? w(`transfer.${what}Overdue`, { time: duration(now - dueAt) })
            : what === 'receipt'
              ? w('transfer.receiptDue', { time: duration(dueAt - now) })
              : w('transfer.resultDue', { date: w.date(dueAt) })}
        </span>
      )}
    </>
  );
}

/** On a line of the queue and the board: with whom it is, as long as they owe a receipt or gave it back. */
export function TransferMark({ about }: { readonly about: Call | Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const last = about.transfers?.find(({ state }) => state === 'sent') ?? about.transfers?.at(-1);
  if (last === undefined || last.state === 'done' || last.state === 'withdrawn') return null;
  const names = agenciesOf(console.board()).find(one => one.agencyId === last.agencyId)?.names;
  const agency = w.named(names) || last.agencyId;
  const isLate = last.state === 'sent' && now >= last.receiptDueAt;
  return (
    <span className={`tag${isLate ? ' tag-late' : ' tag-warn'}`}>
      {isLate
        ? w('transfer.markLate', { agency })
        : w('transfer.mark', { agency, state: w(`transfer.state.${last.state}`) })}
    </span>
  );
}
