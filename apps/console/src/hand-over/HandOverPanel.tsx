import { desksOf, type HandOver, type StaffedDesk } from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSealed } from '../incident/useSealed.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { BriefingParts } from './BriefingParts.tsx';
import { desksHere, shownDesks } from './hand-overs.ts';
import { NewNote } from './NewNote.tsx';

/** The change of shifts: what can be taken over, what is being handed over, and what each desk owns as it stands. */
export function HandOverPanel() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const desks = shownDesks(console);
  return (
    <div className="hand-over">
      <div className="hand-over-tools">
        <ActionButton id="takeOver" strong />
        <ActionButton id="handOver" />
        <ActionButton id="withdrawHandOver" />
      </div>
      <Orphans />
      {desks.length === 0 && <p className="faint">{w('handOver.noDesk')}</p>}
      {desks.map(deskId => (
        <DeskPart
          key={deskId}
          deskId={deskId}
          opened={board.handOvers.get(deskId)}
          sitting={board.desks.get(deskId)}
        />
      ))}
    </div>
  );
}

function DeskPart({
  deskId,
  opened,
  sitting,
}: {
  readonly deskId: string;
  readonly opened: HandOver | undefined;
  readonly sitting: StaffedDesk | undefined;
}) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const isMine = desksHere(console).includes(deskId);
  const names = desksOf(board).find(desk => desk.deskId === deskId)?.names;
  const desk = `${deskId} ${w.named(names)}`.trim();
  const from = sitting?.from;
  const noted = (opened?.notes.length ?? 0) + (from?.notes.length ?? 0);
  const status = () => {
    if (opened !== undefined)
      return w(isMine ? 'handOver.openMine' : 'handOver.open', {
        by: opened.by.id,
        desk,
        time: w.time(opened.openedAt),
      });
    if (from !== undefined && sitting !== undefined)
      return w('handOver.taken', { desk, from: from.fromId, time: w.time(sitting.since) });
    return w('handOver.mine', { desks: desk });
  };
  return (
    <section
      className="hand-over-desk"
      aria-label={w('handOver.briefing', { desk })}
      data-hand-over={deskId}
      data-opened={opened?.seq ?? ''}
    >
      <p className={opened === undefined ? 'hand-over-state' : 'hand-over-state hand-over-open'}>
        {status()}
      </p>
      {isMine && opened !== undefined && may(console, 'NoteHandOver') && (
        <NewNote
          deskId={deskId}
          send={async text =>
            (await carryOut(console, { type: 'NoteHandOver', deskId, text })).state !== 'refused'
          }
        />
      )}
      {noted > 0 && <Notes deskId={deskId} count={noted} />}
      <BriefingParts deskId={deskId} />
    </section>
  );
}

function Notes({ deskId, count }: { readonly deskId: string; readonly count: number }) {
  const w = useSpeech();
  const { texts } = useSealed({ deskId }, count);
  return (
    <>
      <h3>{w('handOver.notes')}</h3>
      <ul className="hand-over-notes">
        {texts.map(({ sealedId, text }) => (
          <li key={sealedId}>{text ?? <span className="faint">{w('handOver.erased')}</span>}</li>
        ))}
      </ul>
    </>
  );
}

/** Desks that nobody took over though they owned something. */
function Orphans() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const orphans = [...board.orphans.values()];
  if (orphans.length === 0) return null;
  return (
    <section className="hand-over-orphans" aria-label={w('handOver.orphaned')}>
      <h3>{w('handOver.orphaned')}</h3>
      <ul>
        {orphans.map(({ deskId, by, since, cause, incidentIds, callIds }) => (
          <li key={deskId} data-orphan={deskId}>
            <b aria-hidden="true">▲</b>{' '}
            {w(`handOver.orphan.${cause}`, { desk: deskId, by: by.id, time: w.time(since) })} ·{' '}
            {[...incidentIds, ...callIds].join(' ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
