import type { CliCommand } from './command.ts';
import { done } from './command.ts';
import { passedOn, runServer, serverOptions } from './server-process.ts';

const options = {
  ...serverOptions,
  data: { kind: 'folder', summary: 'cli.data', preset: './.clarion' },
  host: { kind: 'text', summary: 'server.cli.host', preset: '127.0.0.1' },
  script: { kind: 'file', summary: 'server.cli.script' },
  exercise: { kind: 'text', summary: 'server.cli.exerciseOption' },
  'cot-port': { kind: 'integer', summary: 'server.cli.cotPort', minimum: 0, maximum: 65_535 },
  'nmea-port': { kind: 'integer', summary: 'server.cli.nmeaPort', minimum: 0, maximum: 65_535 },
  'sip-port': { kind: 'integer', summary: 'server.cli.sipPort', minimum: 0, maximum: 65_535 },
  'cot-tls-port': { kind: 'integer', summary: 'server.cli.cotTlsPort', minimum: 0, maximum: 65_535 },
  'nmea-tls-port': { kind: 'integer', summary: 'server.cli.nmeaTlsPort', minimum: 0, maximum: 65_535 },
  'sip-tls-port': { kind: 'integer', summary: 'server.cli.sipTlsPort', minimum: 0, maximum: 65_535 },
  'sip-client-ca': { kind: 'file', summary: 'server.cli.sipClientCa' },
  'text-ports': { kind: 'text', summary: 'server.cli.textPorts' },
  'location-servers': { kind: 'text', summary: 'server.cli.locationServers' },
  'location-by-number': { kind: 'text', summary: 'server.cli.locationByNumber' },
  'tls-cert': { kind: 'file', summary: 'server.cli.tlsCert' },
  'tls-key': { kind: 'file', summary: 'server.cli.tlsKey' },
  'mqtt-topic': { kind: 'text', summary: 'server.cli.mqttTopic', preset: 'clarion/positions' },
  'second-factor': { kind: 'text', summary: 'server.cli.secondFactor' },
  'behind-proxy': { kind: 'flag', summary: 'server.cli.behindProxy' },
} as const satisfies CliCommand['options'];

export const command: CliCommand = {
  name: 'start',
  summary: 'server.cli.start',
  stopsItself: true,
  options,
  async run(args, io) {
    const ended = await runServer(passedOn(args, options), io, false);
    return ended.end === 'done' ? done() : ended;
  },
};
