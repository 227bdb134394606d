import type { Language } from '@clarion/protocol';
import { StoreFull, StoreUnavailable } from '@clarion/store';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { TrackerGate } from '../positions/tracker-gate.ts';
import type { AgencyGate } from '../transfer/agency-gate.ts';
import { guardRoutes, isApi, type MayGive } from './access.ts';
import type { Door } from './door.ts';
import { languageOf, refuse } from './fault.ts';

/** Enough for 5,000 fixes; a card with its words is far below. */
const BODY_LIMIT_BYTES = 1_048_576;
const SOCKET_LIMIT_BYTES = 262_144;
/** To send a whole request, body and all; a bad radio link manages in this, and whoever only holds the line does not. */
const REQUEST_AT_MOST_MS = 60_000;

export interface AppOptions {
  readonly door: Door;
  readonly gate: TrackerGate;
  readonly mayGive: MayGive;
  readonly agencies: AgencyGate;
  /** Opens the routes of the line, and nothing else. */
  readonly lineKey?: string | undefined;
  readonly version: string;
  /** Believe the addresses and the scheme that a proxy in front reports. */
  readonly trustProxy?: boolean;
  readonly logLevel?: string;
}

export type App = ReturnType<typeof bare>;

function bare(options: AppOptions) {
  return Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_AT_MOST_MS,
    // The proxy in front is believed, not what its client says about earlier ones.
    trustProxy: options.trustProxy === true ? (_address: string, hop: number) => hop === 0 : false,
    frameworkErrors: (_error, request, reply) =>
      void refuse(request, reply, { status: 404, code: 'AddressUnknown' }),
    // Queries can hold what somebody searched for, so the program's own log has paths only.
    logger: {
      level: options.logLevel ?? 'warn',
      serializers: {
        req: (request: FastifyRequest) => ({ method: request.method, path: request.url?.split('?')[0] }),
        err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack ?? '' }),
      },
    },
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>();
}

/** The bare server: header hygiene, schemas, faults in the asker's language. Routes are added by who builds it. */
export async function createApp(options: AppOptions): Promise<App> {
  const app = bare(options);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => answer => JSON.stringify(answer));
  app.setErrorHandler<FastifyError>(answerError);
  app.setNotFoundHandler((request, reply) => refuse(request, reply, { status: 404, code: 'AddressUnknown' }));

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // MapLibre starts its worker from the page's own files, or from a blob it made itself.
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(self)');
    if (isApi(request)) reply.header('cache-control', 'no-store');
  });
  await app.register(cookie);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Clarion', version: options.version },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: options.door.cookie },
          tracker: { type: 'http', scheme: 'bearer' },
          agency: { type: 'http', scheme: 'bearer' },
          line: { type: 'http', scheme: 'bearer' },
          csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(websocket, { options: { maxPayload: SOCKET_LIMIT_BYTES } });
  guardRoutes(
    app as unknown as FastifyInstance,
    options.door,
    options.gate,
    options.mayGive,
    options.agencies,
    options.lineKey,
  );
  return app;
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) return refuseShape(error, request, reply);
  if (error instanceof StoreUnavailable) {
    reply.header('retry-after', 1);
    return error instanceof StoreFull
      ? refuse(request, reply, { status: 507, code: 'StoreFull' })
      : refuse(request, reply, { status: 503, code: 'StoreUnavailable' });
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse(request, reply, {
        status: 413,
        code: 'BodyTooLarge',
        params: { limit: request.routeOptions.bodyLimit ?? BODY_LIMIT_BYTES },
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse(request, reply, { status: 415, code: 'BodyTypeWrong' });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refuse(request, reply, { status: 400, code: 'BodyNotJson' });
  }
  if (error instanceof SyntaxError) return refuse(request, reply, { status: 400, code: 'BodyNotJson' });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    const params = { field: error.code, reason: error.message };
    return refuse(request, reply, { status: error.statusCode, code: 'FieldWrong', params });
  }
  request.log.error({ err: error, req: request }, 'request failed');
  return refuse(request, reply, { status: 500, code: 'Broken', params: { request: request.id } });
}

function refuseShape(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [first] = error.validation ?? [];
  const path = (first?.instancePath ?? '').split('/').filter(part => part !== '');
  const sent: unknown =
    error.validationContext === 'querystring'
      ? request.query
      : error.validationContext === 'params'
        ? request.params
        : request.body;
  const field = path.join('.');
  if (field === 'command.type') {
    const type = String(valueAt(sent, path) ?? '').slice(0, 60);
    return refuse(request, reply, { status: 400, code: 'CommandTypeUnknown', field, params: { type } });
  }
  const reason = reasonIn(languageOf(request), {
    ...first?.params,
    code: first?.keyword,
    message: first?.message,
    input: valueAt(sent, path),
  });
  return refuse(request, reply, { status: 400, code: 'FieldWrong', field, params: { field, reason } });
}

const localeErrors = { en: z.locales.en().localeError, 'zh-CN': z.locales.zhCN().localeError };

/** What the schema has against a value, in the asker's language. */
function reasonIn(language: Language, issue: Record<string, unknown>): string {
  const said = localeErrors[language](issue as unknown as Parameters<typeof localeErrors.en>[0]);
  return (typeof said === 'string' ? said : said?.message) ?? String(issue['message'] ?? '');
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here: unknown = value;
  for (const part of path)
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined;
  return here;
}
