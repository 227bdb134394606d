import {
  type Answer,
  type CardShelf,
  type CardTranslation,
  editionOf,
  sentencesOf,
  spokenLanguages,
  type TranslationShelf,
} from '@clarion/dispatch';
import { cardTranslationSchema, type WireCommand } from '@clarion/protocol';
import { useState } from 'react';
import { languageName } from '../call/language-name.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { saveFile } from '../save-file.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { TranslationEditor } from './TranslationEditor.tsx';
import { TryCard } from './TryCard.tsx';
import {
  asTold,
  draftsToTake,
  editionToTranslate,
  fitted,
  missingIn,
  newTranslation,
} from './write-translation.ts';

type Ask = (command: WireCommand) => Promise<boolean>;

/** A card in further languages: written, tried and approved by two people, as the card itself. */
export function Translations(props: { readonly shelf: CardShelf; readonly onAsk: Ask }) {
  const console = useConsole();
  const w = useSpeech();
  const { shelf, onAsk } = props;
  const [writing, setWriting] = useState<CardTranslation | undefined>(undefined);
  const languages = spokenLanguages(useCell(console.picture.board).board);
  const from = editionToTranslate(shelf);
  if (from === undefined) return null;
  const begin = () => setWriting(newTranslation(shelf, ''));
  const write = (translation: CardTranslation) => setWriting(fitted(translation, from.card));
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const read = cardTranslationSchema.safeParse(JSON.parse(await file.text()));
      if (read.success && read.data.cardId === shelf.cardId) return write(read.data);
      const issue = read.error?.issues[0];
      const reason = issue ? `${issue.path.join('.')} ${issue.message}` : 'cardId';
      console.tell('warn', w('writing.importWrong', { reason }));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      console.tell('warn', w('writing.importWrong', { reason: error.message }));
    }
  };
  return (
    <details className="translations" data-translations={shelf.cardId}>
      <summary>{w('translation.title')}</summary>
      <p className="faint">{w('translation.mustApprove')}</p>
      {writing !== undefined ? (
        <>
          <button
            type="button"
            className="button button-small button-strong"
            data-translation-do="propose"
            onClick={() =>
              void onAsk({
                type: 'ProposeTranslation',
                translation: { ...writing, edition: from.edition },
              }).then(done => {
                if (done) setWriting(undefined);
              })
            }
          >
            {w('writing.propose')}
          </button>{' '}
          <button type="button" className="button button-small" onClick={() => save(writing)}>
            {w('writing.export')}
          </button>{' '}
          <button type="button" className="button button-small" onClick={() => setWriting(undefined)}>
            {w('writing.discard')}
          </button>
          <TranslationEditor card={from.card} translation={writing} onChange={setWriting} />
        </>
      ) : (
        <>
          {(shelf.translations ?? []).map(one => (
            <InLanguage
              key={one.tag}
              shelf={shelf}
              own={one}
              name={languageName(one.tag, languages, w)}
              onAsk={onAsk}
              onWrite={write}
            />
          ))}
          <button type="button" className="button button-small" data-translation-do="new" onClick={begin}>
            {w('translation.new')}
          </button>{' '}
          <label className="button button-small">
            {w('writing.import')}{' '}
            <input
              className="hidden"
              type="file"
              accept="application/json"
              onChange={event => void open(event.target.files?.[0] ?? undefined)}
            />
          </label>{' '}
          {draftsToTake(shelf).map(one => (
            <button
              key={one.tag}
              type="button"
              className="button button-small"
              data-take={one.tag}
              onClick={() => write(one)}
            >
              {w('translation.take', { language: languageName(one.tag, languages, w) })}
            </button>
          ))}
        </>
      )}
    </details>
  );
}

function InLanguage(props: {
  readonly shelf: CardShelf;
  readonly own: TranslationShelf;
  readonly name: string;
  readonly onAsk: Ask;
  readonly onWrite: (translation: CardTranslation) => void;
}) {
  const console = useConsole();
  const w = useSpeech();
  const me = useCell(console.session, session => session?.operatorId);
  const [trying, setTrying] = useState(false);
  const { shelf, own, name, onAsk } = props;
  const { cardId } = shelf;
  const { tag, live, draft } = own;
  const card = editionToTranslate(shelf)?.card;
  const newest = draft?.translation ?? live?.translation;
  const tried = editionOf(shelf, draft?.translation.edition)?.card;
  const walked = async (answers: readonly Answer[]) => {
    if (draft === undefined) return;
    const proposal = draft.seq;
    const done = await onAsk({ type: 'TryTranslation', cardId, tag, proposal, answers: [...answers] });
    if (done) setTrying(false);
  };
  const missing = card && live ? missingIn(live.translation, card) : 0;
  return (
    <fieldset data-language={tag} data-live={live?.version ?? 0} data-tried={draft?.tried !== undefined}>
      <legend>{name}</legend>
      <p>
        {live === undefined
          ? w('translation.notLive', { language: tag })
          : w('translation.live', { language: tag, version: live.version, by: live.approvedBy.id })}
        {draft !== undefined && <> · {w('translation.draft', { version: draft.version, by: draft.by.id })}</>}
      </p>
      {missing > 0 && (
        <p>
          <b aria-hidden="true">⚠</b>{' '}
          {w('translation.outdatedCount', {
            n: missing,
            all: card === undefined ? missing : sentencesOf(card).length,
          })}
        </p>
      )}
      {newest !== undefined && (
        <>
          <button
            type="button"
            className="button button-small"
            data-translation-do="edit"
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
            data-translation-do="try"
            onClick={() => setTrying(!trying)}
          >
            {w('writing.try')}
          </button>{' '}
          {draft.by.id === me ? (
            <span className="faint">{w('writing.ownProposal')}</span>
          ) : (
            <button
              type="button"
              className="button button-small button-strong"
              data-translation-do="approve"
              disabled={draft.tried === undefined}
              onClick={() => void onAsk({ type: 'ApproveTranslation', cardId, tag, proposal: draft.seq })}
            >
              {w('writing.publish')}
            </button>
          )}{' '}
        </>
      )}
      {live !== undefined && (
        <button
          type="button"
          className="button button-small"
          data-translation-do="withdraw"
          onClick={() => void onAsk({ type: 'WithdrawTranslation', cardId, tag })}
        >
          {w('translation.withdraw')}
        </button>
      )}
      {trying && draft !== undefined && tried !== undefined && (
        <TryCard
          card={tried}
          sentences={{ tag, told: asTold(draft.translation) }}
          onTried={answers => void walked(answers)}
        />
      )}
    </fieldset>
  );
}

const save = (translation: CardTranslation): void =>
  saveFile(
    `${translation.cardId}.${translation.tag}.translation.json`,
    'application/json',
    JSON.stringify(translation, undefined, 2),
  );
