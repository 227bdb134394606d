/** Keeps the page itself on this machine. Without a secure context there is no keeping; the page works all the same. */
export function keepPage(): void {
  if (!('serviceWorker' in navigator) || !isSecureContext || !import.meta.env.PROD) return;
  navigator.serviceWorker.register('/sw.js').catch((error: unknown) => {
    console.warn('the page is not kept for times without a network:', error);
  });
}

/** Keeps all that the crew's page is made of, also of a build that came after the worker. */
export function keepUnitPage(): void {
  keepPage();
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.ready.then(
    ({ active }) => active?.postMessage('keep'),
    (error: unknown) => console.warn('no worker keeps this page:', error),
  );
}
