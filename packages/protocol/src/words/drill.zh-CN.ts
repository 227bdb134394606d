import type { drillEn } from './drill.en.ts';

export const drillZh: Record<keyof typeof drillEn, string> = {
  'cli.fault.Script.kindOne': '脚本 {field} 有误：每条情况注入必须且只能是其中一种：{value}。',
  'cli.fault.Script.timeOne': '脚本 {field} 有误：要么写 afterSeconds，要么写 "byHand": true。',
  'cli.fault.Script.idTwice': '脚本 {field} 有误：{value} 已存在。',
  'cli.fault.Script.unknown': '脚本 {field} 有误：本中心没有 {value}。',
  'cli.fault.Script.laterNotEarlier': '脚本 {field} 有误：在此之前没有名为 {value} 的报警。',
  'cli.fault.Script.expectNotHere': '脚本 {field} 有误：这项期望只适用于其他种类的情况注入。',
  'cli.fault.Script.streetUnknown':
    '脚本 {field} 有误：该处不能确定一条道路。请给出两路口之间的一点，或道路两端。',
};
