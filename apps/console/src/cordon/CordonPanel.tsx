import { cordonReasons } from '@clarion/dispatch';
import { useEffect, useRef } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { ReasonAndExpiry } from '../floor/ReasonAndExpiry.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import {
  changeCordon,
  MINUTES_AT_MOST,
  RADIUS_AT_MOST_M,
  RADIUS_STEP_M,
  standingCordon,
} from './cordoning.ts';
import { Proposal } from './Proposal.tsx';
import { StandingCordon } from './StandingCordon.tsx';

/** The cordon of the incident in hand: the one that stands, or one that is about to be set. */
export function CordonPanel() {
  const console = useConsole();
  const w = useSpeech();
  const incidentId = useCell(console.desk, desk => desk.incidentId);
  useCell(console.picture.board);
  useCell(console.tick);
  const cordoning = useCell(console.desk, desk => desk.cordoning);
  if (incidentId === undefined) return <p className="rows-empty">{w('incident.none')}</p>;
  const standing = standingCordon(console, incidentId);
  const isSetting = cordoning?.incidentId === incidentId;
  return (
    <div className="cordon" data-cordon={standing?.cordonId ?? ''}>
      {standing !== undefined && !isSetting && <StandingCordon cordon={standing} />}
      {standing === undefined && !isSetting && (
        <div className="cordon-how">
          <span>{w('cordon.none', { incident: incidentId })}</span>
          <ActionButton id="beginCordon" small />
        </div>
      )}
      {isSetting && <Setting replaces={standing?.cordonId} />}
    </div>
  );
}

function Setting({ replaces }: { readonly replaces: string | undefined }) {
  const console = useConsole();
  const w = useSpeech();
  const cordoning = useCell(console.desk, desk => desk.cordoning);
  const radius = useRef<HTMLInputElement>(null);
  useEffect(() => {
    radius.current?.focus();
  }, []);
  if (cordoning === undefined || !may(console, 'SetCordon')) return null;
  const { shape, radiusM, corners, variant, reason, minutes, proposal, fault, isAsking } = cordoning;
  return (
    <>
      <div className="cordon-how">
        {shape === 'circle' ? (
          <label>
            {w('cordon.radius')}{' '}
            <input
              ref={radius}
              type="number"
              data-focus="radius"
              min={RADIUS_STEP_M}
              max={RADIUS_AT_MOST_M}
              step={RADIUS_STEP_M}
              value={radiusM}
              onChange={event => {
                const said = Math.round(event.target.valueAsNumber);
                if (said >= 1 && said <= RADIUS_AT_MOST_M) changeCordon(console, { radiusM: said });
              }}
            />
          </label>
        ) : (
          <span>{w('cordon.corners', { n: corners.length })}</span>
        )}
        <ReasonAndExpiry
          word="cordonReason"
          reasons={cordonReasons}
          reason={reason}
          onReason={chosen => changeCordon(console, { reason: chosen })}
          unit="minutes"
          amount={minutes}
          most={MINUTES_AT_MOST}
          onAmount={said => changeCordon(console, { minutes: said })}
        />
        <label>
          {w('cordon.variant')}{' '}
          <select
            value={variant}
            onChange={event =>
              changeCordon(console, { variant: event.target.value === 'farthest' ? 'farthest' : 'nearest' })
            }
          >
            <option value="nearest">{w('cordon.nearest')}</option>
            <option value="farthest">{w('cordon.farthest')}</option>
          </select>
        </label>
        <ActionButton id="drawCordon" small />
        <ActionButton id="circleCordon" small />
        <ActionButton id="setCordon" strong />
        <ActionButton id="leaveCordon" small />
      </div>
      {replaces !== undefined && <p className="cordon-warn">{w('cordon.replaces', { cordon: replaces })}</p>}
      <p role="status" className="cordon-warn">
        {fault ?? (isAsking ? w('cordon.asking') : '')}
      </p>
      {proposal !== undefined && <Proposal proposal={proposal} />}
    </>
  );
}
