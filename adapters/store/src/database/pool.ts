import pg from 'pg';
import { isNoRoom, isPassing, StoreFull, StoreUnavailable } from './fault.ts';

/** How to reach a database. `role` is taken at once and stays the session's default, so RESET ROLE does not give it up. */
export interface Target {
  readonly connectionString: string;
  readonly role?: string;
}

const bigintOid = 20;

/** bigint comes as a number; times and sequence numbers are far below 2⁵³. One that is not is a fault, never rounded. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigintOid && format !== 'binary'
      ? safeInteger
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`);
  return value;
}

export function clientConfig(target: Target): pg.ClientConfig {
  const options = [
    '-c search_path=clarion',
    // A server that hangs in the middle of an append must not hold the log's head for the others.
    '-c idle_in_transaction_session_timeout=10s',
    ...(target.role === undefined ? [] : [`-c role=${target.role}`]),
  ];
  return {
    connectionString: target.connectionString,
    options: options.join(' '),
    application_name: 'clarion',
    // A machine with all hands full takes its time; one that is not there refuses at once.
    connectionTimeoutMillis: 15_000,
    // A network that swallows packets answers never; nothing that is asked here takes a minute.
    query_timeout: 60_000,
    keepAlive: true,
    types,
  };
}

/**
 * A pool that survives the loss of its connections. Faults of the connection come out as StoreUnavailable.
 * Where the disk has no room, they are StoreFull.
 * @param hasRoom asked when a connection broke: PostgreSQL ends itself where it cannot write its journal
 * @param onLost told of a connection that broke between two statements; the pool replaces it by itself
 */
export function createPool(
  target: Target,
  max: number,
  onLost: (fault: Error) => void,
  hasRoom: () => boolean = () => true,
): pg.Pool {
  const translated = translator(hasRoom);
  const pool = new pg.Pool({ ...clientConfig(target), max, idleTimeoutMillis: 30_000 });
  pool.on('error', onLost);
  pool.on('connect', client => {
    // While a client is lent out the pool does not listen: between two statements its loss would end the process.
    client.on('error', onLost);
    client.query = translated(client.query.bind(client));
  });
  pool.query = translated(pool.query.bind(pool));
  pool.connect = translated(pool.connect.bind(pool));
  return pool;
}

/** Makes the same function of another one; a promise that it gives rejects in our own words where connection or disk is at fault. */
function translator(hasRoom: () => boolean) {
  const translate = (fault: unknown): never => {
    if (isNoRoom(fault) || (isPassing(fault) && !hasRoom())) throw new StoreFull(fault);
    throw isPassing(fault) && !(fault instanceof StoreUnavailable) ? new StoreUnavailable(fault) : fault;
  };
  return <F>(call: F): F => {
    const plain = call as (...given: readonly unknown[]) => unknown;
    const wrapped = (...given: readonly unknown[]) => {
      const answer = plain(...given);
      return answer instanceof Promise ? answer.catch(translate) : answer;
    };
    return wrapped as F;
  };
}
