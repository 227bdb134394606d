import { useEffect } from 'react';
import { KeyHelp } from '../actions/KeyHelp.tsx';
import { Palette } from '../actions/Palette.tsx';
import { useKeys } from '../actions/useKeys.ts';
import { AlarmStrip } from '../alarms/AlarmStrip.tsx';
import { AlarmsPanel } from '../alarms/AlarmsPanel.tsx';
import { CommandBar } from '../bar/CommandBar.tsx';
import { BriefingPaper } from '../briefing/BriefingPaper.tsx';
import { CallCard } from '../call/CallCard.tsx';
import { dropDrafts } from '../call/card-draft.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { CordonPanel } from '../cordon/CordonPanel.tsx';
import { ExercisePanel } from '../exercise/ExercisePanel.tsx';
import { HandOverPanel } from '../hand-over/HandOverPanel.tsx';
import { IncidentPanel } from '../incident/IncidentPanel.tsx';
import { SoonerWatch } from '../incident/sooner.ts';
import { CommandPanel } from '../major/CommandPanel.tsx';
import { MapPanel } from '../map/MapPanel.tsx';
import { MoveUpStrip } from '../move-up/MoveUpStrip.tsx';
import { PaperCards } from '../offline/PaperCards.tsx';
import { ProtocolPanel } from '../protocol/ProtocolPanel.tsx';
import { ActiveBoard } from '../queue/ActiveBoard.tsx';
import { Queue } from '../queue/Queue.tsx';
import { ReadinessPanel } from '../readiness/ReadinessPanel.tsx';
import { ReplayPanel } from '../replay/ReplayPanel.tsx';
import { Later } from '../schedule/Later.tsx';
import { SettingsPanel } from '../settings/SettingsPanel.tsx';
import { ShiftsPanel } from '../shifts/ShiftsPanel.tsx';
import { StreetsPanel } from '../streets/StreetsPanel.tsx';
import { TasksPanel } from '../transfer/TasksPanel.tsx';
import { UnitBoard } from '../units/UnitBoard.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { WritingPanel } from '../writing/WritingPanel.tsx';
import { Panel } from './Panel.tsx';
import { SentPanel } from './SentPanel.tsx';
import { TopBar } from './TopBar.tsx';

/** Draws nothing: what was typed on a card goes when its call is over. Apart, or the whole floor were drawn with every entry. */
function DraftsOfOpenCalls() {
  const console = useConsole();
  const view = useCell(console.picture.board);
  useEffect(() => {
    if (view.board.head > 0)
      dropDrafts(sessionStorage, callId => view.board.calls.get(callId)?.state === 'open');
  }, [view]);
  return null;
}

/** The whole page of an operator: card, queue over active board, units, map over incident, command bar. */
export function Floor(props: { readonly theme: 'dark' | 'light'; readonly onSignOut: () => void }) {
  useKeys();
  return (
    <div className="floor">
      <DraftsOfOpenCalls />
      <SoonerWatch />
      <div className="floor-top">
        <TopBar onSignOut={props.onSignOut} />
        <AlarmStrip />
      </div>
      <main className="floor-main">
        <CallCard />
        <div className="floor-centre">
          <Queue />
          <Later />
          <ActiveBoard />
        </div>
        <UnitBoard />
        <div className="floor-right">
          <MapPanel theme={props.theme} />
          <Side />
        </div>
      </main>
      <footer className="floor-bar">
        <MoveUpStrip />
        <CommandBar />
      </footer>
      <Palette />
      <PaperCards />
      <BriefingPaper />
    </div>
  );
}

function Side() {
  const console = useConsole();
  const w = useSpeech();
  const side = useCell(console.desk, desk => desk.side);
  if (side === 'incident') return <IncidentPanel />;
  if (side === 'replay') return <ReplayPanel />;
  const titles = {
    exercise: 'exercise.title',
    settings: 'settings.title',
    sent: 'sent.title',
    keys: 'help.title',
    streets: 'streets.title',
    readiness: 'readiness.title',
    command: 'major.title',
    cordon: 'cordon.title',
    protocol: 'protocol.title',
    writing: 'writing.title',
    alarms: 'alarms.title',
    handOver: 'handOver.title',
    shifts: 'shift.title',
    tasks: 'tasks.title',
  } as const;
  const back = (
    <button
      type="button"
      className="button button-small"
      onClick={() => console.desk.change(desk => ({ ...desk, side: 'incident' }))}
    >
      {w('side.back')}
    </button>
  );
  return (
    <Panel name={side} title={w(titles[side])} tools={back} reach>
      {side === 'exercise' && <ExercisePanel />}
      {side === 'settings' && <SettingsPanel />}
      {side === 'sent' && <SentPanel />}
      {side === 'keys' && <KeyHelp />}
      {side === 'streets' && <StreetsPanel />}
      {side === 'readiness' && <ReadinessPanel />}
      {side === 'command' && <CommandPanel />}
      {side === 'cordon' && <CordonPanel />}
      {side === 'protocol' && <ProtocolPanel />}
      {side === 'writing' && <WritingPanel />}
      {side === 'alarms' && <AlarmsPanel />}
      {side === 'handOver' && <HandOverPanel />}
      {side === 'shifts' && <ShiftsPanel />}
      {side === 'tasks' && <TasksPanel />}
    </Panel>
  );
}
