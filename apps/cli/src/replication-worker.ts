import { parentPort, workerData } from 'node:worker_threads';
import { compile, replicate } from '@clarion/simulation';
import type { ReplicationWork } from './replications.ts';

const models = (workerData as ReplicationWork).scenarios.map(scenario => {
  const model = compile(scenario);
  // The same scenario was compiled before the thread was started.
  if (!model.ok) throw new Error(`a scenario that was compiled before is refused: ${model.error.field}`);
  return model.value;
});
parentPort!.on('message', (replication: number) => {
  parentPort!.postMessage({ replication, tallies: models.map(model => replicate(model, replication)) });
});
