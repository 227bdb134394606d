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
  'cli.tracker.revoked': '{trackerId} 的密钥已吊销，运行中的服务器三秒内生效。',
  'cli.tracker.line': '{trackerId}  {unitId}  {seen}',
  'cli.tracker.never': '从未上报',
  'cli.tracker.seen': '最近上报 {time}，时钟比本机快 {seconds} 秒',
  'cli.tracker.gone': '已于 {time} 吊销',
  'cli.tracker.none': '尚无定位终端。',
  'cli.fault.TrackerTaken': faultZh.TrackerTaken,
  'cli.fault.TrackerUnknown': faultZh.TrackerUnknown,
  'cli.fault.TrackerNameWrong': '{trackerId} 不能作为名称，只能含字母、数字、点、短横线和下划线。',
  'cli.fault.UnitUnknown': faultZh.UnitUnknown,
};
