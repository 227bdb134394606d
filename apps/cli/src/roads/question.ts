import {
  type FileFault,
  fileFault,
  openGraphFile,
  readClosures,
  readPointTable,
  type TablePoint,
} from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import { type Closures, type RoadGraph, resolveClosures, type Snap, snap, snapToId } from '@clarion/roads';
import type { CliArguments } from '../arguments.ts';
import type { CliIo, CliOption } from '../command.ts';

/** Options of every command that asks a graph something. */
export const questionOptions = {
  graph: { kind: 'file', summary: 'cli.roads.graph', required: true },
  closed: { kind: 'file', summary: 'cli.roads.closed' },
} as const satisfies Readonly<Record<string, CliOption>>;

/** A graph with the streets that are closed for this question. */
export interface Question {
  readonly graph: RoadGraph;
  readonly closures: Closures | undefined;
}

/** Errors: the graph or the closures cannot be read; a closed pair that the graph does not have. */
export async function readQuestion(args: CliArguments): Promise<Result<Question, FileFault>> {
  const graph = await openGraphFile(args.text('graph'));
  if (!graph.ok) return graph;
  const file = args.findText('closed');
  if (file === undefined) return ok({ graph: graph.value, closures: undefined });
  const rows = await readClosures(file);
  if (!rows.ok) return rows;
  const closures = resolveClosures(graph.value, rows.value);
  if (closures.ok) return ok({ graph: graph.value, closures: closures.value });
  const { index, from, to } = closures.error;
  return fileFault('UnknownPair', file, { line: rows.value[index]!.line, field: 'from, to' }, { from, to });
}

export interface SnappedPoint {
  readonly id: string;
  readonly snap: Snap;
}

/** Points that stand on the road, and the ids of those too far from any. */
export interface SnappedPoints {
  readonly all: readonly TablePoint[];
  readonly snapped: readonly SnappedPoint[];
  readonly unsnapped: readonly string[];
}

/** Reads a table of points and puts them on the road. Errors: as `readPointTable`; a node that the graph does not have. */
export async function readPoints(
  path: string,
  { graph, closures }: Question,
  io: CliIo,
): Promise<Result<SnappedPoints, FileFault>> {
  const all = await readPointTable(path);
  if (!all.ok) return all;
  const snapped: SnappedPoint[] = [];
  const unsnapped: string[] = [];
  for (const { id, line, at, node } of all.value) {
    const place = node === undefined ? snap(graph, at, { closures }) : snapToId(graph, node);
    if (place) snapped.push({ id, snap: place });
    else if (node !== undefined)
      return fileFault('NodeUnknown', path, { line, field: 'node' }, { value: node });
    else {
      unsnapped.push(id);
      io.progress('cli.roads.unsnapped', { id, file: path, line });
    }
  }
  return ok({ all: all.value, snapped, unsnapped });
}
