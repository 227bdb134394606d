import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Known, parseBar } from './parse.ts';
import { aliases, verbs } from './verbs.ts';

const units = new Set(['E32', 'M14', 'C1', '消12']);
const known: Known = {
  unit: word => (units.has(word.toUpperCase()) ? word.toUpperCase() : undefined),
  incident: word => (/^i\d+$/i.test(word) ? word.toUpperCase() : undefined),
  call: word => (/^c\d+$/i.test(word) ? word.toUpperCase() : undefined),
};
const read = (line: string) => parseBar(line, known);

describe('a line of the command bar', () => {
  test.each([
    ['dispatch E32 M14 I17', 'dispatch', ['E32', 'M14'], 'I17'],
    ['E32 M14 > I17', 'dispatch', ['E32', 'M14'], 'I17'],
    ['e32, m14 i17', 'dispatch', ['E32', 'M14'], 'I17'],
    ['派警E32、M14到I17', 'dispatch', ['E32', 'M14'], 'I17'],
    ['E32到场', 'onScene', ['E32'], undefined],
    ['派警 E32 M14 到 I17', 'dispatch', ['E32', 'M14'], 'I17'],
    ['派警消12 I17', 'dispatch', ['消12'], 'I17'],
    ['Ｅ３２　＞　Ｉ１７', 'dispatch', ['E32'], 'I17'],
    ['E32 on scene', 'onScene', ['E32'], undefined],
    ['E32 *', 'onScene', ['E32'], undefined],
    ['~ E32', 'enRoute', ['E32'], undefined],
    ['E32 到场', 'onScene', ['E32'], undefined],
    ['available E32', 'available', ['E32'], undefined],
    ['release E32 I17', 'release', ['E32'], 'I17'],
    ['close street I17 30 flood', 'closeStreet', [], 'I17'],
    ['封路Ｉ１７ 30', 'closeStreet', [], 'I17'],
    ['close I17 handled', 'close', [], 'I17'],
  ])('%s', (line, verb, unitIds, incidentId) => {
    const parsed = read(line);
    expect(parsed.incidentId).toBe(incidentId);
    expect(parsed.verb).toBe(verb);
    expect(parsed.unitIds).toEqual(unitIds);
  });

  test('a note keeps its text as it was typed, commas and full-width signs too', () => {
    expect(read('note I17 gate locked, use E32’s key')).toMatchObject({
      verb: 'note',
      incidentId: 'I17',
      rest: 'gate locked, use E32’s key',
      unitIds: [],
    });
    expect(read('记录 I17 大门已锁，从后院进入').rest).toBe('大门已锁，从后院进入');
    expect(read('note   two  spaces').rest).toBe('two  spaces');
  });

  test('a verb about calls means the call, though a unit has the same number', () => {
    expect(read('attach C1 I17')).toMatchObject({
      verb: 'attach',
      callId: 'C1',
      incidentId: 'I17',
      unitIds: [],
    });
    expect(read('C1 on scene')).toMatchObject({ verb: 'onScene', unitIds: ['C1'] });
  });

  test('a word that begins like a verb is not one', () => {
    expect(read('dot E32').verb).toBeUndefined();
    expect(read('dot E32').unknown).toBe('dot');
    expect(read('closet').unknown).toBe('closet');
  });

  test('paper carries card and time before the line itself', () => {
    expect(read('paper K3 14:05 E32 on scene')).toMatchObject({
      paper: { card: 'K3', clock: '14:05' },
      verb: 'onScene',
      unitIds: ['E32'],
    });
    expect(read('补录 K3 14:05:30 记录 I17 水枪，已出').rest).toBe('水枪，已出');
    expect(read('paper K3').paper).toEqual({ card: '', clock: '' });
  });

  test('every verb can be said in both languages, and no alias means two things', () => {
    for (const verb of verbs) {
      const own = aliases.filter(one => one.verb === verb).map(one => one.alias);
      expect([verb, own.some(alias => /[a-z]/.test(alias))]).toEqual([verb, true]);
      expect([verb, own.some(alias => /\p{Script=Han}/u.test(alias))]).toEqual([verb, true]);
    }
    expect(new Set(aliases.map(one => one.alias)).size).toBe(aliases.length);
  });

  test('a list mark that begins a note stays in it', () => {
    expect(read('note 、').rest).toBe('、');
    expect(read('记录 、北门').rest).toBe('、北门');
  });

  test('nothing that is typed breaks it, and a note is never changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        read(text);
        const note = text.trim();
        if (note !== '' && known.incident(note.split(/\s/)[0]!) === undefined)
          expect(read(`note ${note}`).rest).toBe(note);
      }),
    );
  });
});
