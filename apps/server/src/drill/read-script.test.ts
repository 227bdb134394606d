import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfiguration } from '@clarion/dispatch';
import { say } from '@clarion/protocol';
import { afterAll, expect, test } from 'vitest';
import { at, gridGraph } from '../testing/grid.ts';
import { fitScript, readScript } from './read-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'clarion-script-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const example = join(import.meta.dirname, '../../../../examples/drill/market-fire.json');
const graph = gridGraph(4);
/** The example's town, and the grid's own corner of the sea. */
const bounds = [0, 0, 114, 60] as const;
const units = ['E1', 'E2'].map(unitId => ({ unitId, kind: 'E', agency: 'fire' as const, capabilities: [] }));
const configuration = defaultConfiguration({ placeName: {}, units, posts: [] }, 1);

type Injects = Record<string, unknown>[];

/** What is said of the example with one thing changed; its road lies on the grid. */
async function told(change: (injects: Injects) => unknown = () => undefined): Promise<string> {
  const script = JSON.parse(readFileSync(example, 'utf8')) as { injects: Injects };
  const [column, row] = [at(1, 1), at(2, 1)];
  const road = script.injects.find(one => one['roadClosed'] !== undefined);
  Object.assign(road!, { roadClosed: { points: [column, row], reason: 'flood', forSeconds: 60 } });
  change(script.injects);
  const file = join(folder, 'script.json');
  writeFileSync(file, JSON.stringify(script));
  const read = await readScript(file);
  const fits = read.ok && read.value ? fitScript(read.value, file, configuration, { graph, bounds }) : read;
  if (fits.ok) return 'fits';
  expect(fits.error.file).toBe(file);
  const field = String(fits.error.params['field']);
  for (const language of ['en', 'zh-CN'] as const) {
    const said = say(language, fits.error.code, fits.error.params);
    expect(said, fits.error.code).toContain(field);
    expect(said).not.toContain('{field}');
    expect(said).not.toContain('{value}');
  }
  return `${fits.error.code} ${field}`;
}

test('the example fits a centre that has its units; the street it closes is found on the roads', async () => {
  expect(await told()).toBe('fits');
  expect((await readScript(undefined)).ok).toBe(true);
});

test('[DR10] what is wrong is said in both languages with the file and the field', async () => {
  const set =
    (index: number, fields: object) =>
    (injects: Injects): unknown =>
      Object.assign(injects[index]!, fields);
  const wrong: [change: (injects: Injects) => unknown, told: string][] = [
    [set(3, { unitStatus: { unitId: 'E9', status: 'available' } }), 'unknown injects.3.unitStatus.unitId'],
    [set(6, { crewEmergency: { unitId: 'X' } }), 'unknown injects.6.crewEmergency.unitId'],
    [
      injects => Object.assign(injects[1]!['call'] as object, { typeId: 'x' }),
      'unknown injects.1.call.typeId',
    ],
    [
      set(4, { roadClosed: { points: [[0, 0]], reason: 'flood', forSeconds: 60 } }),
      'streetUnknown injects.4.roadClosed.points',
    ],
    [set(3, { crewEmergency: { unitId: 'E1' } }), 'kindOne injects.3'],
    [set(3, { byHand: true }), 'timeOne injects.3'],
    [injects => delete injects[6]!['byHand'], 'timeOne injects.6'],
    [set(4, { id: 'market' }), 'idTwice injects.4.id'],
    [
      injects => Object.assign(injects[1]!['call'] as object, { sameAs: 'fall' }),
      'laterNotEarlier injects.1.call.sameAs',
    ],
    [
      injects => Object.assign(injects[1]!['call'] as object, { sameAs: 'nobody' }),
      'injectUnknown injects.1.call.sameAs',
    ],
    [set(0, { afterSeconds: -1 }), 'beforeStart injects.0.afterSeconds'],
    [set(0, { afterSeconds: 86_401 }), 'afterEnd injects.0.afterSeconds'],
    [
      injects =>
        Object.assign(injects[1]!['call'] as object, {
          place: { at: [115, 30], label: { en: 'far', zh: '远' } },
        }),
      'offMap injects.1.call.place.at',
    ],
    [
      set(4, { roadClosed: { points: [at(1, 1), [113, -1]], reason: 'flood', forSeconds: 60 } }),
      'offMap injects.4.roadClosed.points.1',
    ],
    [
      set(3, { expect: { answeredWithinSeconds: 9 } }),
      'expectNotHere injects.3.expect.answeredWithinSeconds',
    ],
  ];
  for (const [change, expected] of wrong) expect(await told(change)).toBe(`cli.fault.Script.${expected}`);
  expect(await told(set(2, { names: 'x' }))).toBe('cli.fault.JsonUnfit injects.2.names');
  // Nobody's real number stands in a script.
  const contact = await told(injects =>
    Object.assign(injects[1]!['call'] as object, { contact: '13912345678' }),
  );
  expect(contact).toBe('cli.fault.JsonUnfit injects.1.call.contact');
});
