import type { Instant } from '@clarion/measure';
import type { CentreRules, RulesReason, RulesReplay } from './centre-rules/centre-rules.ts';
import type { RulesId } from './ids.ts';

/** Entries about the centre's own rules. */
export type RulesEntryBody =
  | {
      readonly type: 'RulesDrafted';
      readonly data: {
        readonly rulesId: RulesId;
        readonly reason: RulesReason;
        /** Absent: as soon as they are approved. */
        readonly startsAt?: Instant;
        /** The version in force, on which they were drafted. */
        readonly against: number;
        readonly rules: CentreRules;
      };
    }
  | {
      readonly type: 'RulesReplayed';
      readonly data: { readonly rulesId: RulesId; readonly replay: RulesReplay };
    }
  | { readonly type: 'RulesApproved' | 'RulesWithdrawn'; readonly data: { readonly rulesId: RulesId } }
  /** `version`: the number of the configuration that is in force from here on. */
  | {
      readonly type: 'RulesBegun' | 'RulesRolledBack';
      readonly data: { readonly rulesId: RulesId; readonly version: number };
    };
