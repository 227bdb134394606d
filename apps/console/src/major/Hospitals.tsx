import {
  type CapacityCounts,
  carriedCategories,
  type FigureSource,
  figureSources,
  hospitalRooms,
  hospitalsOf,
} from '@clarion/dispatch';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Age } from '../floor/Age.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { Choose, FigureField } from './Choose.tsx';

/** What each hospital can still take, by category, with how old its figure is and how it was told. */
export function Hospitals() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const hospitals = hospitalsOf(board);
  const rooms = hospitalRooms(board);
  if (hospitals.length === 0) return <p className="faint">{w('major.noHospitals')}</p>;
  return (
    <section aria-label={w('major.hospitals')}>
      <table className="figures">
        <caption>
          {w('major.hospitals')}: {w('major.room')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{w('major.hospital')}</th>
            {carriedCategories.map(one => (
              <th key={one} scope="col">
                {w(`triage.${one}`)}
              </th>
            ))}
            <th scope="col">{w('major.age')}</th>
          </tr>
        </thead>
        <tbody>
          {rooms.map(({ postId, told, left }, i) => (
            <tr key={postId} data-hospital={postId}>
              <th scope="row">{w.named(hospitals[i]?.names) || postId}</th>
              {carriedCategories.map(one => {
                const n = left?.[one];
                return (
                  <td key={one} className={`numeric${n !== undefined && n < 0 ? ' command-over' : ''}`}>
                    {n === undefined ? '—' : n < 0 ? w('major.over', { n: -n }) : n}
                  </td>
                );
              })}
              <td>
                {told === undefined ? (
                  w('major.notTold')
                ) : (
                  <>
                    {w(`figure.${told.told}`)} <Age since={told.at} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {may(console, 'TellCapacity') && <CapacityForm />}
    </section>
  );
}

function CapacityForm() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const hospitals = hospitalsOf(board);
  const [chosen, setChosen] = useState(hospitals[0]?.postId ?? '');
  const [capacity, setCapacity] = useState<CapacityCounts>({ immediate: 0, delayed: 0, minor: 0 });
  const [told, setTold] = useState<FigureSource>('phone');
  return (
    <form
      className="streets-how"
      aria-label={w('major.tellCapacity')}
      onSubmit={event => {
        event.preventDefault();
        void carryOut(console, { type: 'TellCapacity', postId: chosen, capacity, told });
      }}
    >
      <Choose
        label={w('major.hospital')}
        value={chosen}
        options={hospitals.map(one => [one.postId, w.named(one.names) || one.postId] as const)}
        onChange={setChosen}
        spot="capacity-hospital"
      />
      {carriedCategories.map(one => (
        <FigureField
          key={one}
          label={w(`triage.${one}`)}
          value={capacity[one]}
          spot={`capacity-${one}`}
          onChange={n => setCapacity({ ...capacity, [one]: n })}
        />
      ))}
      <Choose
        label={w('major.told')}
        value={told}
        options={figureSources.map(one => [one, w(`figure.${one}`)] as const)}
        onChange={setTold}
      />
      <button type="submit" className="button button-small" data-do="capacity">
        {w('major.tellCapacity')}
      </button>
    </form>
  );
}
