import { floorRoles, type RoleAction, roleActionIds, roleActions, roleFrom } from '@clarion/dispatch';
import { useInHand, without } from './ConditionFields.tsx';
import { useReadOnly } from './Fields.tsx';
import { sayFault, useFault } from './faults.ts';
import { LawTable } from './LawTable.tsx';

/** From which role on each action of the floor may be done: one choice a row, and what follows from it beside it. */
export function RolesForm() {
  const { w } = useInHand();
  return (
    <>
      <table className="rules-rows rules-roles" data-rows="actions">
        <thead>
          <tr>
            <th scope="col">{w('rules.may')}</th>
            {floorRoles.map(role => (
              <th key={role} scope="col">
                {w(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {roleActionIds.map(action => (
            <ActionRow key={action} action={action} />
          ))}
        </tbody>
      </table>
      <LawTable />
    </>
  );
}

function ActionRow({ action }: { readonly action: RoleAction }) {
  const { wanted, change, w } = useInHand();
  const isReadOnly = useReadOnly();
  const fault = useFault(`roles.${action}`);
  const chosen = roleFrom(action, wanted.roles);
  const { usual, from } = roleActions[action] as { readonly usual: string; readonly from: readonly string[] };
  const name = w(`rules.action.${action}`);
  const choose = (role: (typeof floorRoles)[number]) =>
    change(now => {
      const others = without(now.roles ?? {}, action);
      const said = role === usual ? others : { ...others, [action]: role };
      return { ...without(now, 'roles'), ...(Object.keys(said).length === 0 ? {} : { roles: said }) };
    });
  return (
    <tr data-action-row={action} data-from={chosen}>
      <th scope="row">
        {name}
        {fault !== undefined && <span className="rules-fault"> {sayFault(fault, w)}</span>}
      </th>
      {floorRoles.map((role, place) => {
        const may = place >= floorRoles.indexOf(chosen);
        const said = w('rules.rolesFrom', { action: name, role: w(`role.${role}`) });
        return (
          <td key={role}>
            {from.includes(role) && (
              <input
                type="radio"
                name={`roles.${action}`}
                data-field={`roles.${action}.${role}`}
                aria-label={said}
                disabled={isReadOnly}
                checked={chosen === role}
                onChange={() => choose(role)}
              />
            )}{' '}
            <span aria-hidden="true">{may ? '✓' : '–'}</span>
          </td>
        );
      })}
    </tr>
  );
}
