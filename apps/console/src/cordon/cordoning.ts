import {
  type Cordon,
  type CordonReason,
  cordonReasons,
  cordonsInForce,
  type HazardArea,
} from '@clarion/dispatch';
import { instant, type LngLat } from '@clarion/measure';
import { type CordonProposal, say } from '@clarion/protocol';
import { carryOut } from '../actions/carry-out.ts';
import type { Console } from '../console.ts';

/** A cordon about to be set: what it closes off, why, for how long, and what the server makes of it. */
export interface Cordoning {
  readonly incidentId: string;
  /** A circle around the incident, or corners on the map. */
  readonly shape: 'circle' | 'outline';
  readonly radiusM: number;
  readonly corners: readonly LngLat[];
  readonly variant: 'nearest' | 'farthest';
  readonly reason: CordonReason;
  readonly minutes: number;
  /** Of the newest question; an older one's answer is dropped. */
  readonly proposal?: CordonProposal;
  readonly fault?: string;
  readonly isAsking: boolean;
}

export const RADIUS_AT_MOST_M = 20_000;
export const MINUTES_AT_MOST = 7 * 24 * 60;
export const RADIUS_STEP_M = 50;
const USUAL = {
  shape: 'circle',
  radiusM: 300,
  corners: [],
  variant: 'nearest',
  reason: 'gas',
  minutes: 60,
} as const;

/** What a line says: `500 m gas 90`, `500米 燃气泄漏 90分钟`. The first number is the radius, the second the minutes. */
export interface CordonLine {
  readonly radiusM?: number;
  readonly minutes?: number;
  readonly reason?: CordonReason;
}

/** Undefined when a word of it means nothing here. */
export function readCordonLine(rest: string): CordonLine | undefined {
  let line: CordonLine = {};
  const words = rest
    .replace(/(\d)\s+(m|min|米|分钟|分)(?=\s|$)/gi, '$1$2')
    .split(/\s+/)
    .filter(Boolean);
  for (const word of words) {
    const number = /^(\d{1,5})(m|米)?$/i.exec(word);
    const minutes = /^(\d{1,5})(?:min|分钟|分)$/i.exec(word) ?? (line.radiusM === undefined ? null : number);
    const reason = cordonReasons.find(one => wordsOf(one).includes(word.toLowerCase()));
    if (reason !== undefined && line.reason === undefined) line = { ...line, reason };
    else if (minutes && line.minutes === undefined && isWithin(minutes[1], MINUTES_AT_MOST))
      line = { ...line, minutes: Number(minutes[1]) };
    else if (number && line.radiusM === undefined && isWithin(number[1], RADIUS_AT_MOST_M))
      line = { ...line, radiusM: Number(number[1]) };
    else return undefined;
  }
  return line;
}

const isWithin = (text: string | undefined, most: number) => Number(text) >= 1 && Number(text) <= most;
const wordsOf = (reason: CordonReason) =>
  [reason, say('en', `cordonReason.${reason}`), say('zh-CN', `cordonReason.${reason}`)].map(one =>
    one.toLowerCase(),
  );

/** The cordon of an incident that counts now. */
export function standingCordon(console: Console, incidentId: string | undefined): Cordon | undefined {
  return cordonsInForce(console.board(), instant(console.now())).find(one => one.incidentId === incidentId);
}

/** Brings the cordon of an incident beside the map: the one that stands, else one to set. */
export function showCordon(console: Console, incidentId: string): void {
  if (standingCordon(console, incidentId) !== undefined) {
    console.desk.change(({ cordoning: _, picking: __, ...desk }) => ({
      ...desk,
      incidentId,
      side: 'cordon',
    }));
    return;
  }
  beginCordon(console, incidentId);
}

