import type { UnitStatus } from '@clarion/dispatch';
import { say } from '@clarion/protocol';

/** What the command bar understands. Their words stand in the catalogue (`verb.*`), both languages at once. */
export const verbs = [
  'dispatch',
  'acknowledged',
  'enRoute',
  'onScene',
  'transporting',
  'atDestination',
  'available',
  'outOfService',
  'release',
  'note',
  'close',
  'reopen',
  'find',
  'answer',
  'end',
  'open',
  'attach',
  'detach',
  'read',
  'confirmLocation',
  'undo',
  'place',
  'trust',
  'replay',
  'closeStreet',
  'reopenStreet',
  'slowStreet',
  'restoreSpeed',
  'cordon',
  'liftCordon',
  'holdPoint',
  'alarm',
  'staff',
  'why',
  'level',
  'endLevel',
  'command',
  'major',
  'standDown',
  'count',
  'order',
  'plan',
  'declinePlan',
  'step',
  'endPlan',
  'whatIf',
  'stack',
  'preempt',
  'swap',
  'exchange',
  'join',
  'protocol',
  'told',
  'heard',
  'accounted',
  'mayday',
  'endEmergency',
  'desk',
  'leaveDesk',
  'give',
  'handOver',
  'takeOver',
  'withdrawHandOver',
  'ackAlarm',
  'hazard',
  'endHazard',
  'stage',
  'safe',
  'staged',
  'heardSafe',
  'later',
  'now',
  'moved',
  'divert',
  'link',
  'unlink',
  'merge',
  'split',
  'message',
  'readCrews',
  'ackMessage',
  'moveUp',
  'dismissMove',
  'suspendMoves',
  'resumeMoves',
  'pauseDrill',
  'goOnDrill',
  'paceDrill',
  'jumpDrill',
  'fireInject',
  'skipInject',
  'tried',
  'giveUp',
  'silent',
  'cutOff',
  'transfer',
  'receipt',
  'result',
  'withdrawTransfer',
] as const;
export type Verb = (typeof verbs)[number];

export const statusVerbs: ReadonlySet<Verb> = new Set<Verb & UnitStatus>([
  'acknowledged',
  'enRoute',
  'onScene',
  'transporting',
  'atDestination',
  'available',
  'outOfService',
]);

export interface Alias {
  readonly alias: string;
  readonly verb: Verb;
}

const spoken = (key: string) => [...say('en', key).split(','), ...say('zh-CN', key).split(',')];

/** Every alias of every verb, the longest first, so that `on scene` is not read as `on`. */
export const aliases: readonly Alias[] = verbs
  .flatMap(verb => spoken(`verb.${verb}`).map(alias => ({ alias: alias.trim().toLowerCase(), verb })))
  .filter((one, i, all) => all.findIndex(other => other.alias === one.alias) === i)
  .sort((a, b) => b.alias.length - a.alias.length);

/** Words that open a line about something done on paper: `paper K3 14:05 …`. */
export const paperWords: readonly string[] = spoken('verb.paper').map(word => word.trim().toLowerCase());
