import { parseArgs } from 'node:util';
import type { Role } from '@clarion/dispatch';
import type { FileFault } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { type FaultCode, roleSchema } from '@clarion/protocol';
import type { Attendance } from './exercise/attendance.ts';
import { isLocationServer } from './location/location-server.ts';
import { readSignOn, type SignOnSettings, signOnWanted } from './sign-on/settings.ts';

export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly keysFolder?: string;
  /** Folder of a place pack; absent: the generated town. */
  readonly place?: string;
  /** The centre's own run cards, crews and limits (JSON); absent: the usual ones. */
  readonly rules?: string;
  readonly databaseUrl?: string;
  readonly natsUrl?: string;
  /** The key by which whoever brings the calls says what happens on the lines and where a phone is; absent: nobody may. */
  readonly lineKey?: string;
  /** Where TAK clients, and receivers of NMEA 0183, connect; absent: nowhere. */
  readonly cotPort?: number;
  readonly nmeaPort?: number;
  /** Where the telephone system's ring group reaches us; absent: nowhere. */
  readonly sip?: { readonly port: number; readonly key: string };
  /** UDP ports for real-time text, one a call; absent: text legs ring as other calls do. */
  readonly textPorts?: { readonly first: number; readonly last: number };
  /** Location servers that may be asked by an address that came with a call, each as scheme, name and port. */
  readonly locationServers: readonly string[];
  /** The location server that is asked by the number of a call; absent: none is. */
  readonly locationByNumber?: string;
  /** The certificate that this server shows (files), and what is open over TLS; absent: nothing. */
  readonly tls?: TlsSettings;
  /** Broker of trackers that speak MQTT, and the topic above them. */
  readonly mqttUrl?: string;
  readonly mqttTopic: string;
  /**
   * default (generated in a drill, off when live), off, generated, recorded (the place's own calls), or the path of
   * another pack or of a call log whose calls are played.
   */
  readonly exercise: string;
  /** A drill's script (JSON). */
  readonly script?: string;
  readonly speed: number | 'max';
  /** Maps the columns of a call log. */
  readonly columns?: string;
  readonly attendance: Attendance;
  /** Of recorded calls, those of the first days only. */
  readonly days?: number;
  readonly seed: number;
  /** What has been over for so long leaves the board. */
  readonly fileAfterHours: number;
  readonly untilEnd: boolean;
  readonly report?: 'json';
  /** The organisation's own sign-on; absent: there is none. */
  readonly signOn?: SignOnSettings;
  /** Roles that do not get in without a second factor. */
  readonly secondFactorFor: readonly Role[];
  readonly behindProxy: boolean;
  /** false: only the API, e.g. when a development server serves the pages. */
  readonly pages: boolean;
}

export interface TlsSettings {
  readonly cert: string;
  readonly key: string;
  readonly cotPort?: number;
  readonly nmeaPort?: number;
  readonly sip?: {
    readonly port: number;
    /** Absent: certificates of the authority alone open. */
    readonly key?: string;
    /** File with the authority of the line: a certificate that it has signed stands for the key. */
    readonly clientCa?: string;
  };
}

/** What stands against a start: a code of the word catalogue and its values. */
export interface StartFault {
  readonly code: FaultCode | `cli.fault.${string}`;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where, when it stands in a file. */
  readonly file?: string;
  readonly line?: number;
}

/** A fault in a file that somebody gave; its sentence is the one that the command line says. */
export function fileProblem({ code, file, line, field, params }: FileFault): StartFault {
  return {
    code: `cli.fault.${code}`,
    params: { ...params, file, ...(field === undefined ? {} : { field }) },
    file,
    ...(line === undefined ? {} : { line }),
  };
}

/** Signs of a key that nobody finds by trying. */
const LINE_KEY_AT_LEAST = 24;

const tlsPorts = ['cot-tls-port', 'nmea-tls-port', 'sip-tls-port'] as const;
const ports = ['port', 'cot-port', 'nmea-port', 'sip-port', ...tlsPorts] as const;

