import { parentPort, workerData } from 'node:worker_threads';
import { openGraph, openHierarchy, timesAtHour, turnView } from '@clarion/roads';
import { reckonFed } from './fed-times.ts';
import { readFeed } from './feed-rows.ts';
import { reckonTimes } from './time-set.ts';
import type { TimesAnswer, TimesGround, TimesTask } from './times-elsewhere.ts';

const { ground, task } = workerData as { readonly ground: TimesGround; readonly task: TimesTask };
const graph = openGraph(ground.graph);
if (!graph.ok) throw new Error(graph.error.code);
const { turns } = ground;
const view = turns && turnView(graph.value, turns.turns, turns.profile);
const hierarchy = openHierarchy(ground.hierarchy, view ?? graph.value);
if (!hierarchy.ok) throw new Error(hierarchy.error.code);
const allocate = (bytes: number) => new SharedArrayBuffer(bytes);

function answer(streets = graph, frame = hierarchy): TimesAnswer {
  if (!streets.ok || !frame.ok) throw new Error('times worker: not opened');
  if (task.kind === 'feed') {
    const rows = readFeed(task.form, task.content);
    const fed = rows.ok ? reckonFed(streets.value, frame.value, rows.value, allocate, view) : rows;
    return { kind: 'feed', fed };
  }
  const arcTimeMs = new Uint32Array(allocate(4 * streets.value.arcCount));
  arcTimeMs.set(timesAtHour(streets.value, task.profile, task.hourOfWeek));
  return { kind: 'hour', ready: reckonTimes({ ...streets.value, arcTimeMs }, frame.value, view, allocate) };
}
parentPort?.postMessage(answer());
