import type { Client } from './client.ts';

/** A console that goes on sending, and repeats what was not confirmed with the same number. */
export function sender(first: Client) {
  let client = first;
  const acknowledged: string[] = [];
  let unconfirmed = 0;
  let stopped = false;
  async function go(): Promise<void> {
    let commandId = crypto.randomUUID();
    while (!stopped) {
      const status = await client
        .send('POST', '/api/commands', { commandId, command: { type: 'AnswerCall' } })
        .then(
          answer => answer.status,
          () => 0,
        );
      if (status === 200) {
        acknowledged.push(commandId);
        commandId = crypto.randomUUID();
        continue;
      }
      unconfirmed += 1;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
  const going = go();
  return {
    acknowledged,
    unconfirmed: () => unconfirmed,
    /** Goes on at another server, with what is not confirmed. */
    moveTo(other: Client) {
      client = other;
    },
    async stop() {
      stopped = true;
      await going;
    },
  };
}
