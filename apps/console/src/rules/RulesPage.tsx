import { useEffect } from 'react';
import { useCell } from '../cell.ts';
import { Otherwise } from '../floor/Otherwise.tsx';
import { DrillBanner } from '../session/DrillBanner.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { AlarmForm } from './AlarmForm.tsx';
import { AreaForm } from './AreaForm.tsx';
import { CheckForm } from './CheckForm.tsx';
import { ClockForm } from './ClockForm.tsx';
import { CrewForm } from './CrewForm.tsx';
import { DeskForm } from './DeskForm.tsx';
import { DraftPanel } from './DraftPanel.tsx';
import { FaultsContext, faultsByField } from './faults.ts';
import { LevelForm } from './LevelForm.tsx';
import { PlanForm } from './PlanForm.tsx';
import { RetentionForm } from './RetentionForm.tsx';
import { RolesForm } from './RolesForm.tsx';
import { RulesTop } from './RulesTop.tsx';
import { type Section, sections, useRules } from './rules-desk.ts';
import { TypeForm } from './TypeForm.tsx';
import { sectionKey, useRulesKeys } from './useRulesKeys.ts';
import { VersionList } from './VersionList.tsx';

const LOOK_EVERY_MS = 1000;

const forms: Readonly<Record<Section, () => React.ReactNode>> = {
  types: TypeForm,
  crews: CrewForm,
  areas: AreaForm,
  levels: LevelForm,
  clocks: ClockForm,
  checks: CheckForm,
  alarms: AlarmForm,
  desks: DeskForm,
  retention: RetentionForm,
  plans: PlanForm,
  roles: RolesForm,
};

/** Sections on the left, the form, and on the right what is in hand and every version before it. */
export function RulesPage(props: { readonly kind: string | undefined; readonly onSignOut: () => void }) {
  const desk = useRules();
  const w = useSpeech();
  const section = useCell(desk.section);
  const answer = useCell(desk.answer);
  const inHand = useCell(desk.inHand);
  const fault = useCell(desk.fault);
  const told = useCell(desk.told);
  useRulesKeys();
  useEffect(() => {
    const timer = setInterval(() => void desk.look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [desk]);
  if (answer === undefined || inHand === undefined)
    return (
      <main className="plan-wrong">
        <p role="alert">{fault === undefined ? w('rules.loading') : w.fault(fault)}</p>
        <button type="button" className="button" onClick={props.onSignOut}>
          {w('session.signOut')}
        </button>
      </main>
    );
  const faults = desk.faultsInHand();
  const Form = forms[section];
  return (
    <div className="plan rules">
      <div>
        <DrillBanner kind={props.kind} />
        <RulesTop onSignOut={props.onSignOut} />
      </div>
      <p className="plan-told" role="status" aria-live="polite">
        {fault === undefined ? told : w.fault(fault)}
      </p>
      <main className="rules-body">
        <nav className="rules-sections" aria-label={w('rules.sections')}>
          {sections.map((one, i) => (
            <button
              key={one}
              type="button"
              className="rules-section"
              data-section={one}
              aria-current={one === section ? 'page' : undefined}
              onClick={() => desk.section.set(one)}
            >
              {w(`rules.section.${one}`)} <kbd>{sectionKey(i)}</kbd>
            </button>
          ))}
        </nav>
        <section
          className="rules-form"
          aria-label={w(`rules.section.${section}`)}
          data-form={section}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a table without fields is scrolled by keys too
          tabIndex={0}
        >
          <h2>{w(`rules.section.${section}`)}</h2>
          <p className="faint">{w(`rules.about.${section}`)}</p>
          <FaultsContext.Provider value={faultsByField(faults)}>
            <Otherwise instead={<p className="plan-empty">{w('panel.broken')}</p>}>
              <Form key={section} />
            </Otherwise>
          </FaultsContext.Provider>
        </section>
        <aside className="rules-side" aria-label={w('rules.side')}>
          <DraftPanel faults={faults} />
          <VersionList />
        </aside>
      </main>
    </div>
  );
}