const wanted = {
  port: { type: 'string', default: '8080' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string', default: './.clarion' },
  place: { type: 'string' },
  rules: { type: 'string' },
  'cot-port': { type: 'string' },
  'nmea-port': { type: 'string' },
  'sip-port': { type: 'string' },
  'text-ports': { type: 'string' },
  'location-servers': { type: 'string', default: '' },
  'location-by-number': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'cot-tls-port': { type: 'string' },
  'nmea-tls-port': { type: 'string' },
  'sip-tls-port': { type: 'string' },
  'sip-client-ca': { type: 'string' },
  'mqtt-topic': { type: 'string', default: 'clarion/positions' },
  exercise: { type: 'string' },
  script: { type: 'string' },
  speed: { type: 'string', default: '1' },
  unattended: { type: 'boolean', default: false },
  attended: { type: 'boolean', default: false },
  columns: { type: 'string' },
  days: { type: 'string' },
  seed: { type: 'string', default: '1' },
  // Longer than the seven days in which paper is entered afterwards.
  'file-after-hours': { type: 'string', default: '192' },
  'until-end': { type: 'boolean', default: false },
  report: { type: 'string' },
  'second-factor': { type: 'string', default: '' },
  'behind-proxy': { type: 'boolean', default: false },
  'api-only': { type: 'boolean', default: false },
} as const;

/** Whoever may listen on the centre's own network should not guess it from one sign-in. */
const SHORTEST_SIP_KEY = 20;

/** Options of the command line and the environment; what is wrong with them is told by option. */
export function readOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<ServerOptions, StartFault> {
  let values: ReturnType<typeof parse>['values'];
  try {
    ({ values } = parse(argv));
  } catch (error) {
    const field = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1] ?? argv.join(' ');
    return fail({ code: 'OptionUnknown', params: { field } });
  }
  const wrong = (field: string, value: string, expected: string) =>
    fail({ code: 'OptionWrong' as const, params: { field, value, expected } });
  const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
  for (const option of ports) {
    const said = values[option];
    if (said !== undefined && !isPort(said)) return wrong(`--${option}`, said, '0–65535');
  }
  const topic = values['mqtt-topic'];
  if (!/^[^#+\0/]+(\/[^#+\0/]+)*$/.test(topic)) return wrong('--mqtt-topic', topic, 'a/b');
  const speed = values.speed === 'max' ? 'max' : Number(values.speed);
  if (speed !== 'max' && !(speed > 0 && speed <= 1000))
    return wrong('--speed', values.speed, '0.1–1000 | max');
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) return wrong('--seed', values.seed, '0, 1, 2 …');
  if (values.report !== undefined && values.report !== 'json')
    return wrong('--report', values.report, 'json');
  const days = values.days === undefined ? undefined : Number(values.days);
  if (days !== undefined && !(days > 0)) return wrong('--days', values.days ?? '', '> 0');
  const fileAfterHours = Number(values['file-after-hours']);
  if (!(fileAfterHours > 0)) return wrong('--file-after-hours', values['file-after-hours'], '> 0');
  if (values.script !== undefined && values.exercise === 'off')
    return wrong('--exercise', 'off', 'generated | …');
  const secondFactorFor = rolesOf(values['second-factor']);
  if (secondFactorFor === undefined)
    return wrong('--second-factor', values['second-factor'], `${roleSchema.options.join(',')} | all`);
  const signOn = readSignOn(environment);
  if (signOn !== undefined && 'wrong' in signOn)
    return wrong(signOn.wrong, '…', signOnWanted[signOn.wrong] ?? '');
  const url = environment['DATABASE_URL'];
  const keys = environment['CLARION_KEYS_FOLDER'];
  const sipKey = environment['CLARION_SIP_KEY'] ?? '';
  const sipPort = values['sip-port'];
  if (sipPort !== undefined && sipKey.length < SHORTEST_SIP_KEY)
    return wrong('CLARION_SIP_KEY', '—', `≥ ${SHORTEST_SIP_KEY}`);
  const textPorts = values['text-ports'] === undefined ? undefined : rangeOf(values['text-ports']);
  if (textPorts === undefined && values['text-ports'] !== undefined)
    return wrong('--text-ports', values['text-ports'], '40000-40099');
  const locationServers = values['location-servers'].split(',').filter(one => one !== '');
  if (!locationServers.every(isLocationServer))
    return wrong('--location-servers', values['location-servers'], 'https://lis.example,https://…:8443');
  const byNumber = values['location-by-number'];
  if (byNumber !== undefined && !(URL.canParse(byNumber) && isLocationServer(new URL(byNumber).origin)))
    return wrong('--location-by-number', byNumber, 'https://lis.example/held');
  const tls = tlsOf(values, sipKey);
  if (!tls.ok) return wrong(...tls.error);
  const nats = environment['NATS_URL'];
  const line = environment['CLARION_LINE_KEY'] ?? '';
  // The value itself is never said back.
  if (line !== '' && line.length < LINE_KEY_AT_LEAST)
    return wrong('CLARION_LINE_KEY', '…', `≥ ${LINE_KEY_AT_LEAST}`);
  const mqtt = environment['MQTT_URL'] ?? '';
  if (mqtt !== '' && !/^(mqtts?|wss?):\/\//.test(mqtt))
    return wrong('MQTT_URL', mqtt.replaceAll(/\/\/[^@/]*@/g, '//'), 'mqtt://…');
  return ok({
    port: Number(values.port),
    host: values.host,
    dataFolder: values.data,
    exercise: values.exercise ?? 'default',
    speed,
    attendance: values.unattended ? 'unattended' : values.attended ? 'people' : 'helped',
    seed,
    fileAfterHours,
    untilEnd: values['until-end'],
    secondFactorFor,
    ...(signOn === undefined ? {} : { signOn }),
    behindProxy: values['behind-proxy'],
    pages: !values['api-only'],
    mqttTopic: topic,
    locationServers,
    ...(textPorts === undefined ? {} : { textPorts }),
    ...(byNumber === undefined ? {} : { locationByNumber: byNumber }),
    ...(sipPort === undefined ? {} : { sip: { port: Number(sipPort), key: sipKey } }),
    ...(tls.value === undefined ? {} : { tls: tls.value }),
    ...(values['cot-port'] === undefined ? {} : { cotPort: Number(values['cot-port']) }),
    ...(values['nmea-port'] === undefined ? {} : { nmeaPort: Number(values['nmea-port']) }),
    ...(mqtt === '' ? {} : { mqttUrl: mqtt }),
    ...(values.place === undefined ? {} : { place: values.place }),
    ...(values.rules === undefined ? {} : { rules: values.rules }),
    ...(values.script === undefined ? {} : { script: values.script }),
    ...(days === undefined ? {} : { days }),
    ...(values.columns === undefined ? {} : { columns: values.columns }),
    ...(values.report === undefined ? {} : { report: 'json' as const }),
    ...(url === undefined || url === '' ? {} : { databaseUrl: url }),
    ...(keys === undefined || keys === '' ? {} : { keysFolder: keys }),
    ...(nats === undefined || nats === '' ? {} : { natsUrl: nats }),
    ...(line === '' ? {} : { lineKey: line }),
  });
}

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: wanted, allowPositionals: false, strict: true });
}

