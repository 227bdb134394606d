/** Keeps the page itself on this machine. Without a secure context there is no keeping; the page works all the same. */
export function keepPage(): void {
  if (!('serviceWorker' in navigator) || !isSecureContext || !import.meta.env.PROD) return;
  navigator.serviceWorker.register('/sw.js').catch((error: unknown) => {
    console.warn('the page is not kept for times without a network:', error);
  });
}
