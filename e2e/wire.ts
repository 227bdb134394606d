import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  readonly url: string;
  /** No byte passes and no connection opens until `mend`. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** A line between a page and the server that a test can cut, as a spade in the street does. */
export async function layWire(port: number): Promise<Wire> {
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer(near => {
    if (!whole) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'string' || address === null) throw new Error('no port');
  const sever = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://localhost:${address.port}`,
    cut() {
      whole = false;
      sever();
    },
    mend() {
      whole = true;
    },
    close() {
      sever();
      server.close();
    },
  };
}
