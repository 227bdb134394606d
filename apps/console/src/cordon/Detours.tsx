import type { CordonDetour } from '@clarion/protocol';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** How everybody else gets around: of each point the drive that becomes longest, and by which streets. On the map too. */
export function Detours({ detours }: { readonly detours: readonly CordonDetour[] }) {
  const w = useSpeech();
  if (detours.length === 0) return null;
  return (
    <section className="cordon-detours" aria-label={w('cordon.detours')}>
      <h3>{w('cordon.detours')}</h3>
      <ul>
        {detours.map(({ from, to, throughMs, aroundMs, by }) => {
          const streets = [...new Set(by.map(names => w.named(names)).filter(Boolean))];
          return (
            <li key={from} data-detour={`${from} ${to}`}>
              <b className="numeric">
                {from} → {to}
              </b>{' '}
              {aroundMs === undefined
                ? w('cordon.noDetour', { through: duration(throughMs) })
                : w('cordon.detour', { through: duration(throughMs), around: duration(aroundMs) })}
              {streets.length > 0 && (
                <span className="faint"> {w('cordon.detourBy', { streets: streets.join(' – ') })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
