import { faultEn } from './fault.en.ts';

/** What `clarion init` and `clarion log …` say, in English. */
export const storeEn = {
  'cli.data': 'data folder of the installation',
  'cli.init': 'make an installation: live, or for drills',
  'cli.init.live': 'for real calls; never runs an exercise',
  'cli.init.drill': 'for drills; demo sign-ins are printed at the start',
  'cli.init.login': 'sign-in name of the first administrator of a live installation',
  'cli.init.doneLive':
    'A live installation is in {folder}.\nAdministrator: {login}\nPassword: {password}\nThe password is shown this once; only its hash is kept. Keep {keys} safe, and out of the backups of the database: it holds the keys of sealed text.',
  'cli.init.doneDrill':
    'An installation for drills is in {folder}. `npm start` begins; it prints how to sign in.',
  'cli.log.verify': 'check the hash chain of the logs, and the signed heads',
  'cli.log.which': 'one log by its name; otherwise all',
  'cli.log.verify.anchors':
    'file of signed heads; otherwise anchors.jsonl of the data folder, if it is there',
  'cli.log.verify.key': 'public key of the signed heads; otherwise anchor.pub of the keys folder',
  'cli.log.verify.progress': '{log}: {entries} entries checked',
  'cli.log.verify.whole':
    '{log} ({kind}): whole. {entries} entries, {anchors} signed heads compared, head {hash}',
  'cli.log.verify.findings': '{log} ({kind}): NOT WHOLE. {entries} entries, {anchors} signed heads compared',
  'cli.log.verify.Gap': '  entries {seq} to {to} are missing',
  'cli.log.verify.HashWrong': '  entry {seq} was changed, or does not follow the one before it',
  'cli.log.verify.HeadDiffers':
    '  the log says that it ends at {head}; its last entry is {seq}, or was changed',
  'cli.log.verify.CutOff':
    '  the signed head in line {line} is entry {anchored}; the log ends at {seq}: its end was cut off',
  'cli.log.verify.Rewritten':
    '  entry {seq} is not the one that was signed (line {line}): the log was written anew up to there',
  'cli.log.verify.AnchorUnreadable': '  line {line} of the signed heads is not readable',
  'cli.log.verify.AnchorForged': '  the signature in line {line} of the signed heads does not hold',
  'cli.log.export': 'write a log as JSON lines, with its hashes, without sealed text',
  'cli.log.export.log': 'name of the log; may be left out when there is only one',
  'cli.log.export.out': 'file to write; otherwise stdout',
  'cli.log.export.done': '{out}: {entries} entries of {log}',
  'cli.store.creatingCluster': 'making the database …',
  'cli.store.startingPostgres': 'starting PostgreSQL …',
  'cli.store.migrating': 'bringing the database up to date …',
  'cli.store.connected': 'connected',
  'cli.store.postgresDied': 'PostgreSQL ended; starting it again …',
  'cli.store.postgresRestarted': 'PostgreSQL runs again',

  'cli.fault.InitKind': 'Say --live or --drill: one of them.',
  'cli.fault.DataFolderEmpty': 'There is no installation in {file}. Name its data folder with --data.',
  'cli.fault.LogUnknown': 'There is no log {log}. There are: {logs}.',
  'cli.fault.LogsNone': 'There is no log yet.',
  'cli.fault.LogNotNamed': 'There are several logs; name one with --log: {logs}.',
  'cli.fault.LogNotWhole': 'The log is not whole: {findings} findings.',
  'cli.fault.AnchorsUnreadable': 'The signed heads cannot be read: {reason}',
  'cli.fault.AnchorKeyUnreadable': 'The public key of the signed heads cannot be read: {reason}',
  'cli.fault.DataFolderInUse': faultEn.DataFolderInUse,
  'cli.fault.DataFolderNotUsable': faultEn.DataFolderNotUsable,
  'cli.fault.KeysFolderNotUsable': faultEn.KeysFolderNotUsable,
  'cli.fault.KeyMissing': faultEn.KeyMissing,
  'cli.fault.EmbeddedFailed': faultEn.EmbeddedFailed,
  'cli.fault.DatabaseUnreachable': faultEn.DatabaseUnreachable,
  'cli.fault.PostgresTooOld': faultEn.PostgresTooOld,
  'cli.fault.RoleNotPermitted': faultEn.RoleNotPermitted,
  'cli.fault.DatabaseNewer': faultEn.DatabaseNewer,
  'cli.fault.MigrationChanged': faultEn.MigrationChanged,
  'cli.fault.InstalledAlready': faultEn.InstalledAlready,
  'cli.fault.LoginNotUsable': faultEn.LoginNotUsable,
  'cli.fault.LoginTaken': faultEn.LoginTaken,
  'cli.fault.PasswordTooShort': faultEn.PasswordTooShort,
  'cli.fault.UnitWanted': faultEn.UnitWanted,
} as const satisfies Record<string, string>;
