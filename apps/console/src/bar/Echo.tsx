import { nameNow } from '../actions/action.ts';
import { actionOf } from '../actions/table.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { Doubt, Intention } from './intention.ts';

/** What Enter would do, in full, before it does it. */
export function Echo(props: {
  readonly intention: Intention;
  readonly confirming: boolean;
  readonly eta: (unitId: string, incidentId: string) => string | undefined;
}) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const { intention } = props;

  if (intention.kind === 'empty') return <output className="echo" />;
  if (intention.kind === 'problem') {
    const params =
      intention.code === 'dispositionMissing'
        ? {
            list: [
              'handled',
              'transported',
              'noneFound',
              'falseAlarm',
              'cancelledByCaller',
              'duplicate',
              'transferred',
              'other',
            ]
              .map(one => w(`disposition.${one}`))
              .join(w('list.reasonJoin')),
          }
        : intention.params;
    return <output className="echo echo-problem">{w(`bar.problem.${intention.code}`, params)}</output>;
  }
  if (intention.kind === 'find')
    return <output className="echo">{w('bar.echo.find', { query: intention.query })}</output>;
  if (intention.kind === 'pickPlace')
    return <output className="echo">{w('bar.echo.pickPlace', { unit: intention.unitId })}</output>;
  if (intention.kind === 'closeStreet') {
    const { query, minutes, reason } = intention.line;
    const where = query || (intention.at === undefined ? w('streets.onMap') : w('streets.there'));
    return (
      <output className="echo">
        {w('streets.echo', { where, minutes, reason: w(`closure.${reason}`) })}
      </output>
    );
  }
  if (intention.kind === 'slowStreet') {
    const { query, kmh, minutes, reason } = intention.line;
    const where = query || (intention.at === undefined ? w('streets.onMap') : w('streets.there'));
    return (
      <output className="echo">
        {w('speeds.echo', { where, kmh, minutes, reason: w(`speed.${reason}`) })}
      </output>
    );
  }
  if (intention.kind === 'cordon') {
    const { radiusM, minutes, reason } = intention.line;
    const said = [
      radiusM === undefined ? '' : `${radiusM} m`,
      minutes === undefined ? '' : `${minutes} min`,
      reason === undefined ? '' : w(`cordonReason.${reason}`),
    ];
    const how = said.filter(Boolean).join(', ');
    return <output className="echo">{w('cordon.echo', { incident: intention.incidentId, how })}</output>;
  }
  if (intention.kind === 'whatIf') {
    const { without, close } = intention;
    const closing = close === '' ? [] : [w('whatIf.closed', { streets: close })];
    const what = [
      ...(without.length > 0 ? [w('whatIf.without', { units: without.join(', ') })] : []),
      ...closing,
    ];
    return (
      <output className="echo">
        {what.length === 0 ? w('bar.echo.whatIfEnd') : w('bar.echo.whatIf', { what: what.join(', ') })}
      </output>
    );
  }
  if (intention.kind === 'move') {
    const { incidentId, told, query } = intention;
    const params = { incident: incidentId, who: w(`moved.${told}`), place: query };
    return (
      <output className="echo">{w(query === '' ? 'bar.echo.movePick' : 'bar.echo.moveTo', params)}</output>
    );
  }
  if (intention.kind === 'stage') {
    const { incidentId, reason, query } = intention;
    const params = { incident: incidentId, reason: w(`staging.${reason}`), place: query };
    return (
      <output className="echo">
        {w(intention.onMap ? 'bar.echo.stagePick' : 'bar.echo.stageAt', params)}
      </output>
    );
  }
  if (intention.kind === 'replay') {
    const { incidentId: incident, since } = intention;
    const time = since === undefined ? '' : w.date(since);
    const how = incident === undefined ? 'replayFloor' : since === undefined ? 'replay' : 'replayFrom';
    return <output className="echo">{w(`bar.echo.${how}`, { incident: incident ?? '', time })}</output>;
  }
  if (intention.kind === 'lead') {
    const act = 'control' in intention ? intention.control.act : intention.act;
    const { control } = { control: undefined, ...intention };
    const params = {
      pace: control?.act === 'pace' ? control.pace : '',
      minutes: control?.act === 'jump' ? control.seconds / 60 : '',
      inject: 'inject' in intention ? intention.inject : '',
    };
    return <output className="echo echo-act">{w(`bar.echo.drill.${act}`, params)}</output>;
  }
  if (intention.kind === 'commandView')
    return <output className="echo">{w('bar.echo.action', { action: w('major.title') })}</output>;
  if (intention.kind === 'action') {
    const action = actionOf(intention.id);
    const can = action.predicate(console);
    const params = { action: w(nameNow(action, console)) };
    return (
      <output className={`echo${can ? '' : ' echo-problem'}`}>
        {w(can ? 'bar.echo.action' : 'action.notNow', params)}
      </output>
    );
  }
  if (intention.kind === 'go') {
    const what = intention.incidentId ?? intention.callId ?? intention.unitId ?? '';
    return <output className="echo">{w('bar.echo.go', { what })}</output>;
  }

  const incident = intention.incidentId === undefined ? undefined : board.incidents.get(intention.incidentId);
  const type = board.configuration?.types.find(one => one.typeId === incident?.typeId);
  const address =
    incident?.place === undefined
      ? undefined
      : [incident.place.label, incident.place.district, incident.place.crossStreets]
          .filter(Boolean)
          .join(', ');
  const withEta = intention.verb === 'dispatch' && incident !== undefined;
  return (
    <output className={`echo echo-act${intention.doubts.length > 0 ? ' echo-doubt' : ''}`}>
      {intention.onPaper !== undefined && (
        <b>
          {w('bar.echo.paper', {
            card: intention.onPaper.card,
            time: w.date(intention.onPaper.happenedAt),
          })}{' '}
        </b>
      )}
      <b>{w(`verb.${intention.verb}`).split(',')[0]}</b>{' '}
      {intention.unitIds.map(unitId => (
        <span key={unitId} className="echo-unit">
          {unitId}
          {withEta && (
            <span className="numeric"> {props.eta(unitId, incident.incidentId) ?? w('list.noEta')}</span>
          )}
        </span>
      ))}
      {intention.callId !== undefined && <span> {intention.callId}</span>}
      {incident !== undefined && (
        <span className="echo-where">
          {' → '}
          <b>{incident.incidentId}</b> {type === undefined ? '' : w.named(type.names)} ·{' '}
          {address ?? w('queue.noPlace')}
          {incident.place !== undefined && !incident.place.verified && ` (${w('place.unverified')})`}
        </span>
      )}
      {intention.detail !== undefined && (
        <span className="echo-detail">
          {' '}
          {intention.detail.startsWith('merged ')
            ? w(intention.verb === 'merge' ? 'bar.echo.merge' : 'bar.echo.link', {
                lead: intention.detail.slice(7),
              })
            : detailOf(intention.detail, w)}
        </span>
      )}
      {intention.doubts.map(doubt => (
        <span key={`${doubt.code}${'unitId' in doubt ? doubt.unitId : ''}`} className="tag tag-warn">
          {doubtInWords(doubt, w)}
        </span>
      ))}
      <span className={`echo-enter${props.confirming ? ' echo-again' : ''}`}>
        {w(
          intention.doubts.length === 0
            ? 'bar.enter'
            : props.confirming
              ? 'bar.enterAgain'
              : 'bar.enterTwice',
        )}
      </span>
    </output>
  );
}

const detailOf = (detail: string, w: ReturnType<typeof useSpeech>) =>
  /^Z\d+(-\d+)?$/.test(detail)
    ? detail
    : /^(disposition\.|override\.|callBack\.outcome\.|giveUp\.|preempt\.|staging\.|bar\.newCall)/.test(detail)
      ? w(detail)
      : /^entry\.\w+$/.test(detail)
        ? w(`${detail}.name`)
        : `“${detail}”`;

function doubtInWords(doubt: Doubt, w: ReturnType<typeof useSpeech>): string {
  return w(`bar.doubt.${doubt.code}`, {
    unit: 'unitId' in doubt ? doubt.unitId : '',
    incident: 'incidentId' in doubt ? doubt.incidentId : '',
    eta: 'travelTimeMs' in doubt ? duration(doubt.travelTimeMs) : '',
    m: 'uncertaintyM' in doubt ? Math.round(doubt.uncertaintyM) : '',
  });
}
