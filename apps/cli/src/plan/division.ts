import { type FileFault, fileFault, readPairTable } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';

/** Which area each cell is in, by the areas' names. */
export interface Division {
  readonly areaOf: Uint16Array;
  readonly names: readonly string[];
}

/** A division as a file has it, `cell,area`. Errors: those of the table; a cell that comes twice, or not at all. */
export async function readDivision(
  path: string,
  known: { readonly ids: readonly string[]; readonly file: string },
): Promise<Result<Division & { readonly hash: string }, FileFault>> {
  const { ids } = known;
  const given = await readPairTable(path, { first: { name: 'cell', known }, second: { name: 'area' } });
  if (!given.ok) return given;
  const areaOf = new Uint16Array(ids.length).fill(0xffff);
  for (let row = 0; row < given.value.count; row++) {
    const cell = given.value.first[row]!;
    if (areaOf[cell] !== 0xffff) {
      const first = given.value.line[given.value.first.indexOf(cell)]!;
      const at = { line: given.value.line[row]!, field: 'cell' };
      return fileFault('RowRepeated', path, at, { value: ids[cell]!, first });
    }
    areaOf[cell] = given.value.second[row]!;
  }
  const missing = areaOf.indexOf(0xffff);
  if (missing !== -1) return fileFault('CellWithoutArea', path, { field: 'cell' }, { value: ids[missing]! });
  return ok({ areaOf, names: given.value.secondIds, hash: given.value.hash });
}
