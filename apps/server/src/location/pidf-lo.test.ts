import { instant } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPidfLo } from './pidf-lo.ts';

const namespaces = [
  'xmlns="urn:ietf:params:xml:ns:pidf"',
  'xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"',
  'xmlns:gml="http://www.opengis.net/gml"',
  'xmlns:gs="http://www.opengis.net/pidflo/1.0"',
  'xmlns:con="urn:ietf:params:xml:ns:geopriv:conf"',
  'xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"',
].join(' ');
const srs = 'srsName="urn:ogc:def:crs:EPSG::4326"';
const metre = 'uom="urn:ogc:def:uom:EPSG::9001"';
const degree = 'uom="urn:ogc:def:uom:EPSG::9102"';

/** A document as networks send it, with the location in question. */
const pidf = (info: string, more = '<timestamp>2026-11-26T03:00:00Z</timestamp>') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<presence ${namespaces} entity="pres:caller@example.com">
 <tuple id="t1"><status><gp:geopriv>
   <gp:location-info>${info}</gp:location-info>
   <gp:usage-rules/><gp:method>DerivedGPS</gp:method>
 </gp:geopriv></status>${more}</tuple></presence>`;
const shapeOf = (info: string) => {
  const read = readPidfLo(pidf(info));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.shape;
};
const faultOf = (text: string) => {
  const read = readPidfLo(text);
  return read.ok ? undefined : read.error;
};
const circle = (radius = '120', at = '30.4 113.9', more = '') =>
  `<gs:Circle ${srs}><gml:pos>${at}</gml:pos><gs:radius ${metre}>${radius}</gs:radius></gs:Circle>${more}`;

test('a circle with its confidence, method and time; latitude comes before longitude', () => {
  const read = readPidfLo(
    pidf(circle('120', '30.4 113.9', '<con:confidence pdf="normal">67</con:confidence>')),
  );
  expect(read).toEqual({
    ok: true,
    value: {
      shape: { kind: 'circle', at: [113.9, 30.4], radiusM: 120 },
      confidence: 0.67,
      form: 'normal',
      method: 'DerivedGPS',
      foundAt: instant(Date.UTC(2026, 10, 26, 3)),
    },
  });
});

test('without a word of confidence it is 95 %, and unknown is not known', () => {
  expect(readPidfLo(pidf(circle()))).toMatchObject({ value: { confidence: 0.95, form: 'unknown' } });
  const unknown = readPidfLo(pidf(circle('1', '1 2', '<con:confidence>unknown</con:confidence>')));
  expect(unknown.ok && 'confidence' in unknown.value).toBe(false);
});

test('every shape', () => {
  expect(shapeOf(`<gml:Point ${srs}><gml:pos>-34.4 150.9</gml:pos></gml:Point>`)).toEqual({
    kind: 'point',
    at: [150.9, -34.4],
  });
  const ellipse = (a: number, b: number, turn: string) =>
    `<gs:Ellipse ${srs}><gml:pos>42.5 -73.2</gml:pos><gs:semiMajorAxis ${metre}>${a}</gs:semiMajorAxis><gs:semiMinorAxis ${metre}>${b}</gs:semiMinorAxis>${turn}</gs:Ellipse>`;
  expect(shapeOf(ellipse(77, 11, `<gs:orientation ${degree}>43.2</gs:orientation>`))).toEqual({
    kind: 'ellipse',
    at: [-73.2, 42.5],
    semiMajorM: 77,
    semiMinorM: 11,
    orientationDeg: 43.2,
  });
  const radians = '<gs:orientation uom="urn:ogc:def:uom:EPSG::9101">1.5707963</gs:orientation>';
  expect(shapeOf(ellipse(11, 77, radians))).toMatchObject({ semiMajorM: 77, semiMinorM: 11 });
  expect(
    shapeOf(
      `<gs:ArcBand ${srs}><gml:pos>42.5 -73.2</gml:pos><gs:innerRadius ${metre}>1661.55</gs:innerRadius><gs:outerRadius ${metre}>2215.4</gs:outerRadius><gs:startAngle ${degree}>266</gs:startAngle><gs:openingAngle ${degree}>120</gs:openingAngle></gs:ArcBand>`,
    ),
  ).toEqual({
    kind: 'arcBand',
    at: [-73.2, 42.5],
    innerM: 1661.55,
    outerM: 2215.4,
    startDeg: 266,
    openingDeg: 120,
  });
  const ring = '<gml:pos>1 2</gml:pos><gml:pos>1 3</gml:pos><gml:pos>2 3</gml:pos><gml:pos>1 2</gml:pos>';
  const polygon = {
    kind: 'polygon',
    ring: [
      [2, 1],
      [3, 1],
      [3, 2],
      [2, 1],
    ],
  };
  const rings = `<gml:exterior><gml:LinearRing>${ring}</gml:LinearRing></gml:exterior>`;
  expect(shapeOf(`<gml:Polygon ${srs}>${rings}</gml:Polygon>`)).toEqual(polygon);
  expect(
    shapeOf(
      `<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1 2 1 3 2 3 1 2</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
    ),
  ).toEqual(polygon);
});

