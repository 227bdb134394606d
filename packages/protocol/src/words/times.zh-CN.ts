import type { timesEn } from './times.en.ts';

/** 时间校准与时间范围的中文。 */
export const timesZh: Readonly<Record<keyof typeof timesEn, string>> = {
  'cli.times.calibrate': '从出动记录学习行驶需要多长时间',
  'cli.times.calibrate.graph': '路网文件或地点包；地点包内已有警情记录、站点和力量时不需要表格',
  'cli.times.calibrate.out': '校准文件（JSON）',
  'cli.times.calibration': '按此校准计算：计入起步和停车，每个时间带范围（需要 --when）',
  'cli.times.when': '行驶的当地时间，如 2026-03-02 08:30（需要 --calibration，或含校准的地点包）',
  'cli.times.drives': '{responses} 条出动记录中有 {drives} 次行驶的起点已知',
  'cli.times.otherGraph': '校准是在另一路网上做的；其系数用于本路网。',
  'cli.times.calibrate.done': '{out}：从 {responses} 条出动记录中的 {train} 次行驶学得。未使用：{excluded}。',
  'cli.times.calibrate.overhead': '起步、停车和最后几米：每次行驶 {seconds} 秒。',
  'cli.times.of.flat': '一律同一时间',
  'cli.times.of.free': '仅按道路（自由流）',
  'cli.times.of.calibrated': '校准后，自出发起',
  'cli.times.of.fromPost': '校准后，自接令起',
  'cli.times.calibrate.figures':
    '{name}：未参与学习的日子里 {n} 次行驶；相关系数 {correlation}（秩 {rank}），实际÷预计 {ratio}，平均误差 {mean} 秒，中位误差 {median} 秒，{coverage} 在范围内。',
  'cli.times.calibrate.repeats':
    '同样两地之间的两次行驶，时间之差的中位数为 {median} 秒（{pairs} 对）：任何道路时间都无法区分。',
  'cli.place.build.calibration': '保存在地点包中的校准（由 `clarion roads calibrate` 生成）',
  'cli.fault.NotACalibration': '这不是校准文件。',
  'cli.fault.CalibrationVersion': '校准的版本为 {version}；本程序读取版本 {expected}。请重新生成。',
  'cli.fault.CalibrationTooFew':
    '起点已知的行驶太少：前一半日子 {train} 次，后一半 {test} 次；两边各至少需要 {least} 次。',
  'cli.fault.WhenNotTime': '{field} 为“{value}”，不是 YYYY-MM-DD hh:mm 形式的时间。',

  'eta.calibrated': '十次中一次更早，一次更晚',
  'eta.uncalibrated': '？未校准：范围为约定值，不含出动准备',
  'eta.turnout': '出动准备 {turnout}',
  'why.calibration': '，校准 {calibration}',
  'why.turns.restrictions': '，计入禁止转弯（{profile}）',
  'why.turns.full': '，计入全部转弯（{profile}）',
  'why.profile.emergency': '可违反禁令，须付出时间',
  'why.profile.strict': '从不违反禁令',
};
