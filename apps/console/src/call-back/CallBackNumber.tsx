import type { Call } from '@clarion/dispatch';
import type { SealedText } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

/**
 * The caller's number: sealed until the key asks for it, read for calling back alone, and written down by the server. It lives in
 * memory and goes with the card.
 */
export function CallBackNumber({ call }: { readonly call: Call }) {
  const console = useConsole();
  const w = useSpeech();
  const sealedId = call.contacts.at(-1)?.sealedId;
  const wanted = useCell(console.desk, desk => desk.numberOf) === call.callId;
  const [read, setRead] = useState<SealedText | undefined>(undefined);
  useEffect(() => {
    if (!wanted || sealedId === undefined) return setRead(undefined);
    const stop = new AbortController();
    void console.request
      .get<SealedText>(`/api/sealed/${encodeURIComponent(sealedId)}?purpose=callBack`, stop.signal)
      .then(answer => {
        if (stop.signal.aborted) return;
        if (answer.ok) setRead(answer.value);
        else console.tell('warn', w.fault(answer.error));
      });
    return () => stop.abort();
  }, [wanted, sealedId, console, w]);
  if (sealedId === undefined) return <p className="faint">{w('callBack.noNumber')}</p>;
  return (
    <p>
      {w('callBack.number')}{' '}
      {read === undefined ? (
        <>
          <span className="faint">{w('callBack.numberHidden')}</span> <ActionButton id="showNumber" small />
        </>
      ) : read.text === undefined ? (
        <span className="faint">{w('callBack.erased')}</span>
      ) : (
        // The telephone of the desk dials what stands in a link of this kind.
        <a className="numeric call-back-number" href={`tel:${read.text}`}>
          {read.text}
        </a>
      )}
    </p>
  );
}
