import { type Incident, proposedStaging, waitingSince } from '@clarion/dispatch';
import { useEffect, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { SpokenThere } from '../call/SpokenThere.tsx';
import { useCell } from '../cell.ts';
import { Ribbon } from '../clocks/Ribbon.tsx';
import { useConsole } from '../console.ts';
import { Messages, messageCount } from '../crews/Messages.tsx';
import { Photos } from '../crews/Photos.tsx';
import { PlanStrip } from '../emergency-plan/PlanStrip.tsx';
import { Since } from '../floor/Age.tsx';
import { Panel } from '../floor/Panel.tsx';
import { HazardStrip } from '../hazard/HazardStrip.tsx';
import { MajorMark } from '../major/MajorStrip.tsx';
import { PlaceOf } from '../moving/MovedPlace.tsx';
import { Recommendation } from '../recommendation/Recommendation.tsx';
import { useOffer } from '../recommendation/useOffer.ts';
import { WhatIf } from '../recommendation/WhatIf.tsx';
import { ScheduledStrip } from '../schedule/ScheduledStrip.tsx';
import { StagingStrip } from '../staging/Staged.tsx';
import { TransferPart } from '../transfer/TransferPart.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { AskOverride } from './AskOverride.tsx';
import { AskPurpose } from './AskPurpose.tsx';
import { Assigned } from './Assigned.tsx';
import { Changes } from './Changes.tsx';
import { Related } from './Related.tsx';
import { Timeline } from './Timeline.tsx';
import { useEntries } from './useEntries.ts';
import { useSealed } from './useSealed.ts';

/** The incident in hand: units on it, units to send, its story. */
export function IncidentPanel() {
  const console = useConsole();
  const w = useSpeech();
  const incidentId = useCell(console.desk, desk => desk.incidentId);
  const incident = useCell(console.picture.board, view =>
    incidentId === undefined ? undefined : view.board.incidents.get(incidentId),
  );
  const wanted = incident?.state === 'open' && may(console, 'AssignUnits');
  useOffer(incident?.incidentId, incident?.changedSeq ?? 0, wanted);
  return (
    <Panel
      name="incident"
      title={w('incident.title')}
      count={incident?.incidentId}
      tools={
        <>
          <ActionButton id="replay" small />
          <ActionButton id="cordon" small />
          <ActionButton id="close" small />
          <ActionButton id="reopen" small />
        </>
      }
    >
      {incident === undefined ? (
        <p className="rows-empty">{w('incident.none')}</p>
      ) : (
        <InHand key={incident.incidentId} incident={incident} offers={wanted} />
      )}
    </Panel>
  );
}

/** The second and the third are one key each; those above are said in the command bar. */
const nextAlarm = ({ alarm = 1 }: Incident) => (alarm < 3 ? `alarm${alarm + 1}` : 'raiseAlarm');

function InHand({ incident, offers }: { readonly incident: Incident; readonly offers: boolean }) {
  const console = useConsole();
  const w = useSpeech();
  const type = useCell(console.picture.board, view =>
    view.board.configuration?.types.find(one => one.typeId === incident.typeId),
  );
  const words = useCell(console.picture.board, view =>
    incident.callIds.reduce((sum, callId) => sum + (view.board.calls.get(callId)?.words.length ?? 0), 0),
  );
  // Unit statuses change the story without changing the incident's own record.
  const stamp = useCell(console.picture.board, view =>
    incident.assignmentIds.reduce(
      (most, id) =>
        Math.max(most, view.board.units.get(view.board.assignments.get(id)?.unitId ?? '')?.changedSeq ?? 0),
      incident.changedSeq,
    ),
  );
  const told = useCell(console.picture.board, view =>
    messageCount(
      incident,
      incident.assignmentIds.flatMap(id => view.board.assignments.get(id) ?? []),
    ),
  );
  const entries = useEntries(incident.incidentId, stamp + words);
  const sealed = useSealed(
    { incidentId: incident.incidentId },
    incident.notes.length + words + told + (incident.moves?.length ?? 0),
  );
  return (
    <div className={`incident priority-${incident.priority}`} data-incident={incident.incidentId}>
      <div className="incident-head">
        <span className="line-priority">{w('priority.short', { n: incident.priority })}</span>
        <div className="incident-title">
          <strong className="incident-type">
            {type === undefined ? w('queue.noType') : w.named(type.names)}
          </strong>
          {incident.alarm !== undefined && (
            <span className="tag tag-late">{w('alarm.short', { n: incident.alarm })}</span>
          )}
          <MajorMark incident={incident} />
          <ActionButton id={nextAlarm(incident)} small />
        </div>
        <span className="push">
          {incident.state === 'closed' ? (
            <span className="tag">
              {w('incident.closed')} · {incident.disposition && w(`disposition.${incident.disposition}`)}
            </span>
          ) : (
            <Since at={waitingSince(console.board(), incident)} />
          )}
        </span>
        <div className="incident-place">
          <PlaceOf incident={incident} />
          <SpokenThere incident={incident} />
          {(incident.hazards !== undefined || proposedStaging(incident) !== undefined) && (
            <span className="incident-hazards">
              {proposedStaging(incident) && <b>{w('change.stageYes')} </b>}
              {(incident.hazards ?? []).map(one => w(`hazard.${one}`)).join(', ')}
            </span>
          )}
        </div>
      </div>
      <Ribbon incident={incident} />
      <Related incident={incident} />
      <ScheduledStrip incident={incident} />
      <HazardStrip incident={incident} />
      <StagingStrip incident={incident} />
      <PlanStrip incident={incident} />
      <TransferPart about={incident} />
      <div className="incident-columns">
        <div className="incident-units">
          <AskOverride />
          {incident.state === 'open' && <Changes incident={incident} />}
          {offers && <WhatIf />}
          {offers && <Recommendation />}
          <Assigned incident={incident} />
          {offers && (
            <div className="incident-send">
              <ActionButton id="dispatch" strong />
              <ActionButton id="whatIf" small />
            </div>
          )}
        </div>
        <div className="incident-story">
          <Messages incident={incident} texts={sealed.texts} />
          <Photos incident={incident} />
          <Timeline incidentId={incident.incidentId} entries={entries} texts={sealed.texts} />
          <AskPurpose sealed={sealed} />
          {may(console, 'AddNote') && <Note incidentId={incident.incidentId} />}
        </div>
      </div>
    </div>
  );
}

function Note({ incidentId }: { readonly incidentId: string }) {
  const console = useConsole();
  const w = useSpeech();
  const key = `clarion.note.${incidentId}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  useEffect(() => {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  }, [key, text]);
  const send = async () => {
    const note = text.trim();
    if (note === '') return;
    setText('');
    const sent = await carryOut(console, { type: 'AddNote', incidentId, text: note });
    if (sent.state === 'refused') setText(now => now || note);
  };
  return (
    <label className="note">
      <span className="hidden">{w('incident.note')}</span>
      <input
        className="input"
        data-focus="note"
        autoComplete="off"
        placeholder={w('incident.noteHint')}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void send();
        }}
      />
    </label>
  );
}
