import { areaFigures, areaRings, type Cells, cellsOf, filledGrid, partsOf } from '@clarion/coverage';
import type { Area, Names } from '@clarion/dispatch';
import { type LngLat, ringContains } from '@clarion/measure';
import type { CellsAnswer } from '@clarion/protocol';

/** The ground divided into response areas, cell by cell. */
export interface Division {
  /** Hash of the cells that it divides. */
  readonly of: string;
  readonly areas: readonly { readonly areaId: string; readonly names: Names }[];
  /** By cell: place in `areas`. */
  readonly areaOf: readonly number[];
  /** Outlines as they were drawn elsewhere, by area: they hold until a cell is moved; from then on areas follow the cells. */
  readonly drawn?: readonly (readonly (readonly LngLat[])[])[];
}

export interface DivisionFigures {
  readonly areas: readonly {
    readonly workload: number;
    /** From the mean, as a share of it. */
    readonly off: number;
    readonly cells: number;
    /** 1: it hangs together. */
    readonly parts: number;
  }[];
  readonly imbalance: number;
  /** No division into so many areas is more even. */
  readonly bound: number;
}

const known = new WeakMap<CellsAnswer, Cells>();
/** The cells as solvers have them; made once. */
export function cellGraph(ground: CellsAnswer): Cells {
  let cells = known.get(ground);
  if (cells === undefined) {
    cells = cellsOf(
      Float64Array.from(ground.workload),
      Uint32Array.from(ground.edges, edge => edge[0]),
      Uint32Array.from(ground.edges, edge => edge[1]),
      Float64Array.from(ground.edges, edge => edge[2]),
    );
    known.set(ground, cells);
  }
  return cells;
}

export function divisionFigures(ground: CellsAnswer, { areas, areaOf }: Division): DivisionFigures {
  const cells = cellGraph(ground);
  const { workload, cellCount, imbalance, bound } = areaFigures(cells, areaOf, areas.length);
  const mean = workload.reduce((sum, one) => sum + one, 0) / areas.length;
  return {
    areas: areas.map((_, area) => ({
      workload: workload[area]!,
      off: mean === 0 ? 0 : workload[area]! / mean - 1,
      cells: cellCount[area]!,
      parts: partsOf(cells, cell => areaOf[cell] === area).length,
    })),
    imbalance,
    bound,
  };
}

/** Middle of a cell. */
export function middleOf({ places, columns, corner, step }: CellsAnswer, cell: number): LngLat {
  const place = places[cell]!;
  return [
    corner[0] + ((place % columns) + 0.5) * step[0],
    corner[1] + (Math.floor(place / columns) + 0.5) * step[1],
  ];
}

/** The cell that a place lies in; −1: in none. */
export function cellAt(ground: CellsAnswer, [lng, lat]: LngLat): number {
  const column = Math.floor((lng - ground.corner[0]) / ground.step[0]);
  const row = Math.floor((lat - ground.corner[1]) / ground.step[1]);
  if (column < 0 || row < 0 || column >= ground.columns || row >= ground.rows) return -1;
  return ground.places.indexOf(row * ground.columns + column);
}

/** Cells by outlines: each belongs to the first area that has its middle; those in none to the nearest. `outside`: how many. */
export function divisionBy(
  ground: CellsAnswer,
  areas: readonly Area[],
): { readonly division: Division; readonly outside: number } {
  const found = ground.places.map((_, cell) => {
    const at = middleOf(ground, cell);
    return areas.findIndex(({ rings }) => rings.filter(ring => ringContains(ring, at)).length % 2 === 1);
  });
  const inside = found.flatMap((area, cell) => (area === -1 ? [] : [cell]));
  const filled = filledGrid(
    ground,
    inside.map(cell => ground.places[cell]!),
    inside.map(cell => found[cell]!),
  );
  const division = {
    of: ground.hash,
    areas: areas.map(({ areaId, names }) => ({ areaId, names })),
    areaOf: ground.places.map((place, cell) =>
      found[cell] === -1 ? Math.max(0, filled[place]!) : found[cell]!,
    ),
  };
  const outside = ground.places.length - inside.length;
  // Outlines that leave cells out would leave people without an area.
  return {
    division: outside === 0 ? { ...division, drawn: areas.map(one => one.rings) } : division,
    outside,
  };
}

const begun = new WeakMap<CellsAnswer, Division>();
/** As the floor has it; made once. A centre without areas begins with one. */
export function divisionNow(ground: CellsAnswer): Division {
  let division = begun.get(ground);
  if (division === undefined) {
    division =
      ground.areas.length > 0
        ? divisionBy(ground, ground.areas).division
        : { of: ground.hash, areas: [newArea([])], areaOf: ground.places.map(() => 0) };
    begun.set(ground, division);
  }
  return division;
}

