import { type CotMessage, cotPong, createCotReader } from './cot.ts';
import { type Line, type Listener, type ListenOptions, listenTcp } from './listen-tcp.ts';
import { type Admitted, type Desk, type Heard, nothingHeard, type Report } from './report.ts';

export type FeedOptions = Omit<ListenOptions, 'begin'> & { readonly desk: Desk };

/**
 * A server for TAK clients: each signs in with its tracker's key as the password, or by the certificate of its line, then streams events. It is told nothing back but that its
 * line holds: no client learns from another where it is, and none speaks for another. Errors: PortTaken.
 */
export async function serveCot(options: FeedOptions) {
  const heard = nothingHeard();
  const listening = await listenTcp({ ...options, begin: line => attend(line, options, heard) });
  return listening.ok ? { ok: true as const, value: { listening: listening.value, heard } } : listening;
}

function attend(line: Line, { desk, now }: FeedOptions, heard: Heard): Listener {
  const reader = createCotReader();
  let admitted: Admitted | undefined;
  /** Who speaks on this line; positions of others that a client passes on are not its own. */
  let own: string | undefined;

  async function signIn(message: Extract<CotMessage, { kind: 'auth' }>): Promise<void> {
    admitted = await desk.admit(message.password);
    own = message.uid;
    if (admitted !== undefined) return line.admitted();
    heard.wrongKeys += 1;
    line.turnAway();
  }

  let isLooked = false;
  /** A certificate that is known for a tracker is its key: there is nothing to sign in with. */
  async function lookAtCertificate(): Promise<void> {
    if (isLooked || line.certificate === undefined) return;
    isLooked = true;
    admitted = await desk.admitByCertificate(line.certificate);
    if (admitted !== undefined) line.admitted();
  }

  return async characters => {
    await lookAtCertificate();
    let reports: Report[] = [];
    const handOver = async () => {
      const said = reports;
      reports = [];
      if (said.length > 0 && (await admitted?.take(said)) === false) line.turnAway();
    };
    for (const message of reader.read(characters)) {
      if (message === 'unreadable') heard.unreadable += 1;
      else if (message.kind === 'auth') {
        await handOver();
        await signIn(message);
        if (admitted === undefined) return;
      } else if (message.kind === 'ping') line.say(cotPong(now()));
      else if (message.kind === 'position') {
        if (admitted === undefined) {
          heard.wrongKeys += 1;
          return line.turnAway();
        }
        own ??= message.uid;
        if (message.uid !== own) continue;
        heard.reports += 1;
        reports.push(message.report);
      }
    }
    await handOver();
  };
}
