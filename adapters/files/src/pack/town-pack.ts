import type { Result } from '@clarion/measure';
import { generateTown } from '@clarion/town';
import { buildRoads } from '../build-roads.ts';
import type { FileFault } from '../fault.ts';
import type { PackManifest } from './manifest.ts';
import { townAreas, townLayers } from './town-layers.ts';
import { type PackProgress, writePack } from './write-pack.ts';

/**
 * Writes the generated town of this seed as a place pack, like one of a real city. The same seed gives the same pack but
 * for the time in its manifest. Errors: as `writePack`.
 */
export async function buildTownPack(
  folder: string,
  seed: number,
  options: { readonly builtAt: string; readonly progress?: PackProgress },
): Promise<Result<PackManifest, FileFault>> {
  const town = generateTown(seed);
  options.progress?.('cli.place.roads', { ways: town.ways.length });
  const roads = buildRoads({ ways: town.ways, ignored: {} }, folder, { turns: 'full' });
  if (!roads.ok) return roads;
  options.progress?.('cli.place.graph', { nodes: roads.value.nodes, arcs: roads.value.arcs });
  return writePack(
    folder,
    {
      id: `town-${seed}`,
      name: town.name,
      bounds: town.bounds,
      center: town.center,
      timeZone: town.timeZone,
      inputs: [],
      roads: roads.value,
      gazetteer: town.gazetteer,
      basemap: townLayers(town),
      posts: town.posts,
      units: town.units.map(unit => ({ ...unit, capabilities: [...unit.capabilities] })),
      areas: townAreas(town),
      population: town.population,
      ignored: roads.value.ignored,
      builtAt: options.builtAt,
    },
    options.progress,
  );
}
