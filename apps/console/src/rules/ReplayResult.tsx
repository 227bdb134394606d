import type { Configuration, Need, RulesReplay } from '@clarion/dispatch';
import { useSpeech } from '../words/useSpeech.ts';
import { capabilityName } from './options.ts';

/** Where the recommendation would have been another, by type and incident by incident, and what would have been short. */
export function ReplayResult(props: {
  readonly replay: RulesReplay;
  readonly named: Configuration;
  readonly isOpen: boolean;
}) {
  const w = useSpeech();
  const { replay, named } = props;
  const typeName = (typeId: string) =>
    w.named(named.types.find(type => type.typeId === typeId)?.names) || typeId;
  const short = (missing: readonly Need[]) =>
    missing
      .map(({ capability, count }) =>
        w('rules.countOf', { count, capability: capabilityName(capability, w) }),
      )
      .join(w('rules.comma'));
  const differing = replay.byType.filter(one => one.differing > 0);
  return (
    <details className="rules-replay" open={props.isOpen} data-replayed={replay.incidents}>
      <summary data-differing={replay.differing}>
        {w('rules.replayed', {
          differing: replay.differing,
          incidents: replay.incidents,
          version: replay.against,
        })}
      </summary>
      <p className="faint">
        {w('rules.replayedOf', { since: w.date(replay.since), until: w.date(replay.until) })}
        {replay.left > 0 && ` ${w('rules.replayedLeft', { left: replay.left })}`}
      </p>
      {replay.refused !== undefined && (
        <>
          <h4>{w('rules.refused')}</h4>
          <ul className="rules-refused" data-refused={replay.refused.length}>
            {replay.refused.map(({ action, role, count }) => (
              <li key={`${action} ${role}`} data-action-refused={action}>
                {w('rules.refusedOne', {
                  action: w(`rules.action.${action}`),
                  role: w(`role.${role}`),
                  count,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {differing.length > 0 && (
        <table className="rules-rows" data-rows="byType">
          <thead>
            <tr>
              {['rules.type', 'rules.incidents', 'rules.otherwise', 'rules.wasShort', 'rules.nowShort'].map(
                key => (
                  <th key={key} scope="col">
                    {w(key)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {differing.map(one => (
              <tr key={one.typeId} data-type={one.typeId}>
                <th scope="row">{typeName(one.typeId)}</th>
                <td>{one.incidents}</td>
                <td>{one.differing}</td>
                <td>{one.wasShort}</td>
                <td>{one.nowShort}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {replay.differences.length > 0 && (
        <table className="rules-rows" data-rows="differences">
          <thead>
            <tr>
              {['rules.incident', 'rules.was', 'rules.now'].map(key => (
                <th key={key} scope="col">
                  {w(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {replay.differences.map(one => (
              <tr key={one.incidentId} data-incident={one.incidentId}>
                <th scope="row">
                  {one.incidentId} <span className="faint">{typeName(one.typeId)}</span>
                </th>
                {([one.was, one.now] as const).map((units, i) => {
                  const missing = i === 0 ? one.wasMissing : one.nowMissing;
                  return (
                    <td key={i === 0 ? 'was' : 'now'}>
                      {units.join(' ') || w('rules.nobody')}
                      {missing.length > 0 && (
                        <span className="rules-short"> {w('rules.short', { what: short(missing) })}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
