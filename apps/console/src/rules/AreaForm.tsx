import { useCell } from '../cell.ts';
import { useInHand } from './ConditionFields.tsx';
import { NamesField } from './Fields.tsx';
import { useRules } from './rules-desk.ts';

/** The place's response areas under the centre's own names. */
export function AreaForm() {
  const { wanted, change, w } = useInHand();
  const { areas: ofPlace } = useCell(useRules().answer)!;
  const areas = wanted.areas ?? ofPlace;
  if (areas.length === 0) return <p className="plan-empty">{w('rules.areas.none')}</p>;
  return (
    <table className="rules-rows" data-rows="areas">
      <thead>
        <tr>
          <th scope="col">{w('rules.area')}</th>
          <th scope="col">{w('rules.names')}</th>
        </tr>
      </thead>
      <tbody>
        {areas.map(area => (
          <tr key={area.areaId} data-row={area.areaId}>
            <th scope="row">{area.areaId}</th>
            <td>
              <NamesField
                path={`areas.${area.areaId}`}
                value={area.names}
                onChange={names =>
                  change(now => ({
                    ...now,
                    areas: areas.map(one => (one.areaId === area.areaId ? { ...one, names } : one)),
                  }))
                }
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
