import { reportOf } from './plausible.ts';
import type { Report } from './report.ts';

const LARGEST_BYTES = 4096;

/**
 * A report as it comes over MQTT: JSON `{"key", "lat", "lng", "at"?, "speedKmh"?, "headingDegrees"?}` (`at`: milliseconds, or ISO 8601), or
 * what OwnTracks publishes (`_type: location`, `lat`, `lon`, `tst`, `vel`, `cog`). The key stands in the message, or is the last part
 * of the topic behind `base/`, for devices whose messages are what they are. Undefined: it is neither.
 */
export function readMqttMessage(
  base: string,
  topic: string,
  payload: Buffer,
): { readonly key: string; readonly report: Report } | undefined {
  if (payload.length > LARGEST_BYTES) return undefined;
  let said: unknown;
  try {
    said = JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof said !== 'object' || said === null) return undefined;
  const one = said as Readonly<Record<string, unknown>>;
  const inTopic = topic.startsWith(`${base}/`) ? topic.slice(base.length + 1) : '';
  const key = typeof one['key'] === 'string' ? one['key'] : inTopic;
  const lat = numberOf(one['lat']);
  const lng = numberOf(one['lng'] ?? one['lon']);
  if (key === '' || lat === undefined || lng === undefined) return undefined;
  // A time that cannot be read is not the time of now.
  if ((one['at'] ?? undefined) !== undefined && timeOf(one['at']) === undefined) return undefined;
  const report =
    one['_type'] === 'location'
      ? reportOf({
          lat,
          lng,
          fixAtMs: seconds(numberOf(one['tst'])),
          kmh: numberOf(one['vel']),
          degrees: numberOf(one['cog']),
        })
      : reportOf({
          lat,
          lng,
          fixAtMs: timeOf(one['at']),
          kmh: numberOf(one['speedKmh']),
          degrees: numberOf(one['headingDegrees']),
        });
  return report === undefined ? undefined : { key, report };
}

const numberOf = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const seconds = (value: number | undefined) => (value === undefined ? undefined : value * 1000);

function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return numberOf(value);
  const at = Date.parse(value);
  return Number.isFinite(at) ? at : undefined;
}
