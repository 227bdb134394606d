import type { IncidentSummary, PlaceHitAnswer, RouteAnswer } from '@clarion/protocol';
import { useEffect, useMemo, useState } from 'react';
import { carryOutAll, takeCall, takeIncident } from '../actions/carry-out.ts';
import { doAction } from '../actions/do-action.ts';
import { focusOn } from '../actions/focus-on.ts';
import { toAnswer } from '../actions/in-hand.ts';
import { actionOf } from '../actions/table.ts';
import { callAsTyped } from '../call/card-draft.ts';
import { useCell } from '../cell.ts';
import { type Console, useConsole } from '../console.ts';
import { beginCordon } from '../cordon/cordoning.ts';
import { leadDrill, leadInject } from '../exercise/lead.ts';
import { Messages } from '../floor/Messages.tsx';
import { newestOf, placeOfLocation } from '../location/located.ts';
import { showCommand } from '../major/show-command.ts';
import { advisedNow } from '../move-up/advised.ts';
import { moveByLine } from '../moving/moving-line.ts';
import { supposeByLine } from '../recommendation/what-if.ts';
import { openReplay, replayFloor } from '../replay/open-replay.ts';
import { stageByLine } from '../staging/staging-line.ts';
import { beginClosing, closeByLine, pointAt } from '../streets/closing.ts';
import { arrivalInShort, arrivalMs } from '../words/arrival.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { orAction } from './action-line.ts';
import { Echo } from './Echo.tsx';
import { intend } from './intend.ts';
import type { Intention } from './intention.ts';
import { type Known, parseBar } from './parse.ts';

const known = (console: Console): Known => {
  const board = console.board();
  const own = <T,>(map: ReadonlyMap<string, T>, word: string) =>
    map.has(word.toUpperCase()) ? word.toUpperCase() : map.has(word) ? word : undefined;
  return {
    unit: word => own(board.units, word),
    incident: word => own(board.incidents, word),
    call: word => own(board.calls, word),
  };
};

/** Road times that are on the screen, or that the route service has told for the units typed. */
function useTravelTimes(console: Console) {
  const offer = useCell(console.offer);
  const [asked, setAsked] = useState<ReadonlyMap<string, RouteAnswer | 'unknown'>>(new Map());
  const timed = (unitId: string, incidentId: string) => {
    const told = asked.get(`${unitId}>${incidentId}`);
    if (typeof told === 'object') return told;
    if (offer.incidentId !== incidentId) return undefined;
    return offer.shown?.evidence.candidates.find(one => one.unitId === unitId);
  };
  const of = (unitId: string, incidentId: string): number | undefined => {
    const found = timed(unitId, incidentId);
    return found && arrivalMs(found);
  };
  const inShort = (unitId: string, incidentId: string): string | undefined => {
    const found = timed(unitId, incidentId);
    return found && arrivalInShort(found);
  };
  const ask = async (unitId: string, incidentId: string) => {
    const key = `${unitId}>${incidentId}`;
    if (asked.has(key)) return;
    const answer = await console.request.get<RouteAnswer>(
      `/api/route?unitId=${encodeURIComponent(unitId)}&incidentId=${encodeURIComponent(incidentId)}`,
    );
    setAsked(now => new Map(now).set(key, answer.ok ? answer.value : 'unknown'));
  };
  const forget = () => setAsked(new Map());
  return { of, inShort, ask, forget };
}

interface Found {
  readonly incidents: readonly IncidentSummary[];
  readonly places: readonly PlaceHitAnswer[];
}

/**
 * One line for everything. It says what it would do, with units, road times and the full address, before Enter does it;
 * what looks implausible wants Enter twice.
 */
