import { setTimeout as pause } from 'node:timers/promises';
import { checkLive, type LiveLog } from '@clarion/store';
import type { PagingAdapter, Told } from './page.ts';

const ATTEMPT_MS = 5000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5000;

/**
 * A printer or pager behind an address: the page as JSON by POST, with its number as `Idempotency-Key`. 2xx is sent, or
 * delivered when the answer says `{"delivered":true}`. What is out of reach is tried again for as long as the page holds.
 */
export function webhook(
  live: LiveLog,
  address: { readonly url: string; readonly token?: string; readonly firstPauseMs?: number },
): PagingAdapter {
  checkLive(live);
  const leaving = new AbortController();
  async function attempt(body: string, pageId: string): Promise<Told | 'again'> {
    try {
      const answer = await fetch(address.url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': pageId,
          ...(address.token === undefined ? {} : { authorization: `Bearer ${address.token}` }),
        },
        redirect: 'error',
        signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(ATTEMPT_MS)]),
      });
      const text = await answer.text();
      if (answer.ok) return /"delivered"\s*:\s*true/.test(text) ? 'delivered' : 'sent';
      const later = answer.status >= 500 || answer.status === 408 || answer.status === 429;
      return later ? 'again' : 'failed';
    } catch (error) {
      if (error instanceof TypeError || (error instanceof DOMException && error.name !== 'SyntaxError'))
        return 'again';
      throw error;
    }
  }
  return {
    async send(page, holds) {
      const body = JSON.stringify(page);
      let wait = address.firstPauseMs ?? FIRST_PAUSE_MS;
      while (holds() && !leaving.signal.aborted) {
        const told = await attempt(body, page.pageId);
        if (told !== 'again') return told;
        await pause(wait);
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
      return 'failed';
    },
    stop: async () => leaving.abort(),
  };
}
