import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandEnvelope } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { type Log, openDatabase, openLog, openPositions, openSealing, verifyLog } from '@clarion/store';
import { type BenchRow, summarise } from './row.ts';

const now = instant(Date.UTC(2026, 10, 24, 12));

/** The log on the embedded PostgreSQL, durable settings: every figure waits for the disk. */
export const rows = async (): Promise<BenchRow[]> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-bench-'));
  const started = performance.now();
  const opened = await openDatabase({ dataFolder });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const firstStart = performance.now() - started;
  const db = opened.value;
  try {
    const log = await open();
    const found: BenchRow[] = [
      summarise('first start of the embedded database', 's', [firstStart / 1000]),
      summarise('append, one at a time', 'ms', await oneAtATime(log, 2_000)),
      summarise('append, 200 in flight', '/s', await inFlight(log, 200, 10, 2_000)),
      summarise('append, 20 in flight: latency', 'ms', await latencies(log, 20, 4_000)),
    ];
    const sealing = await openSealing(db);
    if (!sealing.ok) throw new Error(sealing.error.code);
    const sealed: number[] = [];
    for (let text = 0; text < 500; text++) {
      const before = performance.now();
      await sealing.value.seal('note', 'Second floor, the door to the left. Caller waits at the gate.');
      sealed.push(performance.now() - before);
    }
    found.push(summarise('seal a text', 'ms', sealed));

    found.push(summarise('positions stored, batches of 500', '/s', await positions(20)));
    const entries = log.head;
    await log.close();
    const folding: number[] = [];
    for (let run = 0; run < 3; run++) {
      const before = performance.now();
      const again = await open();
      folding.push((performance.now() - before) / 1000);
      await again.close();
    }
    found.push(summarise('open the log and fold the board', 's', folding, `${entries} entries`));
    const verifying: number[] = [];
    for (let run = 0; run < 3; run++) {
      const before = performance.now();
      const verified = await verifyLog(db, 'bench');
      if (verified?.findings.length !== 0) throw new Error('the log does not verify');
      verifying.push((performance.now() - before) / 1000);
    }
    found.push(summarise('verify the chain', 's', verifying, `${entries} entries`));
    return found;
  } finally {
    await db.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }

  async function open(): Promise<Log> {
    const log = await openLog(db, { logId: 'bench', kind: 'drill' }, { now });
    if (!log.ok) throw new Error(log.error.code);
    return log.value;
  }

  async function positions(batches: number): Promise<number[]> {
    const store = openPositions(db, 'bench');
    const rates: number[] = [];
    for (let batch = 0; batch < batches; batch++) {
      const fixes = Array.from({ length: 500 }, (_, unit) => ({
        unitId: `E${unit}`,
        at: [8 + unit / 10_000, 47 + batch / 10_000] as never,
        fixAt: instant(now + batch * 1_000),
      }));
      const before = performance.now();
      await store.insert(fixes, now);
      rates.push((500 / (performance.now() - before)) * 1_000);
    }
    return rates;
  }
};

let number = 0;
/** Ids count up, so that every run writes the same log. */
const command = (): CommandEnvelope => ({
  commandId: `bench-${++number}`,
  actor: { kind: 'operator', id: 'D1', role: 'dispatcher' },
  command: {
    type: 'OpenIncident',
    priority: 2,
    place: {
      at: [8 + (number % 1_000) / 10_000, 47] as never,
      uncertaintyM: 0,
      label: `${number} High Street`,
      source: 'map',
      verified: true,
    },
  },
});

async function append(log: Log): Promise<void> {
  const answer = await log.append(command(), { now });
  if (!answer.ok) throw new Error(answer.error.code);
}

async function oneAtATime(log: Log, count: number): Promise<number[]> {
  const figures: number[] = [];
  for (let done = 0; done < count; done++) {
    const before = performance.now();
    await append(log);
    figures.push(performance.now() - before);
  }
  return figures;
}

async function inFlight(log: Log, width: number, runs: number, count: number): Promise<number[]> {
  const rates: number[] = [];
  for (let run = 0; run < runs; run++) {
    let left = count;
    const before = performance.now();
    await Promise.all(
      Array.from({ length: width }, async () => {
        while (left-- > 0) await append(log);
      }),
    );
    rates.push((count / (performance.now() - before)) * 1_000);
  }
  return rates;
}

async function latencies(log: Log, width: number, count: number): Promise<number[]> {
  const figures: number[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left-- > 0) {
        const before = performance.now();
        await append(log);
        figures.push(performance.now() - before);
      }
    }),
  );
  return figures;
}
