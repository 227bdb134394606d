// Keeps the pages themselves on this machine, so that they open while the network is away. Nothing of /api is kept.
const NAME = 'clarion-pages';
/** A crew's phone page, with what it is made of in every build. */
const UNIT = ['/unit', '/mark.svg', '/icon-192.png', '/unit.en.webmanifest', '/unit.zh-CN.webmanifest'];

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(keepUnit());
});
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
// The page says so whenever it opens with a network: there may be another build by now.
self.addEventListener('message', event => {
  if (event.data === 'keep') event.waitUntil(keepUnit());
});

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  // An answer that is opened like a page, in the address bar, is still no page.
  if (/^\/(api|tiles)\//.test(decodeURI(url.pathname))) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptFirst(event.request));
  else if (event.request.mode === 'navigate' || UNIT.includes(url.pathname))
    event.respondWith(networkFirst(event.request));
});

/** All or nothing of a new build; only then does what is of none before it go. Without a network all stays as it is. */
async function keepUnit() {
  const answer = await fetch('/kept.json', { cache: 'no-store' }).catch(() => undefined);
  if (answer === undefined || !answer.ok) return;
  const { unit, all } = await answer.json();
  const cache = await caches.open(NAME);
  const held = (await cache.keys()).map(request => new URL(request.url).pathname);
  const missing = unit.map(name => `/${name}`).filter(path => !held.includes(path));
  try {
    await cache.addAll([...UNIT, ...missing]);
  } catch {
    return;
  }
  const known = new Set(all.map(name => `/${name}`));
  for (const path of held) if (path.startsWith('/assets/') && !known.has(path)) await cache.delete(path);
}

async function keptFirst(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function networkFirst(request) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept !== undefined) return kept;
    throw error;
  }
}
