export { type CotMessage, type CotReader, cotPong, createCotReader } from './cot.ts';
export { type FeedOptions, serveCot } from './cot-server.ts';
export { type GpxFault, readGpx } from './gpx.ts';
export type { Listening } from './listen-tcp.ts';
export { followMqtt, type MqttFeed } from './mqtt-feed.ts';
export { readMqttMessage } from './mqtt-message.ts';
export { createNmeaReader, type NmeaReader, nmeaChecksum, readNmeaFile } from './nmea.ts';
export { serveNmea } from './nmea-server.ts';
export type { Admitted, Desk, Heard, Report } from './report.ts';
