import { faultZh } from './fault.zh-CN.ts';
import type { trackersEn } from './trackers.en.ts';

export const trackersZh: Record<keyof typeof trackersEn, string> = {
  'cli.tracker.issue': '为定位终端签发密钥：只能上报一个力量的位置',
  'cli.tracker.list': '定位终端列表：所属力量、最近上报时间、时钟偏差',
  'cli.tracker.revoke': '吊销定位终端的密钥',
  'cli.tracker.id': '定位终端名称：字母、数字、点、短横线、下划线',
  'cli.tracker.unit': '其所属力量',
  'cli.tracker.issued':
    '定位终端 {trackerId} 代表 {unitId} 上报。\n密钥：{key}\n密钥仅显示这一次，系统只保存其散列值。',
  'cli.tracker.certificate': '终端证书（PEM）：经 TLS 凭证书识别，不另发密钥',
  'cli.tracker.pinned': '定位终端 {trackerId} 经 TLS 为 {unitId} 上报，凭证书识别：{certificate}',
  'cli.tracker.revoked': '{trackerId} 的密钥已吊销，运行中的服务器三秒内生效。',
  'cli.tracker.line': '{trackerId}  {unitId}  {seen}',
  'cli.tracker.never': '从未上报',
  'cli.tracker.seen': '最近上报 {time}，时钟比本机快 {seconds} 秒',
  'cli.tracker.gone': '已于 {time} 吊销',
  'cli.tracker.none': '尚无定位终端。',
  'cli.fault.CertificateTaken': faultZh.CertificateTaken,
  'cli.fault.CertificateUnreadable': faultZh.CertificateUnreadable,
  'cli.fault.TrackerTaken': faultZh.TrackerTaken,
  'cli.fault.TrackerUnknown': faultZh.TrackerUnknown,
  'cli.fault.TrackerNameWrong': '{trackerId} 不能作为名称，只能含字母、数字、点、短横线和下划线。',
  'cli.fault.UnitUnknown': faultZh.UnitUnknown,
  'cli.tracker.replay': '按实时节奏回放轨迹文件（GPX 或 NMEA），如同终端正在行驶',
  'cli.tracker.replay.in': '轨迹文件：.gpx，或含 NMEA 语句的 .nmea、.log、.txt',
  'cli.tracker.replay.server': '服务器地址',
  'cli.tracker.replay.speed': '回放倍速',
  'cli.tracker.replay.begun': '共 {fixes} 个定位，时长 {seconds} 秒；{unreadable} 行无法读取',
  'cli.tracker.replay.cut': '线路中断，{waiting} 个定位待发，正在重试。',
  'cli.tracker.replay.done': '已发送 {fixes} 个定位，采纳 {taken} 个，另存 {aside} 个。',
  'cli.fault.TrackerKeyMissing':
    '缺少 CLARION_TRACKER_KEY：请将终端密钥放入该环境变量，写在命令行上会被他人看到。',
  'cli.fault.TrackUnreadable': '轨迹文件无法读取：{reason}。',
  'cli.fault.TrackEmpty': '轨迹文件中没有带时间的定位。',
  'cli.fault.TrackRefused': '服务器拒绝该轨迹（{status}）：{reason}',
};
