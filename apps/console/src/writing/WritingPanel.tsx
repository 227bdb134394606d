import type { Answer, CardShelf, ProtocolCard } from '@clarion/dispatch';
import {
  type CardsAnswer,
  type CommandAccepted,
  protocolCardSchema,
  type WireCommand,
} from '@clarion/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { saveFile } from '../save-file.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CardEditor } from './CardEditor.tsx';
import { Translations } from './Translations.tsx';
import { TryCard } from './TryCard.tsx';
import { newCard } from './write-card.ts';

const KEPT = 'clarion.writing';

/** Protocol cards where they are written: list, editor, trial, approval. What is typed stays on this page until it is proposed. */
export function WritingPanel() {
  const console = useConsole();
  const w = useSpeech();
  const [cards, setCards] = useState<readonly CardShelf[]>([]);
  const [writing, setWriting] = useState<ProtocolCard | undefined>(() => {
    const kept = sessionStorage.getItem(KEPT);
    return kept === null ? undefined : (JSON.parse(kept) as ProtocolCard);
  });
  const [trying, setTrying] = useState<string | undefined>(undefined);
  const load = useCallback(async () => {
    const answer = await console.request.get<CardsAnswer>('/api/cards');
    if (answer.ok) setCards(answer.value.cards);
  }, [console]);
  const shelves = useCell(console.picture.board, view =>
    [...view.board.cards.values()]
      .map(one =>
        [
          one.lastEdition,
          ...(one.translations ?? []).map(each =>
            [each.lastVersion, each.live?.version, each.draft?.tried?.at].join(),
          ),
        ].join(),
      )
      .join(' '),
  );
  // Somebody else may have proposed or approved one meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new edition is the reason to ask again
  useEffect(() => void load(), [load, shelves]);
  const write = (card: ProtocolCard | undefined) => {
    setWriting(card);
    if (card === undefined) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify(card));
  };
  const ask = async (command: WireCommand): Promise<boolean> => {
    const sent = { commandId: crypto.randomUUID(), command };
    const answer = await console.request.post<CommandAccepted>('/api/commands', sent);
    if (!answer.ok) console.tell('alert', w.fault(answer.error));
    await load();
    return answer.ok;
  };
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const read = protocolCardSchema.safeParse(JSON.parse(await file.text()));
      if (read.success) return write(read.data);
      const [issue] = read.error.issues;
      console.tell(
        'warn',
        w('writing.importWrong', { reason: `${issue?.path.join('.')} ${issue?.message}` }),
      );
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      console.tell('warn', w('writing.importWrong', { reason: error.message }));
    }
  };
  if (writing !== undefined)
    return (
      <div className="writing">
        <p className="faint">
          {w('writing.saved')} {w('writing.mustApprove')}
        </p>
        <div>
          <button
            type="button"
            className="button button-strong"
            data-writing="propose"
            onClick={() =>
              void ask({ type: 'ProposeCard', card: writing }).then(done => {
                if (done) write(undefined);
              })
            }
          >
            {w('writing.propose')}
          </button>{' '}
          <button type="button" className="button" onClick={() => save(writing)}>
            {w('writing.export')}
          </button>{' '}
          <button type="button" className="button" onClick={() => write(undefined)}>
            {w('writing.discard')}
          </button>
        </div>
        <CardEditor card={writing} onChange={write} />
      </div>
    );
  return (
    <div className="writing">
      <p className="faint">{w('writing.mustApprove')}</p>
      <div>
        <button type="button" className="button" onClick={() => write(newCard())}>
          {w('writing.new')}
        </button>{' '}
        <label className="button">
          {w('writing.import')}{' '}
          <input
            className="hidden"
            type="file"
            accept="application/json"
            onChange={event => void open(event.target.files?.[0] ?? undefined)}
          />
        </label>
      </div>
      {cards.map(shelf => (
        <Shelf
          key={shelf.cardId}
          shelf={shelf}
          trying={trying === shelf.cardId}
          onTry={on => setTrying(on ? shelf.cardId : undefined)}
          onWrite={write}
          onAsk={ask}
        />
      ))}
    </div>
  );
}

function Shelf(props: {
  readonly shelf: CardShelf;
  readonly trying: boolean;
  readonly onTry: (on: boolean) => void;
  readonly onWrite: (card: ProtocolCard) => void;
  readonly onAsk: (command: WireCommand) => Promise<boolean>;
}) {
  const console = useConsole();
  const w = useSpeech();
  const own = useCell(console.session, session => session?.operatorId);
  const { cardId, live, draft, editions } = props.shelf;
  const newest = draft?.card ?? editions.find(one => one.edition === live)?.card ?? editions.at(-1)?.card;
  const before = editions.findLast(one => one.edition !== live);
  const tried = async (answers: readonly Answer[]) => {
    if (draft === undefined) return;
    const done = await props.onAsk({ type: 'TestCard', cardId, proposal: draft.seq, answers: [...answers] });
    if (done) props.onTry(false);
  };
  return (
    <fieldset data-shelf={cardId}>
      <legend>{newest === undefined ? cardId : w.named(newest.names)}</legend>
      <p data-live={live ?? 0}>
        {live === undefined ? w('writing.notLive') : w('writing.live', { edition: live })}
        {draft !== undefined && <> · {w('writing.draft', { edition: draft.edition, by: draft.by.id })}</>}
      </p>
      {draft !== undefined && (
        <p data-tested={draft.tested !== undefined}>
          {draft.tested === undefined
            ? w('writing.untested')
            : w('writing.tested', {
                by: draft.tested.by.id,
                paths: draft.tested.paths,
                differing: draft.tested.differing,
              })}
        </p>
      )}
      {newest !== undefined && (
        <>
          <button
            type="button"
            className="button button-small"
            data-writing="edit"
            onClick={() => props.onWrite(newest)}
          >
            {w('writing.edit')}
          </button>{' '}
          <button type="button" className="button button-small" onClick={() => save(newest)}>
            {w('writing.export')}
          </button>{' '}
        </>
      )}
      {draft !== undefined && (
        <>
          <button
            type="button"
            className="button button-small"
            data-writing="try"
            onClick={() => props.onTry(!props.trying)}
          >
            {w('writing.try')}
          </button>{' '}
          {draft.by.id === own ? (
            <span className="faint">{w('writing.ownProposal')}</span>
          ) : (
            <button
              type="button"
              className="button button-small button-strong"
              data-writing="publish"
              disabled={draft.tested === undefined}
              onClick={() => void props.onAsk({ type: 'PublishCard', cardId, proposal: draft.seq })}
            >
              {w('writing.publish')}
            </button>
          )}{' '}
        </>
      )}
      {before !== undefined && (
        <button
          type="button"
          className="button button-small"
          data-writing="rollBack"
          onClick={() => void props.onAsk({ type: 'RollBackCard', cardId, edition: before.edition })}
        >
          {w('writing.rollBack', { edition: before.edition })}
        </button>
      )}{' '}
      {live !== undefined && (
        <button
          type="button"
          className="button button-small"
          onClick={() => void props.onAsk({ type: 'RollBackCard', cardId })}
        >
          {w('writing.withdraw')}
        </button>
      )}
      <Translations shelf={props.shelf} onAsk={props.onAsk} />
      {props.trying && draft !== undefined && (
        <TryCard card={draft.card} onTried={answers => void tried(answers)} />
      )}
    </fieldset>
  );
}

const save = (card: ProtocolCard): void =>
  saveFile(`${card.cardId}.card.json`, 'application/json', JSON.stringify(card, undefined, 2));
