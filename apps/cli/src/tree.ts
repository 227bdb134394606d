import type { CliCommand } from './command.ts';

/** A command's module is loaded only when it is called for. */
export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CliCommand }>;
}

/** `clarion <name>` or `clarion <group> <verb>`, in the order in which the help lists them. */
export const tree: Readonly<Record<string, CommandEntry>> = {
  start: { summary: 'server.cli.start', load: () => import('./start.ts') },
  exercise: { summary: 'server.cli.exercise', load: () => import('./exercise.ts') },
  'exercise compare': { summary: 'cli.compare', load: () => import('./compare/compare.ts') },
  'drill check': { summary: 'cli.drill.check', load: () => import('./drill/check.ts') },
  'drill report': { summary: 'cli.drill.report', load: () => import('./drill/report.ts') },
  init: { summary: 'cli.init', load: () => import('./init.ts') },
  backup: { summary: 'cli.backup', load: () => import('./backup/backup.ts') },
  'backup keys': { summary: 'cli.backupKeys', load: () => import('./backup/keys.ts') },
  restore: { summary: 'cli.restore', load: () => import('./backup/restore.ts') },
  'place build': { summary: 'cli.place.build', load: () => import('./place/build.ts') },
  'roads build': { summary: 'cli.roads.build', load: () => import('./roads/build.ts') },
  'roads calibrate': { summary: 'cli.times.calibrate', load: () => import('./roads/calibrate.ts') },
  'roads matrix': { summary: 'cli.roads.matrix', load: () => import('./roads/matrix.ts') },
  'roads nearest': { summary: 'cli.roads.nearest', load: () => import('./roads/nearest.ts') },
  'roads route': { summary: 'cli.roads.route', load: () => import('./roads/route.ts') },
  'roads reach': { summary: 'cli.roads.reach', load: () => import('./roads/reach.ts') },
  'roads cordon': { summary: 'cli.roads.cordon', load: () => import('./roads/cordon.ts') },
  'roads bench': { summary: 'cli.roads.bench', load: () => import('./roads/bench.ts') },
  simulate: { summary: 'cli.simulate', load: () => import('./simulate.ts') },
  'plan queue': { summary: 'cli.plan.queue', load: () => import('./plan/queue.ts') },
  'plan demand': { summary: 'cli.plan.demand.make', load: () => import('./plan/demand.ts') },
  'plan staffing': { summary: 'cli.plan.staffing', load: () => import('./plan/staffing.ts') },
  'plan rush': { summary: 'cli.plan.rush', load: () => import('./plan/rush.ts') },
  'plan cover': { summary: 'cli.plan.cover', load: () => import('./plan/cover.ts') },
  'plan median': { summary: 'cli.plan.median', load: () => import('./plan/median.ts') },
  'plan center': { summary: 'cli.plan.center', load: () => import('./plan/center.ts') },
  'plan expected': { summary: 'cli.plan.expected', load: () => import('./plan/expected.ts') },
  'plan busy': { summary: 'cli.plan.busy.own', load: () => import('./plan/busy.ts') },
  'plan double': { summary: 'cli.plan.double', load: () => import('./plan/double.ts') },
  'plan site': { summary: 'cli.plan.site', load: () => import('./plan/site.ts') },
  'plan areas': { summary: 'cli.plan.areas', load: () => import('./plan/areas.ts') },
  'plan prove': { summary: 'cli.plan.prove', load: () => import('./plan/prove.ts') },
  'operator list': { summary: 'cli.operator.list', load: () => import('./operator/list.ts') },
  'operator password': { summary: 'cli.operator.password', load: () => import('./operator/password.ts') },
  'operator end': { summary: 'cli.operator.end', load: () => import('./operator/end.ts') },
  'operator give-back': { summary: 'cli.operator.giveBack', load: () => import('./operator/give-back.ts') },
  'operator device-lost': {
    summary: 'cli.operator.deviceLost',
    load: () => import('./operator/device-lost.ts'),
  },
  'break-glass issue': { summary: 'cli.breakGlass.issue', load: () => import('./break-glass/issue.ts') },
  'break-glass list': { summary: 'cli.breakGlass.list', load: () => import('./break-glass/list.ts') },
  'break-glass revoke': { summary: 'cli.breakGlass.revoke', load: () => import('./break-glass/revoke.ts') },
  'tracker issue': { summary: 'cli.tracker.issue', load: () => import('./tracker/issue.ts') },
  'tracker list': { summary: 'cli.tracker.list', load: () => import('./tracker/list.ts') },
  'tracker revoke': { summary: 'cli.tracker.revoke', load: () => import('./tracker/revoke.ts') },
  'tracker replay': { summary: 'cli.tracker.replay', load: () => import('./tracker/replay.ts') },
  'agency issue': { summary: 'cli.agency.issue', load: () => import('./agency/issue.ts') },
  'agency list': { summary: 'cli.agency.list', load: () => import('./agency/list.ts') },
  'agency revoke': { summary: 'cli.agency.revoke', load: () => import('./agency/revoke.ts') },
  'log verify': { summary: 'cli.log.verify', load: () => import('./log/verify.ts') },
  'log export': { summary: 'cli.log.export', load: () => import('./log/export.ts') },
};
