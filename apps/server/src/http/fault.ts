import type { Refusal } from '@clarion/dispatch';
import { chooseLanguage, type Fault, type FaultCode, type Language, say } from '@clarion/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Refused {
  readonly status: number;
  readonly code: FaultCode;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly field?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The language of the asker: as our pages say it with each request, else of the session, else of the browser. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = request.headers['accept-language'];
  if (wanted === 'en' || wanted === 'zh-CN') return wanted;
  return request.session?.language ?? chooseLanguage(wanted);
}

/** Answers with a fault in the asker's language. Return what it returns. */
export function refuse(request: FastifyRequest, reply: FastifyReply, refused: Refused): FastifyReply {
  return reply.code(refused.status).send(faultOf(languageOf(request), refused));
}

export function faultOf(language: Language, refused: Refused): Fault {
  return {
    code: refused.code,
    message: say(language, refused.code, refused.params ?? {}),
    ...(refused.field === undefined ? {} : { field: refused.field }),
    ...(refused.facts === undefined ? {} : { facts: refused.facts }),
  };
}

type LogRefusal = Refusal | { readonly code: 'CommandIdTaken' } | { readonly code: 'TextNotStorable' };

/** A refusal of the law as an answer: 404 what does not exist, 403 what the role may not do, 409 all else. */
export function refusedByLaw(refusal: LogRefusal, language: Language, timeZone: string): Refused {
  const status = refusal.code === 'NotAllowed' ? 403 : refusal.code.endsWith('Unknown') ? 404 : 409;
  const params: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(refusal)) params[name] = shown(value, language);
  if ('at' in refusal) params['time'] = timeShown(refusal.at, timeZone);
  if (refusal.code === 'StatusNotPossible') {
    params['from'] = say(language, `status.${refusal.from}`);
    params['to'] = say(language, `status.${refusal.to}`);
  }
  return { status, code: refusal.code, params, facts: { ...refusal } };
}

function shown(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.join(language === 'zh-CN' ? '、' : ', ');
  if (typeof value === 'object' && value !== null && 'id' in value) return value.id;
  return value;
}

function timeShown(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
}
