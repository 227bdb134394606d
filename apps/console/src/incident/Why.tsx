import { type Candidate, type Entry, explain } from '@clarion/dispatch';
import { coverInWords } from '../recommendation/help.ts';
import { arrivalInShort, basisInWords, turnoutInWords } from '../words/arrival.ts';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

const short = (candidate: Candidate, w: Speech) =>
  [
    candidate.unitId,
    arrivalInShort(candidate) ?? '',
    [...candidate.reasons.map(reason => w.reason(reason)), turnoutInWords(candidate.eta, w)]
      .filter(Boolean)
      .join(w('list.reasonJoin')),
    candidate.cover === undefined ? '' : `(${coverInWords(candidate.cover, w)})`,
  ]
    .filter(Boolean)
    .join(' ');

/** The answer to "why that unit?" for each unit sent, from the entry alone. */
export function Why(props: { readonly entry: Entry; readonly unitIds: readonly string[] }) {
  const w = useSpeech();
  const all = props.unitIds
    .flatMap(unitId => explain(props.entry, unitId) ?? [])
    .filter(why => why.candidate !== undefined);
  const versions = all[0]?.versions;
  const ranged = all.find(why => why.candidate?.eta !== undefined)?.candidate?.eta;
  if (all.length === 0) return null;
  return (
    <details className="why">
      <summary>{w('why.title')}</summary>
      {all.map(why => (
        <p key={why.assignmentId}>
          {short(why.candidate!, w)} (
          {why.rank === undefined ? w('why.typed') : w('why.displayed', { rank: why.rank })})
          {why.nearer.length > 0 &&
            ` – ${w('why.nearer', { list: why.nearer.map(one => short(one, w)).join(' · ') })}`}
        </p>
      ))}
      {versions !== undefined && (
        <p className="faint">
          {w('why.versions', {
            graph: versions.graphHash.slice(0, 8),
            closures: versions.closuresVersion,
            speeds: [versions.speedsVersion, versions.feedVersion].filter(one => one !== undefined).join('/'),
            configuration: versions.configurationVersion,
          })}
          {versions.calibrationHash !== undefined &&
            w('why.calibration', { calibration: versions.calibrationHash.slice(0, 8) })}
          {versions.turns !== undefined &&
            w(`why.turns.${versions.turns.turns}`, { profile: w(`why.profile.${versions.turns.profile}`) })}
          {ranged !== undefined && ` – ${basisInWords(ranged, w)}`}
        </p>
      )}
    </details>
  );
}
