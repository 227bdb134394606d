import type { Cordon } from '@clarion/dispatch';
import type { CordonReach } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { UnitChip } from '../units/UnitChip.tsx';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { holdPoint } from './cordoning.ts';
import { Detours } from './Detours.tsx';
import { Facts, PointName } from './Facts.tsx';

const ASK_EVERY_MS = 15_000;
const UNITS_OFFERED = 3;

/** A cordon that counts: how long yet, who holds which point, who could. */
export function StandingCordon({ cordon }: { readonly cordon: Cordon }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const { board } = useCell(console.picture.board);
  const { reach, detours } = useReach(cordon.cordonId);
  const { cordonId, incidentId, reason, by, since, expiresAt } = cordon;
  const held = (board.incidents.get(incidentId)?.assignmentIds ?? [])
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter(one => one.endedAt === undefined && one.point?.cordonId === cordonId);
  return (
    <>
      <div className="cordon-how">
        <b>{cordonId}</b> {w(`cordonReason.${reason}`)}
        <span className="faint">{w('streets.by', { by: by.id, time: w.time(since) })}</span>
        <span className="numeric" title={w.date(expiresAt)}>
          {w('cordon.left', { left: duration(expiresAt - now) })}
        </span>
        <ActionButton id="liftCordon" small />
        <ActionButton id="beginCordon" small />
      </div>
      <ol className="cordon-points" aria-label={w('cordon.points')}>
        {cordon.points.map((point, i) => {
          const near = reach.find(one => one.node === point.node);
          const here = held.filter(one => one.point?.node === point.node);
          const offered = (near?.units ?? []).filter(
            ({ unitId }) => !held.some(one => one.unitId === unitId),
          );
          return (
            <li key={point.node} data-point={i + 1}>
              <PointName number={i + 1} point={point} />
              <span className="cordon-held">
                {here.length === 0
                  ? w('cordon.open')
                  : here.map(({ unitId }) => (
                      <UnitChip
                        key={unitId}
                        unitId={unitId}
                        status={board.units.get(unitId)?.status ?? 'dispatched'}
                      />
                    ))}
              </span>
              <span className="cordon-reach">
                {w('cordon.within', { ten: near?.within10 ?? 0, twenty: near?.within20 ?? 0 })}
              </span>
              {may(console, 'AssignUnits') && (
                <span className="cordon-offers">
                  {offered.slice(0, UNITS_OFFERED).map(({ unitId, etaMs }) => (
                    <button
                      key={unitId}
                      type="button"
                      className="button button-small numeric"
                      aria-label={w('cordon.send', {
                        unit: unitId,
                        point: i + 1,
                        eta: duration(etaMs),
                      })}
                      onClick={() => holdPoint(console, cordon, point.node, [unitId])}
                    >
                      {unitId} {duration(etaMs)}
                    </button>
                  ))}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <Detours detours={detours} />
      <Facts held={cordon} />
    </>
  );
}

const NOTHING: Pick<CordonReach, 'reach' | 'detours'> = { reach: [], detours: [] };

/** Asked anew while it is looked at: units move. What goes around it is on the map as long. */
function useReach(cordonId: string): Pick<CordonReach, 'reach' | 'detours'> {
  const console = useConsole();
  const [known, setKnown] = useState(NOTHING);
  const sent = useCell(console.picture.board, view => view.board.lastAssignment);
  const live = useCell(console.liveness, liveness => liveness.state === 'live');
  // biome-ignore lint/correctness/useExhaustiveDependencies: who was sent is a reason to ask anew
  useEffect(() => {
    if (!live || !may(console, 'SetCordon')) return;
    const stop = new AbortController();
    const ask = async () => {
      const path = `/api/cordons/${encodeURIComponent(cordonId)}/reach`;
      const answer = await console.request.get<CordonReach>(path, stop.signal);
      if (stop.signal.aborted || !answer.ok) return;
      setKnown(answer.value);
      const { detours } = answer.value;
      console.desk.change(desk => ({ ...desk, detours: { cordonId, all: detours } }));
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
      console.desk.change(({ detours: _, ...desk }) => desk);
    };
  }, [cordonId, sent, live, console]);
  return known;
}
