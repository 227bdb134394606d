import type { Bounds, LngLat } from '@clarion/measure';

export interface CoordinatesReading {
  readonly at: LngLat;
  /** Half the last digit given, in metres, at least 1. */
  readonly uncertaintyM: number;
  /** Which reading it is follows from the notation or the map; otherwise it is a guess. */
  readonly sure: boolean;
}

/** A map's surroundings still count as near it. */
const MARGIN_DEG = 0.5;
const NUMBER = String.raw`\d{1,3}(?:\.\d+)?`;
const HEMISPHERE = '北纬|南纬|东经|西经|[NSEW]';
const PART = new RegExp(
  String.raw`^\s*(${HEMISPHERE})?\s*([-+−]?${NUMBER})\s*(?:[°度º]\s*(?:(${NUMBER})\s*['′’分]\s*(?:(${NUMBER})\s*(?:["″”秒]|''|′′))?)?)?\s*(${HEMISPHERE})?\s*`,
  'iu',
);

/** "N37 46.5" and "37 46 30 N": with a hemisphere, bare numbers are degrees, minutes and seconds. */
function spelledOut(text: string): string {
  const tail = String.raw`(\d{1,3})\s+(\d{1,2}(?:\.\d+)?)(?:\s+(\d{1,2}(?:\.\d+)?))?`;
  const written = (degrees: string, minutes: string, seconds: string | undefined): string =>
    `${degrees}°${minutes}'${seconds === undefined ? '' : `${seconds}"`}`;
  const before = new RegExp(String.raw`(${HEMISPHERE})\s*${tail}(?![\d.°])`, 'giu');
  const after = new RegExp(String.raw`(?<![\d.])${tail}\s*(${HEMISPHERE})`, 'giu');
  const prefixed = text.replace(before, (_, h, d, m, s) => `${h}${written(d, m, s)}`);
  return prefixed !== text ? prefixed : text.replace(after, (_, d, m, s, h) => `${written(d, m, s)}${h}`);
}

interface Part {
  readonly degrees: number;
  readonly axis: 'lat' | 'lng' | undefined;
  readonly precisionDeg: number;
  readonly marked: boolean;
}

/**
 * Coordinates in a query: decimal or degrees, minutes, seconds; with or without N/E (or 北纬, 东经); latitude first,
 * or longitude first where only that is possible on earth or lies on the map. Empty when the text is something else;
 * two readings when both orders lie on the map.
 */
export function readCoordinates(query: string, bounds: Bounds | undefined): CoordinatesReading[] {
  let rest = spelledOut(query.normalize('NFKC'))
    .replace(/^\s*geo:/i, '')
    .trim();
  const first = readPart(rest);
  if (first === undefined) return [];
  rest = first.rest.replace(/^[,;/、]/, '');
  const second = readPart(rest);
  if (second === undefined || second.rest.replace(/^[;?].*/, '').trim() !== '') return [];
  if (!first.marked || !second.marked) return [];
  if (first.axis !== undefined && first.axis === second.axis) return [];
  const uncertaintyM = Math.max(1, Math.round(Math.max(first.precisionDeg, second.precisionDeg) * 55_600));
  const latFirst: LngLat = [second.degrees, first.degrees];
  const lngFirst: LngLat = [first.degrees, second.degrees];
  if (first.axis !== undefined || second.axis !== undefined) {
    const at = first.axis === 'lng' || second.axis === 'lat' ? lngFirst : latFirst;
    return onEarth(at) ? [{ at, uncertaintyM, sure: true }] : [];
  }
  const possible = [latFirst, lngFirst].filter(onEarth);
  const onMap = possible.filter(at => bounds !== undefined && nearMap(at, bounds));
  if (onMap.length > 0) return onMap.map(at => ({ at, uncertaintyM, sure: onMap.length === 1 }));
  return possible.slice(0, 1).map(at => ({ at, uncertaintyM, sure: possible.length === 1 }));
}

function readPart(text: string): (Part & { rest: string }) | undefined {
  const match = PART.exec(text);
  if (!match) return undefined;
  const [all, before, degrees, minutes, seconds, after] = match;
  if (before !== undefined && after !== undefined && !/^[,;/]/.test(text.slice(all.length))) {
    // "N 30.5 E 114.3": the second letter belongs to the next part.
    return readPart(text.slice(0, all.lastIndexOf(after)))
      ? { ...partOf(before, degrees!, minutes, seconds), rest: text.slice(all.lastIndexOf(after)) }
      : undefined;
  }
  return { ...partOf(before ?? after, degrees!, minutes, seconds), rest: text.slice(all.length) };
}

function partOf(
  hemisphere: string | undefined,
  degrees: string,
  minutes: string | undefined,
  seconds: string | undefined,
): Part {
  const text = degrees.replace('−', '-');
  const size = Math.abs(Number(text)) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const letter = hemisphere?.toUpperCase();
  const negative =
    text.startsWith('-') || letter === 'S' || letter === 'W' || letter === '南纬' || letter === '西经';
  const axis = letter === undefined ? undefined : /[NS北南]/.test(letter) ? 'lat' : 'lng';
  const last = seconds ?? minutes ?? degrees;
  const scale = seconds !== undefined ? 1 / 3600 : minutes !== undefined ? 1 / 60 : 1;
  const decimals = last.split('.')[1]?.length ?? 0;
  return {
    degrees: negative ? -size : size,
    axis,
    precisionDeg: scale / 10 ** decimals,
    marked: axis !== undefined || minutes !== undefined || decimals > 0,
  };
}

const onEarth = ([lng, lat]: LngLat): boolean => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;

const nearMap = ([lng, lat]: LngLat, [west, south, east, north]: Bounds): boolean =>
  lng >= west - MARGIN_DEG &&
  lng <= east + MARGIN_DEG &&
  lat >= south - MARGIN_DEG &&
  lat <= north + MARGIN_DEG;