export function CommandBar() {
  const console = useConsole();
  const w = useSpeech();
  const [text, setText] = useState('');
  const [confirming, setConfirming] = useState<string | undefined>(undefined);
  const [found, setFound] = useState<Found | undefined>(undefined);
  const view = useCell(console.picture.board);
  const desk = useCell(console.desk);
  const session = useCell(console.session);
  const times = useTravelTimes(console);
  const filled = desk.barText;

  useEffect(() => {
    if (filled === undefined) return;
    setText(filled.text);
    setConfirming(undefined);
    document.querySelector<HTMLInputElement>('[data-focus="bar"]')?.focus();
  }, [filled]);

  const parsed = useMemo(() => {
    void view.version;
    return parseBar(text, known(console));
  }, [text, view, console]);

  const located = useCell(console.located);
  const reported = located?.callId === desk.callId ? placeOfLocation(newestOf(located), true, w) : undefined;
  const advice = useCell(console.picture.moveUps);
  const move = advisedNow(view.board, advice, console.now())[0];
  const advised = move && advice && { unitId: move.unitId, postId: move.postId, adviceId: advice.adviceId };
  const read = intend(parsed, {
    board: view.board,
    now: console.now(),
    timeZone: console.place.get()?.timeZone ?? 'UTC',
    operatorId: session?.operatorId ?? '',
    role: session?.role ?? 'auditor',
    ...(desk.incidentId === undefined ? {} : { incidentId: desk.incidentId }),
    ...(desk.callId === undefined ? {} : { callId: desk.callId }),
    ...(reported === undefined ? {} : { reportedPlace: reported }),
    ...(advised === undefined ? {} : { advised }),
    ...(toAnswer(console) === undefined ? {} : { toAnswer: toAnswer(console)! }),
    typed: callId => callAsTyped(console, callId),
    travelTimeMs: times.of,
  });
  const intention: Intention = orAction(text, read);

  const { ask } = times;
  const wantTimes =
    intention.kind === 'act' && intention.verb === 'dispatch'
      ? `${intention.unitIds.join(' ')}>${intention.incidentId}`
      : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each pair
  useEffect(() => {
    const [units, incidentId] = wantTimes.split('>');
    if (!units || !incidentId) return;
    const timer = setTimeout(() => {
      for (const unitId of units.split(' '))
        if (times.of(unitId, incidentId) === undefined) void ask(unitId, incidentId);
    }, 100);
    return () => clearTimeout(timer);
  }, [wantTimes]);

  const clear = () => {
    setText('');
    setConfirming(undefined);
    setFound(undefined);
    times.forget();
  };

  const find = async (query: string) => {
    const center = console.place.get()?.center;
    const near = center === undefined ? '' : `&near=${center.join(',')}`;
    const [incidents, places] = await Promise.all([
      console.request.get<{ readonly incidents: readonly IncidentSummary[] }>(
        `/api/incidents?q=${encodeURIComponent(query)}`,
      ),
      console.request.get<{ readonly hits: readonly PlaceHitAnswer[] }>(
        `/api/places?q=${encodeURIComponent(query)}&limit=4${near}`,
      ),
    ]);
    setFound({
      incidents: incidents.ok ? incidents.value.incidents.slice(0, 6) : [],
      places: places.ok ? places.value.hits : [],
    });
  };

  const enter = () => {
    switch (intention.kind) {
      case 'act': {
        const sure = confirming === text;
        if (intention.doubts.length > 0 && !sure) return setConfirming(text);
        carryOutAll(console, intention);
        return clear();
      }
      case 'go':
        if (intention.incidentId !== undefined) takeIncident(console, intention.incidentId);
        if (intention.callId !== undefined) takeCall(console, intention.callId);
        if (intention.unitId !== undefined)
          console.desk.change(now => ({ ...now, unitId: intention.unitId! }));
        return clear();
      case 'find':
        return void find(intention.query);
      case 'pickPlace':
        console.desk.change(now => ({ ...now, picking: { for: 'unit', unitId: intention.unitId } }));
        return clear();
      case 'closeStreet':
        void closeByLine(console, intention.line, intention.at);
        if (intention.line.query === '' && intention.at === undefined) focusOn('map');
        return clear();
      case 'slowStreet': {
        const { query, kmh, reason, minutes } = intention.line;
        beginClosing(console, { minutes, slowing: { kmh, reason } });
        void pointAt(console, query, intention.at);
        if (query === '' && intention.at === undefined) focusOn('map');
        return clear();
      }
      case 'cordon':
        beginCordon(console, intention.incidentId, intention.line);
        return clear();
      case 'whatIf':
        void supposeByLine(console, intention);
        return clear();
      case 'move':
        void moveByLine(console, intention, w);
        if (intention.query === '') focusOn('map');
        return clear();
      case 'stage':
        void stageByLine(console, intention, w);
        if (intention.onMap) focusOn('map');
        return clear();
      case 'replay':
        if (intention.incidentId !== undefined)
          void openReplay(console, intention.incidentId, intention.since);
        else if (intention.since !== undefined) replayFloor(console, intention.since);
        return clear();
      case 'lead':
        if ('control' in intention) void leadDrill(console, intention.control, w);
        else void leadInject(console, { said: intention.inject, act: intention.act }, w);
        return clear();
      case 'commandView':
        showCommand(console);
        return clear();
      case 'action':
        clear();
        return doAction(console, actionOf(intention.id), w);
      case 'problem':
        return setConfirming(undefined);
      case 'empty':
        return;
    }
  };

  return (
    <div className="bar">
      {found !== undefined && <FoundList found={found} onDone={clear} />}
      <div className="bar-top">
        <Echo intention={intention} confirming={confirming === text && text !== ''} eta={times.inShort} />
        <Messages />
      </div>
      <div className="bar-line">
        <label className="bar-sign" htmlFor="command-bar">
          ›<span className="hidden">{w('bar.label')}</span>
        </label>
        <input
          id="command-bar"
          className="bar-input"
          data-focus="bar"
          autoComplete="off"
          spellCheck={false}
          placeholder={w('bar.hint')}
          value={text}
          onChange={event => {
            setText(event.target.value);
            setConfirming(undefined);
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter();
            else if (event.key === 'ArrowUp' && found !== undefined) {
              event.preventDefault();
              walkFound(-1);
            } else if (event.key === 'Escape') {
              if (text === '' && found === undefined) event.currentTarget.blur();
              clear();
            }
          }}
        />
        <kbd>F3</kbd>
      </div>
    </div>
  );
}

