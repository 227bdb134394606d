import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Files of the build by name, each with its text; of what is no text the empty string. */
export type Built = ReadonlyMap<string, string>;

/** What a page needs: every file whose name stands in it, or in one that it needs. */
export function neededBy(page: string, built: Built): readonly string[] {
  const found = new Set([page]);
  for (const name of found) {
    const text = built.get(name) ?? '';
    for (const other of built.keys()) if (text.includes(other.split('/').at(-1)!)) found.add(other);
  }
  found.delete(page);
  return [...found].sort();
}

/**
 * Writes `kept.json`: what the service worker keeps on a crew's phone, so that the page opens whole from a cold start without a
 * network, map and all; and every file of this build, so that it knows which of those it holds are of older ones.
 */
export function keptFiles(): Plugin {
  return {
    name: 'kept-files',
    // Only what is written knows which styles belong to a part that is loaded later.
    writeBundle({ dir = '.' }, bundle) {
      const built = new Map(
        Object.values(bundle).map(file => [
          file.fileName,
          file.type === 'chunk' ? file.code : typeof file.source === 'string' ? file.source : '',
        ]),
      );
      const isOfBuild = (name: string) => name.startsWith('assets/');
      const kept = {
        unit: neededBy('unit.html', built).filter(isOfBuild),
        all: [...built.keys()].filter(isOfBuild).sort(),
      };
      writeFileSync(join(dir, 'kept.json'), `${JSON.stringify(kept, null, 1)}\n`);
    },
  };
}
