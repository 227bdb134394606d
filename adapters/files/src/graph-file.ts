import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { type GraphFault, type HierarchyFault, openGraph, type RoadGraph } from '@clarion/roads';
import { type FileFault, fileFault, readFault } from './fault.ts';
import { readManifest } from './pack/manifest.ts';
import { sha256 } from './read-text.ts';
import { readShared } from './roads/read-shared.ts';

/** Opens the graph of a file or of a place pack. Errors: missing, not a graph, another version, cut short, changed. */
export async function openGraphFile(path: string): Promise<Result<RoadGraph, FileFault>> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    return readFault(error, path);
  }
  if (!isFolder) return readGraph(path);
  const manifest = await readManifest(path);
  return manifest.ok ? readGraph(join(path, 'roads.graph')) : manifest;
}

async function readGraph(path: string): Promise<Result<RoadGraph, FileFault>> {
  let buffer: SharedArrayBuffer;
  try {
    buffer = await readShared(path);
  } catch (error) {
    return readFault(error, path);
  }
  if (buffer.byteLength === 0) return fileFault('FileEmpty', path);
  const graph = openGraph(buffer, sha256);
  return graph.ok ? ok(graph.value) : graphFault(graph.error, path);
}

/** The bytes as a buffer of their own, as views with aligned numbers need it; shared, so that workers need no copy. */
export function wholeBuffer(bytes: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

export function graphFault(
  fault: GraphFault,
  path: string,
): { readonly ok: false; readonly error: FileFault } {
  switch (fault.code) {
    case 'notAGraph':
      return fileFault('NotAGraph', path);
    case 'wrongGraphVersion':
      return fileFault('GraphVersion', path, {}, { version: fault.found, expected: fault.wanted });
    case 'graphCutShort':
      return fileFault('GraphCut', path, {}, { bytes: fault.bytes, expected: fault.wanted });
    case 'graphDamaged':
      return fileFault('GraphDamaged', path);
  }
}

export function hierarchyFault(
  fault: Exclude<HierarchyFault, { code: 'wrongHierarchyVersion' }>,
  path: string,
): { readonly ok: false; readonly error: FileFault } {
  switch (fault.code) {
    case 'notAHierarchy':
      return fileFault('NotAHierarchy', path);
    case 'hierarchyCutShort':
      return fileFault('HierarchyCut', path, {}, { bytes: fault.bytes, expected: fault.wanted });
    case 'hierarchyOfAnotherGraph':
      return fileFault('HierarchyForeign', path);
  }
}
