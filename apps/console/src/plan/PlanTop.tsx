import { useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { servicesOf, usePlanner } from './planner.ts';
import { NOW, VARIANTS_AT_MOST } from './variant.ts';

const SATURDAY = 120;
/** Of a Monday and a Saturday: recorded drives tell weekdays from weekends. */
const hoursToChoose = [0, SATURDAY].flatMap(day => Array.from({ length: 24 }, (_, hour) => day + hour));

/** What is planned: which plan, for which service, within which times, at which hour; language, theme, who. */
export function PlanTop(props: { readonly onSignOut: () => void }) {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const session = useCell(planner.session)!;
  const place = useCell(planner.place);
  const settings = useCell(planner.settings);
  return (
    <header className="plan-top">
      <span className="top-mark" aria-hidden="true" />
      <h1>{w('plan.title')}</h1>
      <span className="faint">{w.named(place?.name)}</span>
      <fieldset className="plan-variants">
        <legend className="hidden">{w('plan.which')}</legend>
        {desk.variants.map(one => (
          <button
            key={one.id}
            type="button"
            className="plan-variant"
            aria-pressed={one.id === desk.variantId}
            data-variant={one.id}
            onClick={() => planner.take(one.id)}
          >
            {variantName(one.id, w)}
          </button>
        ))}
        {desk.variants.length < VARIANTS_AT_MOST && (
          <button type="button" className="plan-variant" data-do="copy" onClick={() => planner.addVariant()}>
            {w('plan.copy')}
          </button>
        )}
        {desk.variantId !== NOW && (
          <>
            <button type="button" className="plan-variant" data-do="reset" onClick={() => planner.reset()}>
              {w('plan.reset')}
            </button>
            {desk.variants.length > 2 && (
              <button
                type="button"
                className="plan-variant"
                data-do="drop"
                onClick={() => planner.dropVariant(desk.variantId)}
              >
                {w('plan.drop')}
              </button>
            )}
          </>
        )}
      </fieldset>
      <label>
        {w('plan.service')}{' '}
        <select
          value={desk.agency}
          data-do="service"
          onChange={event => planner.set({ agency: event.target.value })}
        >
          {servicesOf(ground).map(agency => (
            <option key={agency} value={agency}>
              {w(`agency.${agency}`)}
            </option>
          ))}
        </select>
      </label>
      <Minutes />
      {ground.byHour && (
        <label>
          {w('plan.hour')}{' '}
          <select
            value={desk.hourOfWeek ?? ''}
            onChange={event =>
              planner.set({ hourOfWeek: event.target.value === '' ? undefined : Number(event.target.value) })
            }
          >
            <option value="">{w('plan.anyHour')}</option>
            {hoursToChoose.map(hour => (
              <option key={hour} value={hour}>
                {w(hour < SATURDAY ? 'plan.weekday' : 'plan.weekend')} {String(hour % 24).padStart(2, '0')}:00
              </option>
            ))}
          </select>
        </label>
      )}
      <span className="push" />
      <button
        type="button"
        className="top-tool"
        onClick={() =>
          planner.settings.change(now => ({ ...now, language: now.language === 'en' ? 'zh-CN' : 'en' }))
        }
      >
        {w('top.otherLanguage')}
      </button>
      <button
        type="button"
        className="top-tool"
        onClick={() =>
          planner.settings.change(now => ({ ...now, theme: now.theme === 'light' ? 'dark' : 'light' }))
        }
      >
        {w(settings.theme === 'light' ? 'theme.dark' : 'theme.light')}
      </button>
      <span className="plan-who">
        {session.displayName} · {w(`role.${session.role}`)}
      </span>
      <button type="button" className="top-tool" onClick={props.onSignOut}>
        {w('session.signOut')}
      </button>
    </header>
  );
}

export const variantName = (
  id: string,
  w: (key: string, facts?: Record<string, unknown>) => string,
): string => {
  if (id === NOW) return w('plan.now');
  return id.startsWith('plan-')
    ? w('plan.numbered', { number: id.slice('plan-'.length) })
    : w('plan.published', { id });
};

/** `1 3 8`: any times, up to six, in minutes. */
function Minutes() {
  const planner = usePlanner();
  const w = useSpeech();
  const minutes = useCell(planner.desk, desk => desk.minutes);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const read = readMinutes(typed ?? '');
  const done = () => {
    if (typed !== undefined && read !== undefined) planner.set({ minutes: read });
    setTyped(undefined);
  };
  return (
    <label>
      {w('plan.minutes')}{' '}
      <input
        className="input plan-minutes"
        value={typed ?? minutes.join(' ')}
        aria-invalid={typed !== undefined && read === undefined}
        data-do="minutes"
        onChange={event => setTyped(event.target.value)}
        onBlur={done}
        onKeyDown={event => {
          if (event.key === 'Enter') done();
          if (event.key === 'Escape') setTyped(undefined);
        }}
      />
    </label>
  );
}

/** Up to six different times in rising order; undefined: there is something else in it. */
export function readMinutes(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;/、，]+/).filter(part => part !== '');
  const numbers = [...new Set(parts.map(Number))].sort((a, b) => a - b);
  const fits = numbers.length > 0 && numbers.length <= 6 && numbers.every(one => one > 0 && one <= 120);
  return fits ? numbers : undefined;
}
