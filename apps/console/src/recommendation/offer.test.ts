import type { Candidate } from '@clarion/dispatch';
import { instant, milliseconds } from '@clarion/measure';
import type { RecommendationAnswer } from '@clarion/protocol';
import { describe, expect, test } from 'vitest';
import { choose, differences, emptyOffer, offered, recommendedOf, sendable, takeNewer } from './offer.ts';

const list = (
  evidenceId: string,
  recommended: readonly string[],
  others: readonly string[] = [],
  ms = 60_000,
): RecommendationAnswer => {
  const candidate = (unitId: string, isIn: boolean, i: number): Candidate => ({
    unitId,
    status: 'available',
    travelTimeMs: milliseconds(ms + i * 1000),
    recommended: isIn,
    reasons: [],
  });
  return {
    evidenceId,
    evidence: {
      at: instant(0),
      candidates: [
        ...recommended.map((unitId, i) => candidate(unitId, true, i)),
        ...others.map((unitId, i) => candidate(unitId, false, i)),
      ],
      needs: [],
      missing: [],
      graphHash: '',
      closuresVersion: 0,
      speedsVersion: 0,
      configurationVersion: 1,
    },
  };
};

describe('the list on the screen', () => {
  test('a newer list with other units stands beside it; what is shown is what is sent', () => {
    const shown = offered(emptyOffer, 'I1', list('a', ['E1', 'M1'], ['E2']), 0);
    const later = offered(shown, 'I1', list('b', ['E2', 'M1'], ['E1']), 1);
    expect(recommendedOf(later.shown!)).toEqual(['E1', 'M1']);
    expect(sendable(later)).toEqual({
      unitIds: ['E1', 'M1'],
      displayed: ['E1', 'M1', 'E2'],
      evidenceId: 'a',
    });
    expect(differences(later)).toEqual({ gone: ['E1'], come: ['E2'] });
    expect(sendable(takeNewer(later))).toEqual({
      unitIds: ['E2', 'M1'],
      displayed: ['E2', 'M1', 'E1'],
      evidenceId: 'b',
    });
  });

  test('the same units with newer times are shown in place, with the evidence that goes with them', () => {
    const shown = choose(offered(emptyOffer, 'I1', list('a', ['E1'], ['E2']), 0), 'E2');
    const later = offered(shown, 'I1', list('b', ['E1'], ['E2'], 50_000), 1);
    expect(later.newer).toBeUndefined();
    expect(sendable(later)).toEqual({ unitIds: ['E1', 'E2'], displayed: ['E1', 'E2'], evidenceId: 'b' });
  });

  test('a list that went away again takes its mark with it', () => {
    const shown = offered(emptyOffer, 'I1', list('a', ['E1']), 0);
    const swapped = offered(shown, 'I1', list('b', ['E2']), 1);
    expect(swapped.newer).toBeDefined();
    expect(offered(swapped, 'I1', list('c', ['E1']), 2).newer).toBeUndefined();
  });

  test('another incident’s list replaces it whole', () => {
    const shown = offered(emptyOffer, 'I1', list('a', ['E1']), 0);
    expect(sendable(offered(shown, 'I2', list('b', ['E9']), 1)).unitIds).toEqual(['E9']);
  });

  test('nothing shown, nothing sent', () => {
    expect(sendable(emptyOffer)).toEqual({ unitIds: [], displayed: [] });
  });
});
