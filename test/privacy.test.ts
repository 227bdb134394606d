import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/**
 * Words that would make a field about a member of the public. Clarion holds no register, profile, list or score of
 * people; callers' details exist only as sealed text, which has no fields.
 */
const aboutPeople =
  /caller_?(name|phone|number|id)|phone_?number|msisdn|imei|imsi|first_?name|last_?name|surname|full_?name|^persons?$|person_?(id|name)|person_?register|^citizens?$|citizen_?(id|name)|resident_?id|identity_?(number|card)|id_?card|passport|social_?security|birth|gender|ethnic|nationality|religio|political|petition|blacklist|watch_?list|suspect|person_?of_?interest|risk_?score|(^|_)face(_?id|_?print)?$|fingerprint|licen[cs]e_?plate|number_?plate|biometric/i;

const sources = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && ending.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !path.includes('node_modules') && !path.includes('/dist/'));

/** Names of fields, in types, in schemas and in object literals. */
function fieldsOf(path: string): string[] {
  const names: string[] = [];
  const keyOf = (key: { type: string; name?: unknown; value?: unknown }) => {
    if (key.type === 'Identifier' && typeof key.name === 'string') names.push(key.name);
    if (key.type === 'Literal' && typeof key.value === 'string') names.push(key.value);
  };
  new Visitor({
    Property: node => keyOf(node.key),
    TSPropertySignature: node => keyOf(node.key),
  }).visit(parseSync(path, readFileSync(path, 'utf8')).program);
  return names;
}

test('no type, schema or command has a field about a member of the public', () => {
  const found = [
    'packages/dispatch/src',
    'packages/protocol/src',
    'packages/exercise/src',
    'packages/places/src',
  ]
    .flatMap(folder => sources(folder, /\.ts$/))
    .filter(path => !path.includes('/words/'))
    .flatMap(path => fieldsOf(path).map(field => ({ file: relative(root, path), field })))
    .filter(({ field }) => aboutPeople.test(field));
  expect(found).toEqual([]);
});

test('the check would notice one', () => {
  for (const field of [
    'callerName',
    'caller_phone',
    'phoneNumber',
    'idCard',
    'ethnicity',
    'licensePlate',
    'watchlist',
    'riskScore',
  ])
    expect(aboutPeople.test(field), field).toBe(true);
  for (const field of ['phoneLocation', 'surface', 'interface', 'placeName', 'unitId'])
    expect(aboutPeople.test(field), field).toBe(false);
});

test('no table has a column about a member of the public, and no index reaches into sealed text', () => {
  const statements = sources('adapters/store', /\.(sql|ts)$/).map(path => ({
    file: relative(root, path),
    sql: readFileSync(path, 'utf8'),
  }));
  const columns = statements.flatMap(({ file, sql }) =>
    [...sql.matchAll(/create table[^(]*\(([\s\S]*?)\n\s*\)/gi)].flatMap(table =>
      [...table[1]!.matchAll(/^\s*"?([a-z_]+)"?\s+[a-z]/gim)].map(column => ({ file, column: column[1]! })),
    ),
  );
  expect(columns.length, 'the tables are found').toBeGreaterThan(20);
  expect(columns.filter(({ column }) => aboutPeople.test(column))).toEqual([]);
  const intoSealed = statements.flatMap(({ file, sql }) =>
    [...sql.matchAll(/create (?:unique )?index[^;]*?on\s+[\w.]*sealed\w*\s*(?:using \w+\s*)?\(([^)]*)\)/gi)]
      .filter(found => /\b(body|text|words)\b|tsvector|trgm/i.test(found[1]!))
      .map(found => `${file}: ${found[0]}`),
  );
  expect(intoSealed).toEqual([]);
});
