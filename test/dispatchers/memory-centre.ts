import { type Actor, boardToJson, type Evidence } from '@clarion/dispatch';
import { fail, instant, ok } from '@clarion/measure';
import { openLogOn } from '../../adapters/store/src/log/log.ts';
import { memoryTable } from '../../adapters/store/src/testing/memoryLedger.ts';
import { createClock } from '../../apps/server/src/centre/clock.ts';
import { createCarryOut } from '../../apps/server/src/http/carry-out.ts';
import { faultOf } from '../../apps/server/src/http/fault.ts';
import { onceEach } from '../../apps/server/src/http/once-each.ts';
import { createHub } from '../../apps/server/src/live/hub.ts';
import { createPositionTable } from '../../apps/server/src/positions/table.ts';
import { smallTown } from '../../packages/dispatch/test/story.ts';
import { createTestConsole } from './console.ts';
import type { Centre } from './floor.ts';
import { createWire, type FarEnd } from './wire.ts';

const START = Date.UTC(2026, 2, 2, 8);
const logId = 'floor';
const who = ['anna', 'ben', 'cleo', 'dan'];

/**
 * Two processes of one centre over a ledger in memory. Deciding, writing, following and the way of a command are the
 * server's own; what is not here are HTTP, the road and the database.
 */
export async function memoryCentre(consoleCount: number): Promise<Centre & { close(): Promise<void> }> {
  let now = START;
  const wall = () => now;
  const table = memoryTable();
  const process = async () => {
    const log = await openLogOn(table.ledger(), { logId, kind: 'drill' });
    const clock = createClock(wall);
    const hub = createHub({ log, clock, positions: createPositionTable(), version: 'test', wall });
    let sealed = 0;
    const carryOut = onceEach(
      createCarryOut({
        board: () => log.board,
        submit: (envelope, texts) =>
          log.append(envelope, { now: clock.now(), ...(texts === undefined ? {} : { sealed: texts }) }),
        timeZone: 'UTC',
        fixOf: () => undefined,
        seal: async kind => ({
          kind,
          ref: { sealedId: `s${++sealed}`, digest: 'digest' },
          keyId: 'key',
          body: Buffer.alloc(0),
        }),
        evidenceFor: (_incidentId, evidenceId) => (evidenceId === undefined ? undefined : shown),
        findStreet: () => fail({ code: 'NoStreetThere' } as never),
        likenessFor: () => undefined,
        rulesOf: () => fail({ code: 'RulesUnfit', field: '', reason: '' }),
        findCordon: () => fail({ code: 'CordonChanged' }),
      }),
    );
    return { log, hub, carryOut };
  };
  const processes = [await process(), await process()] as const;
  const [first] = processes;
  const append = async (command: Parameters<typeof first.log.append>[0]['command'], actor: Actor) => {
    // Their own ids: these are not sent again.
    await first.log.append({ commandId: crypto.randomUUID(), actor, command }, { now: instant(now) });
  };
  await append({ type: 'AdoptConfiguration', configuration: smallTown }, { kind: 'system', id: 'start' });

  const consoles = who.slice(0, consoleCount).map((operatorId, index) => {
    const { log, hub, carryOut } = processes[index % processes.length]!;
    const far: FarEnd = {
      carryOut: async request => {
        // Every other one is a commander's, who may do what a dispatcher may not.
        const role = index === 2 ? 'commander' : 'dispatcher';
        const answer = await carryOut({ operatorId, role }, request, 'en');
        return answer.ok
          ? ok(answer.value)
          : fail({ ...faultOf('en', answer.error), status: answer.error.status });
      },
      connect: (onMessage, onClosed) => {
        const socket = {
          readyState: 1,
          OPEN: 1,
          bufferedAmount: 0,
          send: onMessage,
          close: () => {
            socket.readyState = 3;
            onClosed();
          },
        };
        const follower = hub.join(socket, { role: 'dispatcher', operatorId });
        return {
          say: text => {
            const message = JSON.parse(text) as { type: string; from: number };
            if (message.type === 'follow') void follower.follow(message.from);
            else onMessage(JSON.stringify({ type: 'pong', sent: 0 }));
          },
          close: () => {
            socket.readyState = 3;
            hub.leave(follower);
          },
        };
      },
    };
    return createTestConsole(operatorId, createWire(far), async () => boardToJson(log.board));
  });

  return {
    consoles,
    happen: async command => {
      const actor: Actor =
        command.type === 'ReportStatus'
          ? { kind: 'unit', id: command.unitId, role: 'responder' }
          : command.type === 'LoseDesk'
            ? { kind: 'system', id: 'presence' }
            : { kind: 'exercise', id: 'callers' };
      await append(command, actor);
    },
    settle: async () => {
      for (let turn = 0; turn < 4; turn++) await new Promise(resolve => setImmediate(resolve));
    },
    entries: () => first.log.read(1, 5_000),
    boards: () => processes.map(({ log }) => log.board),
    breakNext: where => table.breakNext(where),
    pass: ms => {
      now += ms;
    },
    faults: async () => table.brokenLinks(),
    close: async () => {
      for (const { log, hub } of processes) {
        hub.stop();
        await log.close();
      }
    },
  };
}

/** A screen on which E2 was recommended. */
const shown: Evidence = {
  at: instant(START),
  candidates: [{ unitId: 'E2', status: 'available', recommended: true, reasons: [] }],
  needs: [],
  missing: [],
  graphHash: '',
  closuresVersion: 0,
  speedsVersion: 0,
  configurationVersion: 1,
};
