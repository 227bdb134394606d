import type { simulationEn } from './simulation.en.ts';

/** What `clarion simulate`, `plan queue` and `plan staffing` say, in Chinese. */
export const simulationZh: Readonly<Record<keyof typeof simulationEn, string>> = {
  'cli.simulate': '仿真一个部署方案：忙碌率、等待与响应时间，附 95% 置信区间',
  'cli.simulate.scenario': '方案文件（JSON）；--schema 输出其格式',
  'cli.simulate.schema': '只输出输入文件的 JSON 模式',
  'cli.simulate.seed': '随机种子；默认取方案中的种子',
  'cli.simulate.seconds': '到此时间后，当前这次重复完成即停止',
  'cli.simulate.threads': '分担各次重复的线程数；未给时按规模决定。结果不受影响',
  'cli.simulate.against': '另一个方案，面对相同的呼叫：同时给出差值',
  'cli.simulate.replication': '第 {done} 次重复，共 {all} 次',
  'cli.plan.queue': '用超立方体模型计算部署方案的忙碌率与等待，不做仿真',
  'cli.plan.queue.method': '15 个单位以内为精确解，以上为近似解；默认按单位数量决定',
  'cli.plan.queue.hour': '一周中的小时（0 为周一 0 时），用于随时间变化的需求或行驶时间',
  'cli.plan.staffing': '一周每小时所需单位数、覆盖它们的班次及人员配备',
  'cli.plan.staffing.input': '待排班的内容（JSON）；--schema 输出其格式',

  'cli.fault.ScenarioFieldUnknown': '没有字段“{field}”。',
  'cli.fault.ScenarioFieldMissing': '缺少字段 {field}。',
  'cli.fault.ScenarioFieldUnfit': '字段 {field} 不符合要求，应为：{reason}。',
  'cli.fault.ScenarioNameTwice': '{field}：“{value}”重复出现。',
  'cli.fault.ScenarioNameUnknown': '{field}：没有“{value}”。',
  'cli.fault.ScenarioNothingHappens': '{field}：没有任何大于零的值，不会有呼叫。',
  'cli.fault.ScenarioZoneUnserved': '{field}：没有能处置的单位可到达区域“{value}”。',
  'cli.fault.ScenarioNeedUnmet': '{field}：能满足需求“{value}”的单位不足。',
  'cli.fault.ScenarioNotModelled': '超立方体模型不支持 {field}；请使用 `clarion simulate`。',
  'cli.fault.ScenarioDemandDiffers': '两个方案的区域、重复次数与呼叫数不一致，无法面对相同的呼叫。',
  'cli.fault.ScenarioTooManyUnits': '精确模型最多支持 {maximum} 个单位。',
  'cli.fault.ScenarioOverloaded': '{field}：工作量超过单位的能力（负荷 {load}），队列将无限增长。',
};
