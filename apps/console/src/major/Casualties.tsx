import {
  allocated,
  type CasualtyCounts,
  COLLECTING_PLACES,
  carriedCategories,
  casualties,
  type FigureSource,
  figureSources,
  type Incident,
  triageCategories,
} from '@clarion/dispatch';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useConsole } from '../console.ts';
import { Age } from '../floor/Age.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { Choose, FigureField } from './Choose.tsx';

/** Casualties by category: counted, with a hospital, waiting; by place with who told it; and the form that records a count. */
export function Casualties({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { major } = incident;
  if (major === undefined) return null;
  const counted = casualties(major);
  const sent = allocated(major);
  return (
    <section aria-label={w('major.casualties')}>
      <table className="figures" data-casualties={incident.incidentId}>
        <caption>{w('major.casualties')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('major.category')}</th>
            <th scope="col">{w('major.counted')}</th>
            <th scope="col">{w('major.sent')}</th>
            <th scope="col">{w('major.left')}</th>
          </tr>
        </thead>
        <tbody>
          {triageCategories.map(one => {
            const carried = carriedCategories.find(each => each === one);
            return (
              <tr key={one} data-category={one} className={`triage-${one}`}>
                <th scope="row">{w(`triage.${one}`)}</th>
                <td className="numeric">{counted[one]}</td>
                <td className="numeric">{carried === undefined ? '—' : sent[carried]}</td>
                <td className="numeric">{carried === undefined ? '—' : counted[one] - sent[carried]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <ul className="command-list">
        {major.counts.map(({ place, counts, told, by, at }) => (
          <li key={place} data-place={place}>
            {w('major.placeLine', {
              place,
              counts: triageCategories.map(one => counts[one]).join(' / '),
              told: w(`figure.${told}`),
              by: by.id,
            })}{' '}
            <Age since={at} />
          </li>
        ))}
      </ul>
      {may(console, 'CountCasualties') && <CountForm incident={incident} />}
    </section>
  );
}

const NONE: CasualtyCounts = { immediate: 0, delayed: 0, minor: 0, deceased: 0 };

function CountForm({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const known = (place: number) => incident.major?.counts.find(one => one.place === place)?.counts ?? NONE;
  const [place, setPlace] = useState(1);
  const [counts, setCounts] = useState<CasualtyCounts>(known(1));
  const [told, setTold] = useState<FigureSource>('radio');
  return (
    <form
      className="streets-how"
      aria-label={w('major.count')}
      onSubmit={event => {
        event.preventDefault();
        const { incidentId } = incident;
        void carryOut(console, { type: 'CountCasualties', incidentId, place, counts, told });
      }}
    >
      <FigureField
        label={w('major.place')}
        value={place}
        least={1}
        most={COLLECTING_PLACES}
        spot="count-place"
        onChange={one => {
          setPlace(one);
          setCounts(known(one));
        }}
      />
      {triageCategories.map(one => (
        <FigureField
          key={one}
          label={w(`triage.${one}`)}
          value={counts[one]}
          spot={`count-${one}`}
          onChange={n => setCounts({ ...counts, [one]: n })}
        />
      ))}
      <Choose
        label={w('major.told')}
        value={told}
        options={figureSources.map(one => [one, w(`figure.${one}`)] as const)}
        onChange={setTold}
      />
      <button type="submit" className="button button-small" data-do="count">
        {w('major.count')}
      </button>
    </form>
  );
}
