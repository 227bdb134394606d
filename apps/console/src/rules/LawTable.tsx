import { type CommandType, isLaw, type Role, roleCommands } from '@clarion/dispatch';
import { useSpeech } from '../words/useSpeech.ts';

/** What no centre says otherwise, and is shown. */
export function LawTable() {
  const w = useSpeech();
  const roles = Object.keys(roleCommands) as Role[];
  const commands = [...new Set(roles.flatMap(role => [...roleCommands[role]]))].filter(isLaw);
  const named = (command: CommandType) => w(`command.${command}`);
  return (
    <>
      <h3>{w('rules.rolesLaw')}</h3>
      <p className="faint">{w('rules.rolesLawLead')}</p>
      <table className="rules-rows rules-roles" data-rows="roles">
        <thead>
          <tr>
            <th scope="col">{w('rules.may')}</th>
            {roles.map(role => (
              <th key={role} scope="col">
                {w(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {commands.map(command => (
            <tr key={command}>
              <th scope="row">{named(command)}</th>
              {roles.map(role => (
                <td key={role}>{roleCommands[role].has(command) ? '✓' : ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
