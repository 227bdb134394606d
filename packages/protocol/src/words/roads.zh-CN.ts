import type { roadsEn } from './roads.en.ts';

/** `clarion roads …` 的中文用语。 */
export const roadsZh: Record<keyof typeof roadsEn, string> = {
  'cli.roads.build': '由地图数据或简单表格制作路网',
  'cli.roads.build.out': '路网文件',
  'cli.roads.build.read': '{file}：已读取 {percent} %',
  'cli.roads.build.done': '{out}：{nodes} 个节点、{arcs} 条路段，用时 {seconds} 秒。未采用：{ignored}。',
  'cli.roads.graph': '路网文件，或地点包',
  'cli.roads.closed': '封闭道路：from,to（来源节点编号），每行只封闭该方向',
  'cli.roads.from': '起点：id,lng,lat 或 id,node',
  'cli.roads.to': '终点：id,lng,lat 或 id,node',
  'cli.roads.unsnapped': 'unsnapped：{id}（{file}:{line}）500 米内没有可通行的道路',
  'cli.roads.matrix': '各点之间的行驶时间',
  'cli.roads.matrix.out': '行驶时间表：from,to,travel_time_ms',
  'cli.roads.matrix.row': '第 {row} 行，共 {rows} 行',
  'cli.roads.matrix.done': '{out}：{pairs} 对；{unreachable} 对不可达，{unsnapped} 个点附近无道路。',
  'cli.roads.nearest': '最快到达各点的出动单元',
  'cli.roads.nearest.units': '出动单元的位置：id,lng,lat 或 id,node',
  'cli.roads.nearest.at': '要到达的点：id,lng,lat 或 id,node',
  'cli.roads.nearest.k': '每个点列出多少个单元',
  'cli.roads.reach': '规定时间内可到达的范围',
  'cli.roads.reach.from': '起点（以最近者计）：id,lng,lat 或 id,node',
  'cli.roads.reach.within': '秒数，如 60,180,480',
  'cli.roads.reach.out': '各时限的范围（GeoJSON）',
  'cli.roads.reach.nodes': '可到达的节点表：node,seconds',
  'cli.roads.reach.done': '{out}：可到达 {nodes} 个节点；{unsnapped} 个点附近无道路。',
};