export function giveCell(division: Division, cell: number, area: number): Division {
  if (division.areaOf[cell] === area || cell < 0 || area < 0 || area >= division.areas.length)
    return division;
  const { drawn: _, ...rest } = division;
  return { ...rest, areaOf: division.areaOf.with(cell, area) };
}

/**
 * A division that was made anew, by the names of the one before: each area keeps the code under which most of its workload was,
 * as far as that is free, since run cards and levels go by codes.
 */
export function namedAsBefore(ground: CellsAnswer, before: Division, areaOf: readonly number[]): Division {
  const shared = new Map<string, number>();
  for (const [cell, area] of areaOf.entries()) {
    const key = `${area} ${before.areaOf[cell]}`;
    // A cell without workload says a little too.
    shared.set(key, (shared.get(key) ?? 0) + ground.workload[cell]! + 1e-6);
  }
  const code = new Map<number, number>();
  const taken = new Set<number>();
  for (const [key] of [...shared].sort(([, a], [, b]) => b - a)) {
    const [area, old] = key.split(' ').map(Number) as [number, number];
    if (code.has(area) || taken.has(old)) continue;
    code.set(area, old);
    taken.add(old);
  }
  const count = areaOf.reduce((most, area) => Math.max(most, area + 1), 0);
  const areas: Division['areas'][number][] = [];
  for (let area = 0; area < count; area++) {
    const old = code.get(area);
    areas.push(old === undefined ? newArea([...before.areas, ...areas]) : before.areas[old]!);
  }
  // In the order in which they stood; new ones last.
  const placeOf = (area: number) => before.areas.indexOf(areas[area]!);
  const order = [...areas.keys()].sort(
    (a, b) => (placeOf(a) < 0 ? 1e9 : placeOf(a)) - (placeOf(b) < 0 ? 1e9 : placeOf(b)) || a - b,
  );
  return {
    of: before.of,
    areas: order.map(area => areas[area]!),
    areaOf: areaOf.map(area => order.indexOf(area)),
  };
}

/** The same areas with other cells: areas beyond those that are there are new ones. */
export function withCells(division: Division, areaOf: readonly number[]): Division {
  const areas = [...division.areas];
  const count = areaOf.reduce((most, area) => Math.max(most, area + 1), 0);
  while (areas.length < count) areas.push(newArea(areas));
  return { of: division.of, areas: areas.slice(0, Math.max(count, 1)), areaOf };
}

export const addArea = (division: Division): Division => ({
  of: division.of,
  areas: [...division.areas, newArea(division.areas)],
  areaOf: division.areaOf,
});

/** Its cells go to the neighbour on whose border each lies nearest. The last area stays. */
export function removeArea(ground: CellsAnswer, division: Division, area: number): Division {
  if (division.areas.length < 2) return division;
  const left = division.areaOf.flatMap((one, cell) => (one === area ? [] : [cell]));
  if (left.length === 0 && division.areaOf.length > 0) return division;
  const filled = filledGrid(
    ground,
    left.map(cell => ground.places[cell]!),
    left.map(cell => division.areaOf[cell]!),
  );
  const areaOf = ground.places.map(place => filled[place]!).map(one => (one > area ? one - 1 : one));
  return { of: division.of, areas: division.areas.filter((_, i) => i !== area), areaOf };
}

export const renameArea = (division: Division, area: number, names: Names): Division => ({
  ...division,
  areas: division.areas.map((one, i) => (i === area ? { ...one, names } : one)),
});

/** As the floor gets them: outlines over all the ground, so that nobody between two cells is without an area. */
export function areasOfDivision(ground: CellsAnswer, division: Division): Area[] {
  const { corner, step } = ground;
  const filled =
    division.drawn === undefined ? filledGrid(ground, ground.places, division.areaOf) : undefined;
  const degrees = (value: number) => Number(value.toFixed(7));
  return division.areas.map(({ areaId, names }, area) => ({
    areaId,
    names,
    rings:
      filled === undefined
        ? division.drawn![area]!
        : areaRings(ground, filled, area).map(ring =>
            ring.map(
              ([column, row]): LngLat => [
                degrees(corner[0] + column * step[0]),
                degrees(corner[1] + row * step[1]),
              ],
            ),
          ),
  }));
}

/** With a number that no other has. */
function newArea(areas: Division['areas']): Division['areas'][number] {
  const taken = new Set(areas.map(one => one.areaId));
  let number = areas.length + 1;
  while (taken.has(`R${number}`)) number++;
  return { areaId: `R${number}`, names: { en: `Area ${number}`, zh: `区域 ${number}` } };
}
