import {
  type CarriedCategory,
  carriedCategories,
  hospitalRoom,
  hospitalsOf,
  type Incident,
} from '@clarion/dispatch';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Choose, FigureField } from './Choose.tsx';
import { unitsThere } from './units-there.ts';

/** Which category goes to which hospital, how many, and who carries them. */
export function Allocations({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const { incidentId, major } = incident;
  const hospitals = hospitalsOf(board);
  const name = (postId: string) => w.named(hospitals.find(one => one.postId === postId)?.names) || postId;
  const standing = (major?.allocations ?? []).filter(one => one.withdrawn === undefined);
  return (
    <section aria-label={w('major.allocations')}>
      <h3>{w('major.allocations')}</h3>
      <ul className="command-list">
        {standing.map(({ number, postId, category, count, unitIds }) => (
          <li key={number} data-allocation={number}>
            <b>
              {w('major.allocation', { count, category: w(`triage.${category}`), hospital: name(postId) })}
            </b>{' '}
            <span className="faint">{unitIds.join(' ') || w('major.noUnit')}</span>{' '}
            {may(console, 'WithdrawAllocation') && (
              <button
                type="button"
                className="button button-small"
                aria-label={`${w('major.withdraw')} ${number}`}
                onClick={() => void carryOut(console, { type: 'WithdrawAllocation', incidentId, number })}
              >
                {w('major.withdraw')}
              </button>
            )}
          </li>
        ))}
        {standing.length === 0 && <li className="faint">{w('major.nothing')}</li>}
      </ul>
      {hospitals.length > 0 && may(console, 'AllocateCasualties') && (
        <AllocateForm incident={incident} name={name} />
      )}
    </section>
  );
}

function AllocateForm({
  incident,
  name,
}: {
  readonly incident: Incident;
  readonly name: (postId: string) => string;
}) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const hospitals = hospitalsOf(board);
  const [postId, setPost] = useState(hospitals[0]?.postId ?? '');
  const [category, setCategory] = useState<CarriedCategory>('immediate');
  const [count, setCount] = useState(1);
  const [unitId, setUnit] = useState('');
  const left = hospitalRoom(board, postId).left?.[category];
  const over = left === undefined ? 0 : count - Math.max(0, left);
  return (
    <form
      className="streets-how"
      aria-label={w('major.allocate')}
      onSubmit={event => {
        event.preventDefault();
        const { incidentId } = incident;
        const unitIds = unitId === '' ? [] : [unitId];
        void carryOut(console, { type: 'AllocateCasualties', incidentId, postId, category, count, unitIds });
      }}
    >
      <FigureField
        label={w('major.allocateCount')}
        value={count}
        least={1}
        spot="allocate-count"
        onChange={setCount}
      />
      <Choose
        label={w('major.category')}
        value={category}
        options={carriedCategories.map(one => [one, w(`triage.${one}`)] as const)}
        onChange={setCategory}
        spot="allocate-category"
      />
      <Choose
        label={w('major.hospital')}
        value={postId}
        options={hospitals.map(one => [one.postId, name(one.postId)] as const)}
        onChange={setPost}
        spot="allocate-hospital"
      />
      <Choose
        label={w('major.units')}
        value={unitId}
        options={[['', w('major.noUnit')], ...unitsThere(board, incident).map(one => [one, one] as const)]}
        onChange={setUnit}
        spot="allocate-unit"
      />
      <button type="submit" className="button button-small" data-do="allocate">
        {w('major.allocate')}
      </button>
      {over > 0 && (
        <p className="command-over" role="status" data-over={over}>
          {w('major.overWarning', { n: over, hospital: name(postId) })}
        </p>
      )}
    </form>
  );
}