/** Arrow keys walk the results; before the first and after the last stands the bar itself. */
function walkFound(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.found-row')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 && step < 0 ? rows.length - 1 : at + step;
  (rows[next] ?? document.querySelector<HTMLElement>('[data-focus="bar"]'))?.focus();
}

function FoundList({ found, onDone }: { readonly found: Found; readonly onDone: () => void }) {
  const console = useConsole();
  const w = useSpeech();
  const nothing = found.incidents.length === 0 && found.places.length === 0;
  return (
    <section
      className="found"
      aria-label={w('bar.found')}
      onKeyDown={event => {
        if (event.key === 'Escape') onDone();
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        walkFound(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      {nothing && <p className="rows-empty">{w('bar.foundNothing')}</p>}
      {found.incidents.map(incident => (
        <button
          key={incident.incidentId}
          type="button"
          className="found-row"
          onClick={() => {
            // One that was filed is not on the board; it can be looked back at.
            if (console.board().incidents.has(incident.incidentId))
              takeIncident(console, incident.incidentId);
            else void openReplay(console, incident.incidentId);
            onDone();
          }}
        >
          <b>{incident.incidentId}</b> {w(`incident.state.${incident.state}`)} ·{' '}
          {incident.placeLabel ?? w('queue.noPlace')}{' '}
          <span className="faint numeric">{w.date(incident.openedAt)}</span>
        </button>
      ))}
      {found.places.map(hit => (
        <button
          key={hit.id}
          type="button"
          className="found-row"
          onClick={() => {
            console.desk.change(desk => ({
              ...desk,
              look: { at: hit.at, count: (desk.look?.count ?? 0) + 1 },
            }));
            onDone();
          }}
        >
          <span className="candidate-kind">{w(`place.kind.${hit.kind}`)}</span> {hit.label}{' '}
          <span className="faint">{[hit.district, hit.crossStreets].filter(Boolean).join(' · ')}</span>
        </button>
      ))}
    </section>
  );
}
