import type { UnitDescription } from '@clarion/dispatch';
import { useInHand, without } from './ConditionFields.tsx';
import { NumberField, SomeField, TextField } from './Fields.tsx';
import { capabilityName } from './options.ts';

/** How many people each thing takes, and what each unit's crew is. */
export function CrewForm() {
  const { wanted, change, options, w } = useInHand();
  const minimum = wanted.minimumPeople ?? {};
  const setUnit = (next: UnitDescription) =>
    change(now => ({ ...now, units: now.units.map(unit => (unit.unitId === next.unitId ? next : unit)) }));
  const asked = new Set([...Object.keys(minimum), ...wanted.units.flatMap(unit => unit.capabilities)]);
  return (
    <>
      <h3>{w('rules.minimumPeople')}</h3>
      <div className="plan-row">
        {[...asked].map(capability => (
          <NumberField
            key={capability}
            label={capabilityName(capability, w)}
            path={`minimumPeople.${capability}`}
            value={minimum[capability]}
            placeholder="1"
            onChange={people =>
              change(now => {
                const { [capability]: _, ...rest } = now.minimumPeople ?? {};
                return {
                  ...now,
                  minimumPeople: people === undefined ? rest : { ...rest, [capability]: people },
                };
              })
            }
          />
        ))}
      </div>
      <h3>{w('rules.units')}</h3>
      <table className="rules-rows" data-rows="units">
        <thead>
          <tr>
            {['rules.unit', 'rules.kind', 'rules.people', 'rules.crewId', 'rules.capabilities'].map(key => (
              <th key={key} scope="col">
                {w(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wanted.units.map(unit => {
            const path = `units.${unit.unitId}`;
            return (
              <tr key={unit.unitId} data-row={unit.unitId}>
                <th scope="row">{unit.unitId}</th>
                <td className="faint">
                  {w(`agency.${unit.agency}`)} · {unit.kind}
                </td>
                <td>
                  <NumberField
                    bare
                    label={`${unit.unitId} ${w('rules.people')}`}
                    path={`${path}.people`}
                    value={unit.people}
                    onChange={people =>
                      setUnit(people === undefined ? without(unit, 'people') : { ...unit, people })
                    }
                  />
                </td>
                <td>
                  <TextField
                    bare
                    label={`${unit.unitId} ${w('rules.crewId')}`}
                    path={`${path}.crewId`}
                    value={unit.crewId ?? ''}
                    onChange={crewId =>
                      setUnit(crewId === '' ? without(unit, 'crewId') : { ...unit, crewId })
                    }
                  />
                </td>
                <td>
                  <SomeField
                    bare
                    label={`${unit.unitId} ${w('rules.capabilities')}`}
                    path={`${path}.capabilities`}
                    value={unit.capabilities}
                    options={options.capabilities}
                    all={w('rules.none')}
                    onChange={capabilities => setUnit({ ...unit, capabilities })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
