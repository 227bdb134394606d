import type { Actor, Board, boardFromJson } from '@clarion/dispatch';
import { fail, ok } from '@clarion/measure';
import type { CommandAccepted, Fault } from '@clarion/protocol';
import { verifyLog } from '@clarion/store';
import WebSocket from 'ws';
import type { TestCentre } from '../../apps/server/src/testing/centre.ts';
import type { Client } from '../../apps/server/src/testing/client.ts';
import { createTestConsole } from './console.ts';
import type { Centre } from './floor.ts';
import { createWire, type FarEnd } from './wire.ts';

export const logins = ['dispatcher', 'dispatcher2', 'commander', 'dispatcher'] as const;

/** Somebody at a server: signed in, with the address of the one that they speak to. */
export interface Seat {
  readonly client: Client;
  readonly url: string;
}

/** The whole server: HTTP, WebSocket, PostgreSQL. Between it and the consoles the same wire as over memory. */
export async function serverCentre(
  processes: readonly TestCentre[],
  seats: readonly Seat[],
): Promise<Centre & { close(): void }> {
  const [first] = processes as readonly [TestCentre];
  let underway = 0;
  let moved = performance.now();
  const open = new Set<WebSocket>();
  const boards = () => processes.map(({ centre }) => centre.log.board);

  const consoles = seats.map(({ client, url }) => {
    const far: FarEnd = {
      carryOut: async request => {
        underway++;
        const answer = await client.send('POST', '/api/commands', request).finally(() => {
          underway--;
          moved = performance.now();
        });
        return answer.status === 200
          ? ok(answer.body as unknown as CommandAccepted)
          : fail({ ...(answer.body as unknown as Fault), status: answer.status });
      },
      connect: (onMessage, onClosed) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, {
          headers: { cookie: client.cookie! },
        });
        open.add(socket);
        let waiting: string[] = [];
        socket.on('open', () => {
          for (const text of waiting) socket.send(text);
          waiting = [];
        });
        socket.on('message', raw => {
          moved = performance.now();
          onMessage(String(raw));
        });
        socket.on('close', onClosed);
        socket.on('error', onClosed);
        return {
          say: text => {
            if (socket.readyState === WebSocket.CONNECTING) waiting.push(text);
            else if (socket.readyState === WebSocket.OPEN) socket.send(text);
          },
          close: () => {
            socket.off('close', onClosed);
            socket.terminate();
            open.delete(socket);
          },
        };
      },
    };
    const load = async () =>
      (await client.get('/api/board')).body['board'] as Parameters<typeof boardFromJson>[0];
    return createTestConsole(client.login!, createWire(far), load);
  });

  const same = (all: readonly Board[]) => all.every(board => board.head === all[0]!.head);
  return {
    consoles,
    happen: async command => {
      const actor: Actor =
        command.type === 'ReportStatus'
          ? { kind: 'unit', id: command.unitId, role: 'responder' }
          : command.type === 'LoseDesk'
            ? { kind: 'system', id: 'presence' }
            : { kind: 'exercise', id: 'callers' };
      await first.centre.submit({ commandId: crypto.randomUUID(), actor, command });
    },
    settle: async () => {
      const until = performance.now() + 5_000;
      do await new Promise(resolve => setTimeout(resolve, 2));
      while (performance.now() < until && (underway > 0 || !same(boards()) || performance.now() - moved < 3));
    },
    entries: async () => {
      const all = [];
      for (let from = 1; from <= first.centre.log.head; from += 5_000)
        all.push(...(await first.centre.log.read(from, from + 4_999)));
      return all;
    },
    boards,
    pass: ms => {
      for (const process of processes) process.wallAheadMs += ms;
    },
    faults: async () =>
      (await verifyLog(first.centre.database, first.centre.log.logId))?.findings ?? ['no log'],
    close: () => {
      for (const { wire, live } of consoles) {
        live.stop();
        wire.cut();
      }
      for (const socket of open) socket.terminate();
    },
  };
}
