import { lazy, Suspense, useEffect, useRef } from 'react';
import { useCell } from '../cell.ts';
import { Otherwise } from '../floor/Otherwise.tsx';
import { DrillBanner } from '../session/DrillBanner.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { AreasPanel } from './AreasPanel.tsx';
import { ComparePanel } from './ComparePanel.tsx';
import { CoverPanel } from './CoverPanel.tsx';
import { DayPanel } from './DayPanel.tsx';
import { PlanTop } from './PlanTop.tsx';
import { PostPanel } from './PostPanel.tsx';
import { PublishPanel } from './PublishPanel.tsx';
import { type Tab, tabs, usePlanner } from './planner.ts';
import { ReportPanel } from './ReportPanel.tsx';
import { SuggestPanel } from './SuggestPanel.tsx';
import { usePlanKeys } from './usePlanKeys.ts';

const PlanMap = lazy(() => import('./PlanMap.tsx'));

const panels: Readonly<Record<Tab, () => React.ReactNode>> = {
  cover: CoverPanel,
  compare: ComparePanel,
  suggest: SuggestPanel,
  day: DayPanel,
  publish: PublishPanel,
  report: ReportPanel,
  areas: AreasPanel,
};

/** Posts on the left, the map, and what they come to on the right; plans that are compared have the whole width. */
export function PlanPage(props: {
  readonly theme: 'dark' | 'light';
  readonly kind: string | undefined;
  readonly onSignOut: () => void;
}) {
  const planner = usePlanner();
  const w = useSpeech();
  const tab = useCell(planner.desk, desk => desk.tab);
  const ground = useCell(planner.ground);
  const fault = useCell(planner.fault);
  const told = useCell(planner.told);
  usePlanKeys();
  const Panel = panels[tab];
  if (ground === undefined)
    return (
      <main className="plan-wrong">
        <p role="alert">{fault === undefined ? w('plan.loading') : w.fault(fault)}</p>
        <button type="button" className="button" onClick={props.onSignOut}>
          {w('session.signOut')}
        </button>
      </main>
    );
  return (
    <div className="plan">
      <div>
        <DrillBanner kind={props.kind} />
        <PlanTop onSignOut={props.onSignOut} />
      </div>
      <p className="plan-told" role="status" aria-live="polite">
        {fault === undefined ? told : w.fault(fault)}
      </p>
      <main className="plan-body" data-tab={tab}>
        {tab !== 'compare' && (
          <>
            <section className="plan-posts" aria-label={w('plan.posts')}>
              <PostPanel />
            </section>
            <section className="plan-map" aria-label={w('map.label')}>
              <Otherwise instead={<p className="map-absent">{w('map.absent')}</p>}>
                <Suspense fallback={<p className="map-absent">{w('map.loading')}</p>}>
                  <PlanMap theme={props.theme} />
                </Suspense>
              </Otherwise>
            </section>
          </>
        )}
        <section className="plan-side">
          <Tabs tab={tab} />
          <div
            id="plan-panel"
            role="tabpanel"
            aria-labelledby={`plan-tab-${tab}`}
            className="plan-panel"
            key={tab}
          >
            <Otherwise instead={<p className="plan-empty">{w('panel.broken')}</p>}>
              <Panel />
            </Otherwise>
          </div>
        </section>
      </main>
    </div>
  );
}

function Tabs({ tab }: { readonly tab: Tab }) {
  const planner = usePlanner();
  const w = useSpeech();
  const row = useRef<HTMLDivElement>(null);
  const focused = useRef(false);
  useEffect(() => {
    if (focused.current) row.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  });
  return (
    <div
      ref={row}
      className="plan-tabs"
      role="tablist"
      aria-label={w('plan.tabs')}
      onFocus={() => {
        focused.current = true;
      }}
      onBlur={() => {
        focused.current = false;
      }}
    >
      {tabs.map((one, i) => (
        <button
          key={one}
          id={`plan-tab-${one}`}
          type="button"
          role="tab"
          aria-selected={one === tab}
          aria-controls="plan-panel"
          tabIndex={one === tab ? 0 : -1}
          className="plan-tab"
          onClick={() => planner.show(one)}
          onKeyDown={event => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            if (step !== 0) planner.show(tabs[(i + step + tabs.length) % tabs.length]!);
          }}
        >
          {w(`plan.tab.${one}`)} <kbd title={`Alt+${i + 1}`}>{i + 1}</kbd>
        </button>
      ))}
    </div>
  );
}
