/** What endangers who goes there. Codes alone: what a caller says of it in words is sealed. */
export const hazards = [
  'fire',
  'smoke',
  'gas',
  'electricity',
  'chemical',
  'explosive',
  'collapse',
  'traffic',
  'water',
  'height',
  'violence',
  'weapon',
  'animal',
] as const;
export type Hazard = (typeof hazards)[number];

/** Those that are there, each once, in the order of the list; undefined when there is none. */
export function hazardsInOrder(found: Iterable<Hazard>): readonly Hazard[] {
  const all = new Set(found);
  return hazards.filter(one => all.has(one));
}
