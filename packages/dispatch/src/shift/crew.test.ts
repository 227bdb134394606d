import { expect, test } from 'vitest';
import { assigned, does, machine, opened, smallTown, story, Telling } from '../../test/story.ts';
import type { Board } from '../board.ts';
import { capabilitiesNow, lackingFor } from '../staffing.ts';
import { countCrew, type QualificationCount } from './crew.ts';

const counted = (people: number, ...holds: readonly QualificationCount[]) =>
  does({ type: 'CountCrew', unitId: 'E1', people, holds }, machine);
const officer = (valid: number, expired = 0) => ({ qualificationId: 'officer', valid, expired });
const unitOf = (board: Board) => board.units.get('E1')!;

const configuration = {
  ...smallTown,
  version: 2,
  minimumPeople: { engine: 4 },
  shifts: { crewing: { engine: [{ qualificationId: 'officer', count: 1 }] } },
};
const rules = { actor: machine, command: { type: 'AdoptConfiguration', configuration } } as const;

story('[SH1] a crew is counted, not named')
  .given(rules)
  .when(does({ ...counted(4, { ...officer(1), staffId: 'S7' } as QualificationCount).command }, machine))
  .writes('CrewCounted')
  .and((board, [entry]) => {
    expect(entry?.data).toEqual({ unitId: 'E1', people: 4, holds: [officer(1)] });
    expect(unitOf(board).crew).toEqual({ people: 4, holds: [officer(1)] });
  });
story('[SH1] the same numbers again write nothing')
  .given(rules, counted(4, officer(1)))
  .when(counted(4, officer(1)))
  .nothing();
story('[SH1] the server counts, and no one else')
  .given(rules)
  .when(does(counted(4).command))
  .refused('NotAllowed');
story('[SH1] a unit that is not there is refused')
  .given(rules)
  .when(does({ type: 'CountCrew', unitId: 'E9', people: 1, holds: [] }, machine))
  .refused('UnitUnknown');

test('[SH2] what a unit can do follows from who has signed on', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  telling.must(rules);
  const can = () => capabilitiesNow(telling.board, unitOf(telling.board));
  expect(can()).toEqual(['engine', 'firstResponder']);
  telling.must(counted(4, officer(1)));
  expect(can()).toEqual(['engine', 'firstResponder']);
  telling.must(counted(3, officer(1)));
  expect(can()).toEqual(['firstResponder']);
  telling.must(counted(4));
  expect(can()).toEqual(['firstResponder']);
  telling.must(counted(0));
  expect(can()).toEqual([]);
  // By voice, for now.
  telling.must(counted(3, officer(1)));
  telling.must(does({ type: 'StaffUnit', unitId: 'E1', people: 4, without: [] }));
  expect(can()).toEqual(['engine', 'firstResponder']);
});

story('[SH3] an expired qualification does not count, and says so')
  .given(rules)
  .when(counted(4, officer(0, 2)))
  .writes('CrewCounted')
  .and(board =>
    expect(lackingFor(board, unitOf(board), 'engine')).toEqual({
      capability: 'engine',
      qualification: { qualificationId: 'officer', count: 1, expired: 2 },
    }),
  );
story('[SH3] it can be sent by hand all the same')
  .given(rules, counted(4, officer(0, 2)), opened('I1'))
  .when(assigned('E1', 'I1'))
  .writes('UnitsAssigned');

test('[SH1] counting: each for every qualification of theirs, expired from its very instant on', () => {
  const aboard = [
    { qualifications: [{ qualificationId: 'officer', expiresAt: 100 }, { qualificationId: 'driver' }] },
    { qualifications: [{ qualificationId: 'officer', expiresAt: 101 }] },
    { qualifications: [] },
  ];
  expect(countCrew(aboard, 100)).toEqual({
    people: 3,
    holds: [
      { qualificationId: 'driver', valid: 1, expired: 0 },
      { qualificationId: 'officer', valid: 1, expired: 1 },
    ],
  });
  expect(countCrew([], 100)).toEqual({ people: 0, holds: [] });
});
