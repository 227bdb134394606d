import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a port of this machine that can be cut. */
export interface CuttableLine {
  readonly port: number;
  /** Nobody gets through, and whoever was connected is cut off. */
  cut(): void;
  /** Whoever is connected stays so, and nothing that they say arrives, now or later. */
  swallow(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function cuttableLine(to: number): Promise<CuttableLine> {
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'swallows' = 'whole';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server: Server = createServer(near => {
    keep(near);
    if (state === 'cut') return void near.destroy();
    const far = connect(to, '127.0.0.1');
    keep(far);
    near.on('data', bytes => {
      if (state === 'whole') far.write(bytes);
    });
    far.on('data', bytes => near.write(bytes));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const cutOff = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: await listening(server),
    cut() {
      state = 'cut';
      cutOff();
    },
    swallow() {
      state = 'swallows';
    },
    mend() {
      state = 'whole';
    },
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      cutOff();
      await closed;
    },
  };
}

/** Listens on a free port of this machine. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise(resolve => server.close(resolve));
  return port;
}
