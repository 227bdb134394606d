import { commandRoles, type Incident, rolesHeld } from '@clarion/dispatch';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { unitsThere } from './units-there.ts';

/** The command structure: each role with the unit that holds it, since when; another is chosen in its row. */
export function Roles({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const held = rolesHeld(board, incident);
  const there = unitsThere(board, incident);
  const { incidentId } = incident;
  return (
    <section aria-label={w('major.roles')}>
      <h3>{w('major.roles')}</h3>
      <ul className="command-roles">
        {commandRoles.map(role => {
          const holder = held.find(one => one.role === role);
          return (
            <li key={role} data-role={role}>
              <label>
                <span>{w(`commandRole.${role}`)}</span>{' '}
                <select
                  value={holder?.unitId ?? ''}
                  disabled={!may(console, 'GiveRole')}
                  onChange={event => {
                    const unitId = event.target.value;
                    void carryOut(
                      console,
                      unitId === ''
                        ? { type: 'EndRole', incidentId, role }
                        : { type: 'GiveRole', incidentId, role, unitId },
                    );
                  }}
                >
                  <option value="">{w('major.nobody')}</option>
                  {there.map(one => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
                </select>
              </label>{' '}
              {holder !== undefined && <span className="faint numeric">{w.time(holder.since)}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
