import type { rulesEn } from './rules.en.ts';

export const rulesZh = {
  'entry.RulesDrafted': '规则已拟订',
  'entry.RulesReplayed': '规则已用以往警情回放',
  'entry.RulesApproved': '规则已审批',
  'entry.RulesBegun': '规则生效',
  'entry.RulesWithdrawn': '规则已撤回',
  'entry.RulesRolledBack': '规则已回退',
  'command.DraftRules': '拟订规则',
  'command.ApproveRules': '审批通过',
  'command.WithdrawRules': '撤回',
  'command.RollBackRules': '立即回退',
  'server.rulesInForce':
    '规则页面的规则 {rulesId} 覆盖在地点和文件的规定之上；如要以文件为准，请在该页面回退',
} as const satisfies Record<keyof typeof rulesEn, string>;
