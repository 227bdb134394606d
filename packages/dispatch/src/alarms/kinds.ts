import type { AlarmKind } from './alarm.ts';
import { accountabilityMissed } from './kinds/accountability-missed.ts';
import { breakGlass } from './kinds/break-glass.ts';
import { callBackDue } from './kinds/call-back-due.ts';
import { callWaiting } from './kinds/call-waiting.ts';
import { changeUnread } from './kinds/change-unread.ts';
import { clockDrift } from './kinds/clock-drift.ts';
import { clockOver } from './kinds/clock-over.ts';
import { crewMessageUnread } from './kinds/crew-message-unread.ts';
import { deskOrphaned } from './kinds/desk-orphaned.ts';
import { emergency } from './kinds/emergency.ts';
import { lowCover } from './kinds/low-cover.ts';
import { messageUnacknowledged } from './kinds/message-unacknowledged.ts';
import { orderUnacknowledged } from './kinds/order-unacknowledged.ts';
import { planStepOverdue } from './kinds/plan-step-overdue.ts';
import { stagedWentIn } from './kinds/staged-went-in.ts';
import { transferOverdue } from './kinds/transfer-overdue.ts';
import { transferUnreceived } from './kinds/transfer-unreceived.ts';
import { unacknowledged } from './kinds/unacknowledged.ts';
import { unitAwaited } from './kinds/unit-awaited.ts';
import { unitAwaitedLong } from './kinds/unit-awaited-long.ts';
import { unitOverdue } from './kinds/unit-overdue.ts';

/** Every kind, the most urgent first. */
export const alarmKinds: readonly AlarmKind[] = [
  emergency,
  accountabilityMissed,
  stagedWentIn,
  deskOrphaned,
  breakGlass,
  callWaiting,
  callBackDue,
  transferUnreceived,
  unacknowledged,
  orderUnacknowledged,
  planStepOverdue,
  unitAwaited,
  unitAwaitedLong,
  changeUnread,
  messageUnacknowledged,
  crewMessageUnread,
  unitOverdue,
  clockOver,
  transferOverdue,
  lowCover,
  clockDrift,
];
