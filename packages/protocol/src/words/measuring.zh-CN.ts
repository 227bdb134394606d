import type { measuringEn } from './measuring.en.ts';

/** 在命令行测量路网的中文用语。 */
export const measuringZh: Record<keyof typeof measuringEn, string> = {
  'cli.roads.bench': '在一个路网上测量道路引擎的各项运算，并与普通搜索对照',
  'cli.roads.bench.seed': '随机种子：种子相同，则地点、单元和变更相同',
  'cli.roads.bench.threads': '排序所用线程数（默认每个处理器一个，最多八个；结果相同）',
  'cli.roads.bench.order': '正在为路网排序：{percent} %',
  'cli.roads.bench.head':
    '{nodes} 个节点，{arcs} 条路段。中位数（最小值至最大值），以及同次运行中与普通搜索之比：',
  'cli.roads.bench.row': '{what}：{median}（{least} 至 {most}）；{share}',
  'cli.roads.bench.times': '普通搜索的 {number} 倍',
  'cli.roads.bench.part': '普通搜索的 1/{number}',
  'cli.roads.bench.memory': '内存：层次结构 {hierarchy} MB，一套通行时间 {metric} MB，本进程峰值 {peak} MB。',
  'cli.roads.bench.search': '对整个路网的普通搜索',
  'cli.roads.bench.ordering': '排序（{threads} 个线程）',
  'cli.roads.bench.frame': '按排序建立层次结构',
  'cli.roads.bench.customise': '全部通行时间重算',
  'cli.roads.bench.change': '变更的路段数：{arcs}',
  'cli.roads.bench.time': '两点间时间',
  'cli.roads.bench.path': '两点间时间及路径',
  'cli.roads.bench.nearest': '{units} 个单元中最近的 {k} 个',
  'cli.roads.bench.nearestAble': '{units} 个单元中具备某项能力（每 {every} 个有 1 个）的最近 {k} 个',
  'cli.roads.bench.nearestMoving': '{units} 个单元中最近的 {k} 个，其中 {moving} 个自上次询问后已移动',
  'cli.roads.bench.nearestAtDepot': '集中在一处驻地的 {units} 个单元中最近的 {k} 个',
  'cli.roads.bench.move': '一个单元移动',
  'cli.roads.bench.matrix': '时间矩阵 {rows} × {columns}',
  'cli.roads.bench.within': '{minutes} 分钟内可到达的全部节点',
};
