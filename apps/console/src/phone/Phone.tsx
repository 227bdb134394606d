import { isAdvisedToWait, type UnitStatus } from '@clarion/dispatch';
import type { Session } from '@clarion/protocol';
import { Fragment, lazy, Suspense } from 'react';
import { languageName } from '../call/language-name.ts';
import { useCell } from '../cell.ts';
import { Otherwise } from '../floor/Otherwise.tsx';
import { signs } from '../units/sign.ts';
import { arrivalInShort, basisInWords, turnoutInWords } from '../words/arrival.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CentreMessages } from './CentreMessages.tsx';
import { Changed, useConfirmedPages } from './Changed.tsx';
import { CrewPart } from './CrewPart.tsx';
import { CrewTools } from './CrewTools.tsx';
import { HelpButtons } from './HelpButtons.tsx';
import { MoveTo } from './MoveTo.tsx';
import { NextTurns } from './NextTurns.tsx';
import { OrderBanner } from './OrderBanner.tsx';
import { PlanBanner } from './PlanBanner.tsx';
import type { PhoneParts } from './parts.ts';
import { QueueList } from './QueueList.tsx';
import { statusesOf } from './queue.ts';
import { RouteSketch } from './RouteSketch.tsx';
import { StageBanner } from './StageBanner.tsx';
import { StateBanners } from './StateBanners.tsx';
import { stepsAfter } from './steps.ts';
import { useRoute, wayChanged } from './useRoute.ts';
import { WhereNow } from './WhereNow.tsx';

const PhoneMap = lazy(() => import('./PhoneMap.tsx'));

