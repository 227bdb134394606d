import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildTownPack, openPack, type Pack } from '@clarion/files';
import { fail, type Result } from '@clarion/measure';
import { fileProblem, type StartFault } from '../options.ts';

/** The place pack to work with: the one named, else the generated town of this seed, built when it is not there. */
export async function openPlace(asked: {
  readonly folder?: string;
  readonly dataFolder: string;
  readonly seed: number;
  readonly builtAt: string;
  readonly onBuild: () => void;
  readonly onHierarchy?: () => void;
}): Promise<Result<Pack, StartFault>> {
  if (asked.folder !== undefined) return openNamed(asked.folder, asked.onHierarchy);
  const town = join(asked.dataFolder, 'places', asked.seed === 1 ? 'town' : `town-${asked.seed}`);
  if (existsSync(town)) {
    const pack = await openPack(town);
    if (pack.ok) return pack;
    // One that another version of this program made, or that was spoilt, is ours alone: it is made again.
    await rm(town, { recursive: true });
  }
  asked.onBuild();
  const built = await buildTownPack(town, asked.seed, { builtAt: asked.builtAt });
  return built.ok ? openNamed(town) : fail(fileProblem(built.error));
}

export async function openNamed(
  folder: string,
  onHierarchy: () => void = () => undefined,
): Promise<Result<Pack, StartFault>> {
  const pack = await openPack(folder, {
    onHierarchy: share => {
      if (share === 0) onHierarchy();
    },
  });
  return pack.ok ? pack : fail(fileProblem(pack.error));
}
