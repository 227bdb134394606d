import type { CordonProposal } from '@clarion/protocol';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Detours } from './Detours.tsx';
import { Facts, PointName } from './Facts.tsx';

/** What a cordon would be: its points with who can be there, the ways out, people inside, ways around. */
export function Proposal({ proposal }: { readonly proposal: CordonProposal }) {
  const w = useSpeech();
  const { points, reach, detours, reachesMapEdge } = proposal;
  return (
    <>
      <Facts held={proposal} />
      {reachesMapEdge && <p className="cordon-warn">{w('cordon.mapEdge')}</p>}
      {points.length === 0 && <p>{w('cordon.noPoints')}</p>}
      <ol className="cordon-points" aria-label={w('cordon.points')}>
        {points.map((point, i) => (
          <li key={point.node} data-point={i + 1}>
            <PointName number={i + 1} point={point} />
            <span className="cordon-reach">
              {w('cordon.within', { ten: reach[i]?.within10 ?? 0, twenty: reach[i]?.within20 ?? 0 })}
            </span>
            <span className="numeric">
              {(reach[i]?.units ?? [])
                .slice(0, 3)
                .map(unit => `${unit.unitId} ${duration(unit.etaMs)}`)
                .join(' · ') || w('cordon.nobody')}
            </span>
          </li>
        ))}
      </ol>
      <Detours detours={detours} />
    </>
  );
}
