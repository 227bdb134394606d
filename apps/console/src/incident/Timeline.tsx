import {
  type Board,
  type Configuration,
  type Entry,
  type TimelineLine,
  timeline,
  UNKNOWN,
} from '@clarion/dispatch';
import type { SealedText } from '@clarion/protocol';
import { useEffect, useMemo, useRef } from 'react';
import { callBackParts } from '../call-back/call-back-parts.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { planParts } from '../emergency-plan/plan-parts.ts';
import { majorParts } from '../major/major-parts.ts';
import { placeFrom } from '../moving/moved-places.ts';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Why } from './Why.tsx';
import { watchParts } from './watch-parts.ts';

/** Clocks of a crew's device and of the centre agree within this. */
const LATE_MS = 10_000;

/** The sentence of a line: what happened, in the reader's language. */
export function sentenceOf(
  line: TimelineLine,
  w: Speech,
  typeName: (typeId: string) => string,
  cards: Board['cards'] = new Map(),
  agencies: NonNullable<Configuration['agencies']> = [],
): string {
  const { values } = line;
  const parts: Record<string, unknown> = {
    ...values,
    units: line.unitIds.join(', '),
    call: line.callId ?? '',
  };
  if (typeof values['status'] === 'string') parts['status'] = w(`status.${values['status']}`);
  if (typeof values['step'] === 'string') parts['step'] = w(`status.${values['step']}`);
  if (typeof values['disposition'] === 'string')
    parts['disposition'] = w(`disposition.${values['disposition']}`);
  if (typeof values['outcome'] === 'string') parts['outcome'] = w(`outcome.${values['outcome']}`);
  if (typeof values['reason'] === 'string') parts['reason'] = w(`override.${values['reason']}`);
  if (typeof values['undoes'] === 'string') parts['undoes'] = w(`entry.${values['undoes']}.name`);
  if (typeof values['to'] === 'number') parts['to'] = w.time(values['to']);
  if (typeof values['cordonReason'] === 'string')
    parts['cordonReason'] = w(`cordonReason.${values['cordonReason']}`);
  Object.assign(parts, watchParts(line, w));
  if (typeof values['page'] === 'string') parts['page'] = w(`page.step.${values['page']}`);
  if (typeof values['channel'] === 'string')
    parts['channel'] = w.maybe(`page.${values['channel']}`) ?? values['channel'];
  if (typeof values['protocol'] === 'string') Object.assign(parts, cardInWords(values, w, cards));
  if (typeof values['interpreter'] === 'string')
    parts['interpreter'] = w(`interpreter.${values['interpreter']}`);
  if (typeof values['told'] === 'string') parts['told'] = w(`moved.${values['told']}`);
  Object.assign(parts, majorParts(values, w), callBackParts(values, w, agencies), planParts(line, w));
  if (typeof values['stagingReason'] === 'string') {
    parts['stagingReason'] = w(`staging.${values['stagingReason']}`);
    parts['stagingWhere'] = values['stagingPlace'] ?? w('staging.short');
  }
  if (line.type === 'CrewWrote') parts['ready'] = values['ready'] === '' ? '' : w(`ready.${values['ready']}`);
  if (line.type === 'DeviceRefused') Object.assign(parts, refusalInWords(line, w));
  parts['from'] = typeof values['from'] === 'number' ? w.time(values['from']) : '—';
  const about = [
    typeof values['typeId'] === 'string' ? typeName(values['typeId']) : '',
    typeof values['language'] === 'string' ? `${w('language.title')} ${values['language']}` : '',
    typeof values['priority'] === 'number' ? w('priority.short', { n: values['priority'] }) : '',
    typeof values['oldPlace'] === 'string'
      ? `${values['oldPlace']} → ${values['place'] ?? ''}`
      : typeof values['place'] === 'string'
        ? values['place']
        : '',
    typeof values['hazards'] === 'string' && values['hazardReason'] === undefined
      ? values['hazards']
          .split(',')
          .map(one => w.maybe(`hazard.${one}`) ?? w('change.none'))
          .join(', ')
      : '',
    typeof values['hazardReason'] === 'string'
      ? w('hazard.marked', {
          hazard: w(`hazard.${values['hazard']}`),
          reason: w(`hazardReason.${values['hazardReason']}`),
          until: w.date(Number(values['hazardUntil'])),
        })
      : '',
    typeof values['stage'] === 'boolean' ? w(values['stage'] ? 'change.stageYes' : 'change.stageNo') : '',
  ].filter(Boolean);
  parts['about'] = about.join(' · ');
  const more = [
    typeof values['preempted'] === 'string'
      ? w('timeline.preempted', {
          incident: values['forIncident'],
          reason: w(`preempt.${values['preempted']}`),
        })
      : typeof values['forIncident'] === 'string'
        ? w('timeline.forIncident', { incident: values['forIncident'] })
        : '',
    typeof values['likely'] === 'number' ? w('timeline.likely', { percent: values['likely'] }) : '',
    values['joined'] === true ? w('timeline.joined') : '',
    values['stacked'] === true ? w('timeline.stacked') : '',
    typeof values['needAt'] === 'number' ? w('timeline.needAt', { time: w.date(values['needAt']) }) : '',
    typeof values['leadSeconds'] === 'number'
      ? w('timeline.lead', { minutes: Math.round(values['leadSeconds'] / 60) })
      : '',
    values['beforeSafe'] === true ? w('timeline.beforeSafe') : '',
  ].join('');
  return `${w(`entry.${line.type}`, parts)}${more}`.trim();
}

