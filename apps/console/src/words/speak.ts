import type { Names, Reason } from '@clarion/dispatch';
import { type Language, say } from '@clarion/protocol';

/** Everything that turns values into words, in one language and one time zone. */
export interface Speech {
  (key: string, parameters?: Readonly<Record<string, unknown>>): string;
  readonly language: Language;
  /** The words of a key that may not be in the catalogue: codes that come from elsewhere. */
  maybe(key: string): string | undefined;
  /** The name to show, in the reader's language where there is one. */
  named(names: Names | undefined): string;
  /** 14:03:27 in the centre's own time zone. */
  time(at: number): string;
  /** 24 Nov 14:03:27 */
  date(at: number): string;
  reason(reason: Reason): string;
  /** The sentence for a fault or refusal, from its code and facts. */
  fault(fault: FaultLike): string;
}

export interface FaultLike {
  readonly code: string;
  readonly message?: string;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** 04:07, or 1:04:07. Negative spans read as zero: clocks of two machines differ a little. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Short age of a fix: 8s, 4m, 3h, 2d. */
export function age(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 100) return `${s}s`;
  if (s < 5940) return `${Math.round(s / 60)}m`;
  if (s < 172_800) return `${Math.round(s / 3600)}h`;
  return `${Math.round(s / 86_400)}d`;
}

export function createSpeech(language: Language, timeZone: string): Speech {
  const locale = language === 'zh-CN' ? 'zh-CN' : 'en-GB';
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const speak = (key: string, parameters?: Readonly<Record<string, unknown>>) =>
    say(language, key, parameters);
  const time = (at: number) => clock.format(at);

  /** Facts hold codes, instants and records; people read words and times. */
  const readable = (facts: Readonly<Record<string, unknown>>) => {
    const values: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(facts)) {
      if ((key === 'at' || key === 'since') && typeof value === 'number') {
        values[key] = time(value);
        values['time'] = time(value);
      } else if (key === 'by' && typeof value === 'object' && value !== null && 'id' in value) {
        values[key] = String(value.id);
      } else if ((key === 'from' || key === 'to') && typeof value === 'string') {
        values[key] = spoken(`status.${value}`) ?? value;
      } else if (Array.isArray(value)) values[key] = value.join(language === 'zh-CN' ? '、' : ', ');
      else values[key] = value;
    }
    return values;
  };
  const spoken = (key: string) => {
    try {
      return speak(key);
    } catch {
      return undefined;
    }
  };

  return Object.assign(speak, {
    language,
    maybe: spoken,
    time,
    date: (at: number) => `${day.format(at)} ${time(at)}`,
    named: (names: Names | undefined) =>
      (language === 'zh-CN'
        ? (names?.zh ?? names?.local ?? names?.en)
        : (names?.en ?? names?.local ?? names?.zh)) ?? '',
    reason: (reason: Reason) => {
      const values: Record<string, unknown> = { ...reason };
      if ('byMs' in reason) values['by'] = duration(reason.byMs);
      if ('ageMs' in reason) values['age'] = age(reason.ageMs);
      if ('capability' in reason)
        values['capability'] = spoken(`capability.${reason.capability}`) ?? reason.capability;
      if ('doubt' in reason) values['doubt'] = spoken(`doubt.${reason.doubt}`) ?? reason.doubt;
      return spoken(`reason.${reason.code}`) === undefined
        ? reason.code
        : speak(`reason.${reason.code}`, values);
    },
    fault: (fault: FaultLike) => {
      if (fault.message !== undefined && fault.message !== '' && fault.code !== 'Unreachable')
        return fault.message;
      const key = `console.fault.${fault.code}`;
      if (spoken(key) !== undefined) return speak(key, readable(fault.facts ?? {}));
      if (spoken(fault.code) !== undefined) return speak(fault.code, readable(fault.facts ?? {}));
      return speak('console.fault.other', { code: fault.code });
    },
  });
}
