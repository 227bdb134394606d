import type { backupEn } from './backup.en.ts';
import { faultZh } from './fault.zh-CN.ts';

/** `clarion backup` 与 `clarion restore` 的中文。 */
export const backupZh: Readonly<Record<keyof typeof backupEn, string>> = {
  'cli.backup': '把系统的数据库备份到一个目录，运行中也可以',
  'cli.backup.out': '要新建的目录，不得已存在',
  'cli.backup.table': '{table}：{rows} 行',
  'cli.backup.done':
    '{folder}：数据库在 {time} 的状态，{tables} 个表共 {rows} 行，日志 {logs}。\n其中不含密钥。请用 `clarion backup keys` 另行备份；没有密钥，密封文本无法打开。',
  'cli.backupKeys': '备份密钥，须与数据库备份分开保存',
  'cli.backupKeys.done':
    '{folder}：{time} 的 {files} 个密钥文件。同时持有密钥和数据库备份者可读密封文本：请分开存放，保存时间要更短。',
  'cli.restore': '先完整核验备份，再恢复到空的数据目录或数据库',
  'cli.restore.from': '`clarion backup` 生成的目录',
  'cli.restore.keys': '`clarion backup keys` 生成的目录；不指定则密钥已在密钥目录中',
  'cli.restore.erasures': '密钥备份较旧时，指定最新的 erasures.jsonl：其中所列内容在下次启动时删除',
  'cli.restore.key': '核验备份所用的公钥；不指定则用密钥中的 anchor.pub',
  'cli.restore.done':
    '已恢复到 {place}：数据库在 {time} 的状态，{tables} 个表共 {rows} 行。日志校验完整：{logs}。\n下次启动会再次删除此后已删除的内容。此后改动或停用的账号回到当时状态：请逐一核对，并重新签发应急登录码。双重验证的恢复码已全部作废（此后用过的不得再次有效）；身份验证器照常可用。',
  'cli.restore.anchorsKept': '此前在此签名的链头保存在 {file}。',
  'cli.store.backingUp': '正在备份数据库，之后升级……',
  'cli.fault.BackupFolderTaken': '{folder} 已存在。请指定一个尚不存在的目录。',
  'cli.fault.BackupNotWritten': '备份无法写入 {folder}：{reason} 未留下任何文件。',
  'cli.fault.BackupUnreadable':
    '{file} 不存在或无法读取：不是完整的备份。请指定 `clarion backup` 生成的目录。',
  'cli.fault.BackupFileMissing': '缺少 {file}：备份不完整。未作恢复；请使用另一份备份。',
  'cli.fault.BackupFileChanged': '{file} 与写入时不同：备份已损坏或被改动。未作恢复；请使用另一份备份。',
  'cli.fault.BackupNotSigned': '{file} 的签名无效：清单被改动，或公钥属于另一系统。未作恢复。',
  'cli.fault.BackupKeyMissing':
    '没有用于核验备份的公钥 {file}。请用 --keys 指定密钥备份，或用 --key 指定 anchor.pub。',
  'cli.fault.BackupNewer': '备份由更新版本的程序生成（{found}；本程序只到 {known}）。请用该版本恢复。',
  'cli.fault.BackupKeysDiffer': '{folder} 中的密钥不属于这份备份：密封文本将无法读取。未作恢复。',
  'cli.fault.RestoreNotEmpty': '{place} 中已有系统。请恢复到空的数据目录或数据库；未作任何改动。',
  'cli.fault.RestoreNotWhole':
    '恢复的日志与备份时不一致：{reason}。请勿使用；保留备份和数据目录，改用另一份备份。',
  'cli.fault.UpgradeNotBackedUp': faultZh.UpgradeNotBackedUp,
};
