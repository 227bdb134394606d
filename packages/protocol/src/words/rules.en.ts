/** The centre's own rules: what the law, the server and the page of rules say. Keys `rules.field.*`, `rules.fault.*` are built from codes. */
export const rulesEn = {
  'entry.RulesDrafted': 'Rules drafted',
  'entry.RulesReplayed': 'Rules replayed on past incidents',
  'entry.RulesApproved': 'Rules approved',
  'entry.RulesBegun': 'Rules in force',
  'entry.RulesWithdrawn': 'Rules withdrawn',
  'entry.RulesRolledBack': 'Rules rolled back',
  'command.DraftRules': 'Draft rules',
  'command.ApproveRules': 'Approve',
  'command.WithdrawRules': 'Withdraw',
  'command.RollBackRules': 'Roll back at once',
  'server.rulesInForce':
    'rules {rulesId} of the page of rules lie over what place and file say; roll them back there to go by the file',
} as const satisfies Record<string, string>;