test('what has a height is laid on the ground', () => {
  const deep = 'srsName="urn:ogc:def:crs:EPSG::4979"';
  expect(
    shapeOf(
      `<gs:Sphere ${deep}><gml:pos>30.4 113.9 26.3</gml:pos><gs:radius ${metre}>85</gs:radius></gs:Sphere>`,
    ),
  ).toEqual({ kind: 'circle', at: [113.9, 30.4], radiusM: 85 });
  const base =
    '<gs:base><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1 2 30 1 3 30 2 3 30 1 2 30</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gs:base>';
  expect(shapeOf(`<gs:Prism ${deep}>${base}<gs:height ${metre}>2.4</gs:height></gs:Prism>`)).toMatchObject({
    kind: 'polygon',
    ring: [
      [2, 1],
      [3, 1],
      [3, 2],
      [2, 1],
    ],
  });
});

test('a civic address says where, never who', () => {
  const civic =
    '<ca:civicAddress xml:lang="en"><ca:country>CN</ca:country><ca:A3>Linjiang</ca:A3><ca:RD>Wenhua</ca:RD><ca:STS>Road</ca:STS><ca:HNO>12</ca:HNO><ca:FLR>3</ca:FLR><ca:NAM>Erika Mustermann</ca:NAM><ca:POBOX>7</ca:POBOX></ca:civicAddress>';
  const read = readPidfLo(pidf(civic));
  expect(read).toMatchObject({
    value: { civic: { country: 'CN', A3: 'Linjiang', RD: 'Wenhua', STS: 'Road', HNO: '12', FLR: '3' } },
  });
  expect(JSON.stringify(read)).not.toMatch(/Mustermann|POBOX|caller@/);
  expect(readPidfLo(pidf(circle() + civic))).toMatchObject({
    value: { shape: { radiusM: 120 }, civic: { HNO: '12' } },
  });
});

test('what cannot be read is named', () => {
  expect(faultOf('<presence>')).toMatchObject({ code: 'LocationUnreadable', line: 1 });
  expect(faultOf('')).toMatchObject({ code: 'LocationUnreadable' });
  expect(faultOf('<presence/>')).toEqual({ code: 'LocationMissing' });
  expect(faultOf(pidf('<gml:Curve/>'))).toEqual({ code: 'LocationShapeUnknown', shape: 'Curve' });
  expect(faultOf(pidf(circle('-3')))).toEqual({ code: 'LocationWrong', part: 'radius', value: '-3' });
  expect(faultOf(pidf(circle('9e9')))).toMatchObject({ part: 'radius' });
  expect(faultOf(pidf(circle('', '30 113')))).toMatchObject({ part: 'radius' });
  expect(faultOf(pidf(circle('5', '113.9 30.4')))).toEqual({
    code: 'LocationWrong',
    part: 'pos',
    value: '113.9 30.4',
  });
  expect(faultOf(pidf(circle().replace('4326', '3857')))).toMatchObject({ part: 'srsName' });
  expect(faultOf(pidf(circle(), '<timestamp>yesterday</timestamp>'))).toMatchObject({ part: 'timestamp' });
  expect(faultOf(pidf(circle('1', '1 2', '<con:confidence>140</con:confidence>')))).toMatchObject({
    part: 'confidence',
  });
});

test('nothing is expanded or fetched, and nothing deep is followed', () => {
  const laughs = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><presence>&b;</presence>';
  expect(faultOf(laughs)).toMatchObject({
    code: 'LocationUnreadable',
    reason: 'a document type is not taken',
  });
  expect(faultOf('<presence>&undefined;</presence>')).toMatchObject({ code: 'LocationUnreadable' });
  expect(faultOf('<a>'.repeat(5000))).toMatchObject({ code: 'LocationUnreadable' });
});

test('whatever comes in, it is read or refused by name', () => {
  const whole = pidf(circle('120', '30.4 113.9', '<con:confidence pdf="normal">67</con:confidence>'));
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(40), fc.string({ maxLength: 12 }), (at, length, instead) => {
      const read = readPidfLo(whole.slice(0, at) + instead + whole.slice(at + length));
      if (!read.ok) expect(read.error.code).toMatch(/^Location/);
      else if (read.value.shape?.kind === 'circle')
        expect(read.value.shape.radiusM).toBeGreaterThanOrEqual(0);
    }),
  );
});