/** The crew's page: my assignment, one big button for what comes next, the way there. */
export function Phone(props: {
  readonly parts: PhoneParts;
  readonly session: Session;
  readonly theme: 'dark' | 'light';
  readonly onSignOut: () => void;
}) {
  const w = useSpeech();
  const { parts } = props;
  const view = useCell(parts.view);
  const taps = statusesOf(useCell(parts.items));
  const told = useCell(parts.told);
  const liveness = useCell(parts.liveness);
  const kind = useCell(parts.log, log => log.kind);
  const pack = useCell(parts.place);
  const tick = useCell(parts.tick);
  useConfirmedPages(parts, view);
  const current = view?.assignments.at(-1);
  const status: UnitStatus = taps.at(-1)?.status ?? view?.unit.status ?? 'available';
  const since = taps.at(-1)?.at ?? view?.unit.statusSince;
  const done = current === undefined || (taps.at(-1) !== undefined && status === 'available');
  const steps = stepsAfter(status, !done);
  const route = useRoute(
    parts,
    view?.unit.unitId,
    done ? undefined : current?.incident.incidentId,
    status,
    current === undefined ? '' : wayChanged(current),
  );

  const tap = (next: UnitStatus) => {
    if (view === undefined) return;
    parts.told.set(undefined);
    navigator.vibrate?.(30);
    parts.act({
      type: 'ReportStatus',
      unitId: view.unit.unitId,
      status: next,
      happenedAt: parts.at(),
      ...(current === undefined || next === 'outOfService'
        ? {}
        : { incidentId: current.incident.incidentId }),
    });
  };

  return (
    <div className="phone">
      <header>
        {kind !== undefined && kind !== 'live' && (
          <div className="drill phone-drill">{w('drill.banner')}</div>
        )}
        <div className="phone-top">
          <h1>{view?.unit.unitId ?? props.session.unitId}</h1>
          <span className={`phone-status status-${status}`}>
            <b aria-hidden="true">{signs[status]}</b> {w(`status.${status}`)}{' '}
            {since !== undefined && <span className="numeric">{duration(tick - since)}</span>}
          </span>
          <span className={`top-live live-${liveness.state}`}>
            {w(`link.${liveness.state === 'lost' ? 'connecting' : liveness.state}`)}
          </span>
        </div>
      </header>
      <StateBanners parts={parts} />
      <QueueList parts={parts} />
      {told !== undefined && (
        <p className="phone-told" role="alert">
          {told}
        </p>
      )}
      <main className="phone-main">
        {/* Of what waits behind the assignment in hand too. */}
        {view?.assignments.map(held => (
          <Fragment key={held.assignment.assignmentId}>
            <CentreMessages parts={parts} held={held} of={held === current ? undefined : held.incident} />
            <PlanBanner parts={parts} held={held} />
            <OrderBanner parts={parts} held={held} of={held === current ? undefined : held.incident} />
          </Fragment>
        ))}
        {done || current === undefined ? (
          <>
            {view !== undefined && <MoveTo parts={parts} view={view} />}
            {view?.moveTo === undefined && <p className="phone-none">{w('phone.none')}</p>}
          </>
        ) : (
          <section
            className={`phone-card priority-${current.incident.priority}`}
            aria-label={w('phone.assignment')}
          >
            <div className="phone-what">
              <span className="line-priority">{w('priority.short', { n: current.incident.priority })}</span>
              <strong>{current.type === undefined ? w('queue.noType') : w.named(current.type.names)}</strong>
              <span className="faint push">{current.incident.incidentId}</span>
            </div>
            <Changed parts={parts} held={current} />
            {isAdvisedToWait(current.incident, current.assignment) && (
              <p className="phone-stage">{w('change.stageYes')}</p>
            )}
            {current.incident.hazards !== undefined && (
              <p className="phone-hazards">
                {w('incident.hazards')}: {current.incident.hazards.map(one => w(`hazard.${one}`)).join(', ')}
              </p>
            )}
            {current.languages !== undefined && (
              <p className="phone-languages" data-languages>
                {w('language.atScene', {
                  languages: current.languages
                    .map(one => languageName(one.tag, [one], w))
                    .join(w.language === 'zh-CN' ? '、' : ', '),
                })}
              </p>
            )}
            <StageBanner parts={parts} held={current} />
            <p className="phone-where">
              <WhereNow parts={parts} incident={current.incident} />
            </p>
            {route !== undefined && (
              <>
                <p className="faint">
                  {w('phone.routeLength', {
                    km: (route.lengthM / 1000).toFixed(1),
                    eta: arrivalInShort(route) ?? '',
                  })}
                  {[turnoutInWords(route.eta, w), basisInWords(route.eta, w)]
                    .filter(Boolean)
                    .map(words => ` – ${words}`)}
                </p>
                <NextTurns steps={route.steps} />
                <Otherwise instead={<RouteSketch points={route.points} />}>
                  <Suspense fallback={<RouteSketch points={route.points} />}>
                    {pack !== undefined && <PhoneMap pack={pack} theme={props.theme} points={route.points} />}
                  </Suspense>
                </Otherwise>
              </>
            )}
            {(view?.assignments.length ?? 0) > 1 && (
              <p className="faint">
                {w('phone.others')}:{' '}
                {view?.assignments
                  .slice(0, -1)
                  .map(one => one.incident.incidentId)
                  .join(', ')}
              </p>
            )}
          </section>
        )}
        <CrewPart parts={parts} />
      </main>
      <nav className="phone-buttons" aria-label={w('phone.next')}>
        {view !== undefined && (
          <CrewTools
            parts={parts}
            unitId={view.unit.unitId}
            incidentId={done ? undefined : current?.incident.incidentId}
          />
        )}
        <div className="phone-others">
          {steps.others.map(one => (
            <button
              key={one}
              type="button"
              className={`phone-other status-${one}`}
              data-status={one}
              onClick={() => tap(one)}
            >
              <b aria-hidden="true">{signs[one]}</b> {w(`status.${one}`)}
            </button>
          ))}
        </div>
        {steps.next !== undefined && (
          <button
            type="button"
            className="phone-big"
            data-status={steps.next}
            onClick={() => tap(steps.next!)}
          >
            <b aria-hidden="true">{signs[steps.next]}</b> {w(`status.${steps.next}`)}
          </button>
        )}
        <p className="phone-foot faint">
          {w('phone.undoHint')}
          <HelpButtons
            help={parts.help}
            cries={parts.cries}
            view={parts.view}
            unitId={props.session.unitId ?? view?.unit.unitId ?? ''}
            now={parts.now}
          />
          <button type="button" className="top-tool" onClick={props.onSignOut}>
            {w('session.signOut')}
          </button>
        </p>
      </nav>
    </div>
  );
}
