import { type Board, crewAway, type Entry, emptyBoard, evolve, levelOf } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { CoreState } from '../core/recorder.ts';
import { Replication } from '../core/replication.ts';
import type { Model } from '../model.ts';
import { LogRecorder } from '../record/log-recorder.ts';
import { modelOf, type RawScenario } from './scenarios.ts';

/** Runs one replication of the core on a log; `look` sees every moment, with a board folded from the entries alone. */
export function played(raw: RawScenario, look: (moment: Moment) => void): readonly Entry[] {
  const model = modelOf(raw);
  const log: Entry[] = [];
  let folded = emptyBoard();
  const recorder = new LogRecorder(model, {
    from: instant(Date.UTC(2026, 0, 5)),
    onEntry: entry => {
      log.push(entry);
      folded = evolve(folded, entry);
    },
    onSettled: (_, state) => look({ board: folded, state, model, recorder }),
  });
  new Replication(model, 0, recorder).run();
  return log;
}

export interface Moment {
  readonly board: Board;
  readonly state: CoreState;
  readonly model: Model;
  readonly recorder: LogRecorder;
}

/** Where the board and the core differ, in words. */
export function disagreements({ board, state, model, recorder }: Moment): readonly string[] {
  const found: string[] = [];
  for (const [u, unitId] of model.unitIds.entries()) {
    const unit = board.units.get(unitId)!;
    const held = unit.assignmentIds.map(id => board.assignments.get(id)!.incidentId).join();
    const wanted = state.busy[u] === 1 ? recorder.incidentOf(state.callOf[u]!) : '';
    if (held !== wanted) found.push(`${unitId} is on ${held}, not ${wanted}`);
    const free = unit.status === 'available' && held === '' && crewAway(board, unit) === undefined;
    if (free !== (state.free[u] === 1)) found.push(`${unitId} is ${unit.status} on the board`);
    const stands = unit.moveUp?.postId ?? unit.description.postId;
    const post = model.postIds[state.post[u]!]!;
    if (model.readiness && free && stands !== post) found.push(`${unitId} stands at ${stands}, not ${post}`);
  }
  for (const [place, areaId] of [undefined, ...(model.areas?.ids ?? [])].entries()) {
    if (!model.readiness || !state.levels) break;
    const level = model.readiness.levels[Math.max(state.levels[0]!, state.levels[place]!)]!;
    const said = levelOf(board, areaId, board.at);
    if (said !== level) found.push(`${areaId ?? 'all'} is at ${said}, not ${level}`);
  }
  const waiting = state.waiting.map(call => recorder.incidentOf(call));
  for (const incidentId of board.openIncidents) {
    const { assignmentIds } = board.incidents.get(incidentId)!;
    const alone = assignmentIds.every(id => board.assignments.get(id)!.endedAt !== undefined);
    if (alone && !waiting.includes(incidentId)) found.push(`${incidentId} is open and forgotten`);
  }
  return found;
}
