import type { locationEn } from './location.en.ts';

/** 报警人手机上报的位置。 */
export const locationZh = {
  'location.shape.point': '点',
  'location.shape.circle': '圆形',
  'location.shape.ellipse': '椭圆',
  'location.shape.arcBand': '扇形',
  'location.shape.polygon': '区域',
  'location.at': '±{m} 米（置信度 {percent}%）',
  'location.at95': '±{m} 米（置信度 95%）',
  'location.unknown': '±{m} 米，置信度不明',
  'location.exact': '单点，未给出误差',
  'location.reckoned': '换算',
  'location.method': '方式 {method}',
  'location.old': '已被取代',
  'location.erased': '到期已删除',
  'location.civic': '地址',
  'location.label': '手机定位 ±{m} 米（95%）',
  'location.labelUnknown': '手机定位 ±{m} 米',
  'location.drawn': '{percent}%',
  'entry.LocationReported': '{call}：收到手机定位',
  'entry.LocationReported.name': '手机定位',
  'bar.problem.locationMissing': '该来话没有手机定位。',
  'action.confirmLocation': '报警人确认',
  'verb.confirmLocation': '确认定位,在此',
  'help.verb.confirmLocation': '确认定位：报警人就在手机所示位置',
} as const satisfies Record<keyof typeof locationEn, string>;
