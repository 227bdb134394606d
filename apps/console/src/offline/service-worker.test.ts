import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const text = readFileSync(join(import.meta.dirname, '../../public/sw.js'), 'utf8');

/** What of an address the worker keeps on the machine when it is opened. */
async function keptOf(path: string, mode: string): Promise<string[]> {
  const kept: string[] = [];
  const heard = new Map<string, (event: object) => void>();
  const cache = {
    match: async () => undefined,
    put: async (request: { url: string }) => void kept.push(new URL(request.url).pathname),
  };
  const self = { addEventListener: (type: string, hear: (event: object) => void) => heard.set(type, hear) };
  const answer = { ok: true, clone: () => answer };
  new Function('self', 'caches', 'location', 'fetch', text)(
    self,
    { open: async () => cache },
    { origin: 'http://centre' },
    async () => answer,
  );
  let responded: Promise<unknown> = Promise.resolve();
  heard.get('fetch')?.({
    request: { url: `http://centre${path}`, method: 'GET', mode },
    respondWith: (answered: Promise<unknown>) => {
      responded = answered;
    },
  });
  await responded;
  return kept;
}

test('the pages are kept on the machine, answers of the server never, however they are opened', async () => {
  expect(await keptOf('/', 'navigate')).toEqual(['/']);
  expect(await keptOf('/assets/index-1.js', 'no-cors')).toEqual(['/assets/index-1.js']);
  for (const path of ['/api/sealed?callId=C1&purpose=complaint', '/api/log', '/tiles/basemap.pmtiles'])
    for (const mode of ['navigate', 'cors', 'no-cors']) expect(await keptOf(path, mode), path).toEqual([]);
});
