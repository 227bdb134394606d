import { fail, ok, type Result } from '@clarion/measure';
import type { Fault, Language } from '@clarion/protocol';

/** `Unreachable`: no answer came, so nobody knows whether the server did it. */
export type RequestFault = Fault & { readonly status: number };
export type Requester = ReturnType<typeof createRequester>;

/** Speaks HTTP with the server: cookie, CSRF token, language; a refused request is a value. What is sent is JSON, or a picture as it is. */
export function createRequester(options: {
  readonly fetch: typeof fetch;
  readonly language: () => Language;
  readonly wall: () => number;
  /** What was found the last time this page was open; 0 when absent. */
  readonly skewMs?: number;
}) {
  let csrfToken = '';
  let skewMs = options.skewMs ?? 0;

  async function request<T>(
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Result<T, RequestFault>> {
    const headers: Record<string, string> = { 'accept-language': options.language() };
    const isPicture = body instanceof Blob;
    if (body !== undefined) headers['content-type'] = isPicture ? body.type : 'application/json';
    if (method !== 'GET') headers['x-csrf-token'] = csrfToken;
    let response: Response;
    try {
      const init: RequestInit = { method, headers, credentials: 'same-origin' };
      if (body !== undefined) init.body = isPicture ? body : JSON.stringify(body);
      if (signal !== undefined) init.signal = signal;
      response = await options.fetch(path, init);
    } catch (error) {
      return fail({ status: 0, code: 'Unreachable', message: error instanceof Error ? error.message : '' });
    }
    const date = Date.parse(response.headers.get('date') ?? '');
    // The header has whole seconds: half a second is its middle. Small differences are left alone.
    if (Number.isFinite(date)) {
      const skew = date + 500 - options.wall();
      skewMs = Math.abs(skew) < 2000 ? 0 : skew;
    }
    const answer: unknown =
      response.status === 204 ? undefined : await response.json().catch(() => undefined);
    if (response.ok) return ok(answer as T);
    const told = (answer ?? {}) as Partial<Fault>;
    return fail({
      ...told,
      status: response.status,
      code: told.code ?? `Http${response.status}`,
      message: told.message ?? '',
    });
  }

  return {
    get: <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, signal),
    post: <T>(path: string, body: unknown, signal?: AbortSignal) => request<T>('POST', path, body, signal),
    put: <T>(path: string, body: unknown) => request<T>('PUT', path, body),
    patch: <T>(path: string, body: unknown) => request<T>('PATCH', path, body),
    remove: <T>(path: string) => request<T>('DELETE', path),
    setCsrfToken: (token: string) => {
      csrfToken = token;
    },
    /** What to add to this machine's clock to get the server's. */
    skewMs: () => skewMs,
  };
}
