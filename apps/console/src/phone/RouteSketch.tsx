import type { LngLat } from '@clarion/measure';
import { useSpeech } from '../words/useSpeech.ts';

const SIZE = 300;
const EDGE = 22;

/** The way as a line on paper: enough to turn the right way where no map can be drawn. */
export function RouteSketch(props: { readonly points: readonly LngLat[] }) {
  const w = useSpeech();
  const first = props.points[0];
  if (first === undefined) return null;
  const flat = Math.cos((first[1] * Math.PI) / 180);
  const xy = props.points.map(([lng, lat]) => [lng * flat, -lat] as const);
  const xs = xy.map(([x]) => x);
  const ys = xy.map(([, y]) => y);
  const [west, north] = [Math.min(...xs), Math.min(...ys)];
  const span = Math.max(Math.max(...xs) - west, Math.max(...ys) - north, 1e-6);
  const scale = (SIZE - 2 * EDGE) / span;
  const drawn = xy.map(([x, y]) => [EDGE + (x - west) * scale, EDGE + (y - north) * scale] as const);
  const end = drawn.at(-1)!;
  const start = drawn[0]!;
  const height = EDGE * 2 + (Math.max(...ys) - north) * scale;
  return (
    <svg
      className="sketch"
      viewBox={`0 0 ${SIZE} ${Math.max(height, 80)}`}
      role="img"
      aria-label={w('phone.route')}
    >
      <polyline points={drawn.map(point => point.join(',')).join(' ')} className="sketch-way" />
      <circle cx={start[0]} cy={start[1]} r="7" className="sketch-start" />
      <circle cx={end[0]} cy={end[1]} r="9" className="sketch-end" />
      <text x={SIZE - 12} y="18" className="sketch-north">
        N↑
      </text>
    </svg>
  );
}
