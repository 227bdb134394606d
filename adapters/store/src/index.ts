export { type AgencyKeyRecord, type AgencyKeys, openAgencyKeys } from './agency/agencyKeys.ts';
export type { BackupFault } from './backup/fault.ts';
export { takeKeys } from './backup/keys.ts';
export type { BackupManifest } from './backup/manifest.ts';
export { type Restored, type RestoreWanted, restoreBackup } from './backup/put-back.ts';
export { takeBackup } from './backup/take.ts';
export { type NodeClock, type NodeClocks, openNodeClocks } from './clocks/nodeClocks.ts';
export { type OpenFault, StoreFull, StoreUnavailable } from './database/fault.ts';
export {
  type Database,
  type DatabasePlace,
  type OpenOptions,
  openDatabase,
  type ProgressStep,
} from './database/open.ts';
export { type Room, roomOf } from './database/room.ts';
export type { LogKind, SealedKind, Tables } from './database/tables.ts';
export { type DrillControls, openDrillControls, type StoredControl } from './drill/controls.ts';
export {
  createInstallation,
  findInstallation,
  type Installation,
  type InstallationFault,
} from './installation.ts';
export { type Anchor, type Anchors, openAnchors, publicKeyFile } from './log/anchors.ts';
export type { Accompanying, Appended, AppendRefusal } from './log/batch.ts';
export { type ExportedEntry, exportLog } from './log/export.ts';
export { type Filed, openFiled } from './log/filed.ts';
export type { Follower } from './log/followers.ts';
export { checkLive, type LiveLog, type LogHeader, listLogs, openForEffects } from './log/list.ts';
export { type Log, type LogFault, type LogName, openLog } from './log/log.ts';
export { type AnchorsGiven, type Finding, type Verification, verifyLog } from './log/verify.ts';
export { type DoubtfulFix, openPositions, type Positions, type StoredFix } from './position/positions.ts';
export type { PositionCursor } from './position/since.ts';
export { openPresences, type Presences } from './presence/presences.ts';
export { defaultRetention, type Retention } from './seal/due.ts';
export type { SealedRead } from './seal/reads.ts';
export type { SealedText } from './seal/sealed.ts';
export { openSealing, type SealedHeader, type SealedReading, type Sealing } from './seal/sealing.ts';
export {
  type Duty,
  openShifts,
  type PlannedShift,
  type PlanToStore,
  type Shifts,
  type StaffQualification,
} from './shift/shifts.ts';
export {
  type BreakGlass,
  type BreakGlassReason,
  endBreakGlass,
  issueBreakGlass,
  listBreakGlass,
  openBreakGlass,
  openBreakGlasses,
  revokeBreakGlass,
} from './signin/breakGlass.ts';
export {
  type ChangeFault,
  changeOperator,
  makeOperator,
  type OperatorChange,
} from './signin/changeOperator.ts';
export { type Devices, openDevices } from './signin/devices.ts';
export { eraseOperatorActs, lastActs, listOperatorActs, type OperatorAct } from './signin/operatorActs.ts';
export {
  createOperator,
  findOperator,
  listOperators,
  type NewOperator,
  normalLogin,
  type Operator,
  type OperatorFault,
  randomPassword,
  replaceOncePassword,
  setPassword,
  shortestPassword,
} from './signin/operators.ts';
export { openSecondFactors, removeSecondFactor, type SecondFactors } from './signin/secondFactors.ts';
export {
  createSession,
  endSession,
  endSessionsOf,
  findSession,
  livingSessions,
  purgeSessions,
  type StoredSession,
  setSessionLanguage,
  touchSession,
} from './signin/sessions.ts';
export {
  purgeSignInFailures,
  type SecondFault,
  type SignInAttempt,
  type SignInFault,
  signIn,
} from './signin/signIn.ts';
export { type SignedOn, signOn } from './signin/signOn.ts';
export {
  type FeedForm,
  openSpeedFeeds,
  type StoredFeed,
  type StoredSpeedFeeds,
} from './speeds/speed-feeds.ts';
export { openTrackers, type Tracker, type TrackerFault, type Trackers } from './tracker/trackers.ts';
