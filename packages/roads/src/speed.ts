/**
 * Speeds in km/h where no limit is posted: what traffic drives in towns, below the usual legal limit.
 * They are our own estimates, to be replaced by measured speeds where a place has them.
 */
const TYPICAL_KMH: Readonly<Record<string, number>> = {
  motorway: 100,
  motorway_link: 50,
  trunk: 80,
  trunk_link: 45,
  primary: 55,
  primary_link: 40,
  secondary: 50,
  secondary_link: 35,
  tertiary: 40,
  tertiary_link: 30,
  unclassified: 35,
  road: 30,
  residential: 30,
  living_street: 10,
  service: 15,
  track: 15,
  pedestrian: 10,
  busway: 40,
  ferry: 10,
};

export function typicalKmh(highway: string, service: string | undefined): number {
  if (highway === 'service' && (service === 'parking_aisle' || service === 'driveway')) return 10;
  return TYPICAL_KMH[highway] ?? 10;
}

const KMH_PER_MILE = 1.609344;
const KMH_PER_KNOT = 1.852;
/** Limits that a country's law gives to a kind of place (Key:maxspeed, "implicit values"), in km/h. */
const BY_LAW: Readonly<Record<string, number>> = {
  walk: 7,
  living_street: 10,
  bicycle_road: 30,
  urban: 50,
  rural: 90,
  trunk: 100,
  motorway: 120,
  nsl_restricted: 30 * KMH_PER_MILE,
  nsl_single: 60 * KMH_PER_MILE,
  nsl_dual: 70 * KMH_PER_MILE,
};

/**
 * A posted limit in km/h: `50`, `50 km/h`, `30 mph`, `10 knots`, `walk`, `none`, `DE:urban`, `FR:zone30`;
 * of several (`50;30`) the lowest. Undefined when it says nothing usable (`signals`, `variable`).
 */
export function postedKmh(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limits = text.split(/[;|,]/).map(oneKmh);
  const known = limits.filter(limit => limit !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function oneKmh(text: string): number | undefined {
  const value = text.trim().toLowerCase();
  if (value === 'none') return 130;
  const number = /^(\d+(?:\.\d+)?)\s*(km\/h|kmh|kph|mph|knots)?$/.exec(value);
  if (number) {
    const factor = number[2] === 'mph' ? KMH_PER_MILE : number[2] === 'knots' ? KMH_PER_KNOT : 1;
    const kmh = Number(number[1]) * factor;
    return kmh >= 1 ? Math.min(kmh, 160) : undefined;
  }
  const law = value.replace(/^[a-z]{2}(?:-[a-z]+)?:/, '');
  const zone = /^zone:?(\d+)$/.exec(law);
  return zone ? Number(zone[1]) : BY_LAW[law];
}