/** Begins a cordon, in place of the one that stands if there is one. */
export function beginCordon(console: Console, incidentId: string, line: CordonLine = {}): void {
  const known = console.desk.get().cordoning;
  const before = known?.incidentId === incidentId ? known : { ...USUAL, incidentId, isAsking: false };
  console.desk.change(({ picking: _, ...desk }) => ({
    ...desk,
    incidentId,
    side: 'cordon',
    cordoning: { ...before, ...line, ...(line.radiusM === undefined ? {} : { shape: 'circle' }) },
  }));
  void askProposal(console);
}

export function leaveCordon(console: Console): void {
  console.desk.change(({ cordoning: _, picking: __, ...desk }) => desk);
}

/** A change of what is closed off asks anew; of reason and time it does not. */
export function changeCordon(console: Console, change: Partial<Omit<Cordoning, 'incidentId'>>): void {
  console.desk.change(desk =>
    desk.cordoning === undefined ? desk : { ...desk, cordoning: { ...desk.cordoning, ...change } },
  );
  if ('shape' in change || 'radiusM' in change || 'corners' in change || 'variant' in change)
    void askProposal(console);
}

/** The next clicks on the map are corners. */
export function drawOutline(console: Console): void {
  console.desk.change(desk => ({ ...desk, picking: { for: 'outline' } }));
  changeCordon(console, { shape: 'outline', corners: [] });
}

export function addCorner(console: Console, at: LngLat): void {
  const corners = console.desk.get().cordoning?.corners ?? [];
  changeCordon(console, { shape: 'outline', corners: [...corners, at] });
}

export function areaOf(
  { shape, radiusM, corners }: Cordoning,
  centre: LngLat | undefined,
): HazardArea | undefined {
  if (shape === 'circle') return centre && { kind: 'circle', centre, radiusM };
  if (corners.length < 3) return undefined;
  return { kind: 'polygons', polygons: [[[...corners, corners[0]!]]] };
}

let asked = 0;

async function askProposal(console: Console): Promise<void> {
  const { cordoning } = console.desk.get();
  if (cordoning === undefined) return;
  const { incidentId, variant } = cordoning;
  const area = areaOf(cordoning, console.board().incidents.get(incidentId)?.place?.at);
  const number = ++asked;
  const settle = (change: Partial<Cordoning>) => {
    if (number !== asked) return;
    console.desk.change(({ cordoning: now, ...desk }) => {
      if (now === undefined) return desk;
      const { proposal: _, fault: __, ...rest } = now;
      return { ...desk, cordoning: { ...rest, isAsking: false, ...change } };
    });
  };
  if (area === undefined) return settle({});
  settle({ isAsking: true });
  const answer = await console.request.post<CordonProposal>('/api/cordons/proposal', {
    incidentId,
    area,
    variant,
  });
  settle(answer.ok ? { proposal: answer.value } : { fault: answer.error.message || answer.error.code });
}

/** Sets what is on the screen, in the place of the cordon that stands when there is one. */
export async function setCordon(console: Console): Promise<void> {
  const { cordoning } = console.desk.get();
  const proposal = cordoning?.proposal;
  if (cordoning === undefined || proposal === undefined) return;
  const { incidentId, reason, minutes } = cordoning;
  const { area, variant, outsideAtM, points } = proposal;
  const standing = standingCordon(console, incidentId);
  const sent = await carryOut(console, {
    type: 'SetCordon',
    incidentId,
    area,
    variant,
    outsideAtM,
    points: points.map(({ node }) => node),
    reason,
    expiresAt: instant(console.now() + minutes * 60_000),
    ...(standing === undefined ? {} : { replaces: standing.cordonId }),
  });
  if (sent.state === 'recorded') leaveCordon(console);
}

export function holdPoint(console: Console, cordon: Cordon, node: string, unitIds: readonly string[]): void {
  const { cordonId, incidentId } = cordon;
  void carryOut(console, {
    type: 'AssignUnits',
    incidentId,
    unitIds: [...unitIds],
    displayed: [],
    point: { cordonId, node },
  });
}