/** What a crew's device had asked for, and why it was not taken. */
function refusalInWords({ values, unitIds }: TimelineLine, w: Speech) {
  const [asked, code] = [String(values['asked']), String(values['refusal'])];
  const why = w.maybe(code) === undefined ? code : w(code, { unitId: unitIds[0] });
  return { asked: w.maybe(`command.${asked}`) ?? asked, refusal: why };
}

/** Question and answer as the newest edition at hand that knows them says them; their codes where none does. */
function cardInWords(values: TimelineLine['values'], w: Speech, cards: Board['cards']) {
  const { protocol, question, choice } = values;
  const editions = cards.get(String(protocol))?.editions.toReversed() ?? [];
  const named = editions[0]?.card.names;
  const found = editions
    .flatMap(({ card }) => card.questions)
    .find(one => one.questionId === question && one.choices.some(({ choiceId }) => choiceId === choice));
  const asked =
    found ?? editions.flatMap(({ card }) => card.questions).find(one => one.questionId === question);
  const given = found?.choices.find(({ choiceId }) => choiceId === choice)?.label;
  return {
    protocol: w.named(named) || protocol,
    question: w.named(asked?.ask) || question,
    choice: choice === UNKNOWN ? w('protocol.unknown') : w.named(given) || choice,
  };
}

/** An incident's story, newest at the end, with both times where it was written down later. */
export function Timeline(props: {
  readonly incidentId: string;
  readonly entries: readonly Entry[];
  readonly texts: readonly SealedText[];
}) {
  const console = useConsole();
  const w = useSpeech();
  const types = useCell(console.picture.board, view => view.board.configuration?.types) ?? [];
  const cards = useCell(console.picture.board, view => view.board.cards);
  const agencies = useCell(console.picture.board, view => view.board.configuration?.agencies);
  const lines = useMemo(() => timeline(props.entries, props.incidentId), [props.entries, props.incidentId]);
  const bySeq = useMemo(() => sealedBySeq(props.entries, props.texts), [props.entries, props.texts]);
  const gone = useMemo(() => erasedSeqs(props.entries, props.texts), [props.entries, props.texts]);
  const whole = useMemo(() => new Map(props.entries.map(entry => [entry.seq, entry])), [props.entries]);
  const end = useRef<HTMLLIElement>(null);
  const count = lines.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is the reason to scroll
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  const typeName = (typeId: string) => w.named(types.find(type => type.typeId === typeId)?.names) || typeId;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard
    <ol className="timeline" aria-label={w('incident.timeline')} tabIndex={0}>
      {lines.map(line => (
        <li key={line.seq} className={line.undoneBy === undefined ? '' : 'undone'}>
          <span className="timeline-at numeric">{w.time(line.at)}</span>
          <span className="timeline-what">
            {line.of !== undefined && (
              <span className="timeline-of">{w('timeline.of', { incident: line.of })} </span>
            )}
            {sentenceOf(line, w, typeName, cards, agencies)}
            {bySeq.get(line.seq) !== undefined && <q className="timeline-text">{bySeq.get(line.seq)}</q>}
            {gone.has(line.seq) && <span className="tag">{w('replay.erased')}</span>}
            {line.type === 'UnitsAssigned' && whole.get(line.seq) !== undefined && (
              <Why entry={whole.get(line.seq)!} unitIds={line.unitIds} />
            )}
            {line.card !== undefined && (
              <span className="tag">
                {w('incident.onPaper', { card: line.card, time: w.time(line.recordedAt) })}
              </span>
            )}
            {(line.values['late'] === true || isLate(line)) && (
              <span className="tag">{w('incident.late', { time: w.time(line.recordedAt) })}</span>
            )}
            <span className="timeline-by">{line.by.kind === 'exercise' ? w('by.exercise') : line.by.id}</span>
          </span>
        </li>
      ))}
      <li ref={end} aria-hidden="true" />
    </ol>
  );
}

/** What an entry that people read refers to under seal. */
function sealedIn(entry: Entry): { readonly sealedId: string } | undefined {
  if (entry.type === 'NoteAdded') return entry.data.note;
  if (entry.type === 'WordsRecorded' || entry.type === 'CardAnswered') return entry.data.words;
  if (entry.type === 'MessageSent' || entry.type === 'CrewWrote') return entry.data.words;
  return entry.type === 'PlaceMoved' ? entry.data.place : undefined;
}

/** A crew's device without a network: it has its own time, and that of its arrival beside it. */
const isLate = ({ by, at, recordedAt, card, type }: TimelineLine) =>
  card === undefined && (by.kind === 'unit' || type === 'DeviceRefused') && recordedAt - at > LATE_MS;

function sealedBySeq(entries: readonly Entry[], texts: readonly SealedText[]): ReadonlyMap<number, string> {
  const byId = new Map(
    texts.flatMap(one => (one.text === undefined ? [] : [[one.sealedId, one.text] as const])),
  );
  const found = new Map<number, string>();
  for (const entry of entries) {
    const read = byId.get(sealedIn(entry)?.sealedId ?? '');
    const text = entry.type === 'PlaceMoved' && read !== undefined ? placeFrom(read)?.label : read;
    if (text !== undefined) found.set(entry.seq, text);
  }
  return found;
}

/** Entries whose text was erased when its time was over. */
function erasedSeqs(entries: readonly Entry[], texts: readonly SealedText[]): ReadonlySet<number> {
  const erased = new Set(texts.flatMap(one => (one.text === undefined ? [one.sealedId] : [])));
  return new Set(entries.flatMap(entry => (erased.has(sealedIn(entry)?.sealedId ?? '') ? [entry.seq] : [])));
}