const MOST_TEXT_PORTS = 1000;

/** Undefined: no range of ports, or more than calls by text there are at once anywhere. */
function rangeOf(said: string): { readonly first: number; readonly last: number } | undefined {
  const found = /^(\d{1,5})-(\d{1,5})$/.exec(said);
  const [first, last] = [Number(found?.[1]), Number(found?.[2])];
  return first > 0 && first <= last && last <= 65_535 && last - first < MOST_TEXT_PORTS
    ? { first, last }
    : undefined;
}

/** Errors: which option is wrong, what it says, and what it should. */
function tlsOf(
  said: ReturnType<typeof parse>['values'],
  sipKey: string,
): Result<TlsSettings | undefined, [field: string, value: string, expected: string]> {
  const open = tlsPorts.filter(port => said[port] !== undefined);
  const { 'tls-cert': cert, 'tls-key': key, 'sip-client-ca': clientCa } = said;
  if (clientCa !== undefined && said['sip-tls-port'] === undefined)
    return fail(['--sip-client-ca', clientCa, '--sip-tls-port']);
  if (open.length === 0) {
    const lone = cert === undefined ? key : cert;
    if (lone === undefined) return ok(undefined);
    return fail([
      cert === undefined ? '--tls-key' : '--tls-cert',
      lone,
      tlsPorts.map(port => `--${port}`).join(' | '),
    ]);
  }
  if (cert === undefined) return fail(['--tls-cert', '—', 'server.pem']);
  if (key === undefined) return fail(['--tls-key', '—', 'server.key']);
  const [cotPort, nmeaPort, sipPort] = tlsPorts.map(port =>
    said[port] === undefined ? undefined : Number(said[port]),
  );
  if (sipPort !== undefined && clientCa === undefined && sipKey.length < SHORTEST_SIP_KEY)
    return fail(['CLARION_SIP_KEY', '—', `≥ ${SHORTEST_SIP_KEY} | --sip-client-ca`]);
  return ok({
    cert,
    key,
    ...(cotPort === undefined ? {} : { cotPort }),
    ...(nmeaPort === undefined ? {} : { nmeaPort }),
    ...(sipPort === undefined
      ? {}
      : {
          sip: {
            port: sipPort,
            // Where certificates open, a key is not one more way in beside them.
            ...(clientCa === undefined ? { key: sipKey } : { clientCa }),
          },
        }),
  });
}

/** Undefined when one is no role. */
function rolesOf(said: string): readonly Role[] | undefined {
  if (said === 'all') return roleSchema.options;
  const named = said.split(',').filter(role => role !== '');
  const roles = named.flatMap(role => roleSchema.safeParse(role).data ?? []);
  return roles.length === named.length ? roles : undefined;
}
