import type { Instant } from '@clarion/measure';
import type { CentreRules, RulesReason, RulesReplay } from './centre-rules/centre-rules.ts';
import type { RulesId } from './ids.ts';

/** What is asked about the centre's own rules. */
export type RulesCommand =
  | {
      readonly type: 'DraftRules';
      readonly rules: CentreRules;
      readonly reason: RulesReason;
      /** Absent: as soon as they are approved. */
      readonly startsAt?: Instant;
    }
  /** What the draft would have recommended, as the server has reckoned it. */
  | { readonly type: 'ReplayRules'; readonly rulesId: RulesId; readonly replay: RulesReplay }
  | { readonly type: 'ApproveRules'; readonly rulesId: RulesId }
  /** Their start has come. */
  | { readonly type: 'BeginRules'; readonly rulesId: RulesId }
  | { readonly type: 'WithdrawRules'; readonly rulesId: RulesId }
  /** Back to those before them, or to the configuration as it was adopted. */
  | { readonly type: 'RollBackRules'; readonly rulesId: RulesId };
