import type { LandmarkPlan } from './landmarks.ts';

const big = 12;

/** The town's schools, works and sights. Fictional all. */
// biome-ignore format: one landmark a line reads best
export const sights: readonly LandmarkPlan[] = [
  { id: 'station', kind: 'station', names: { zh: '云汀站', en: 'Yunting Railway Station' }, aliases: ['火车站', 'train station'], spot: [1, 3.72, 2.93], size: [120, 34], heightM: 20 },
  { id: 'coach', kind: 'bus_station', names: { zh: '长途汽车站', en: 'Coach Station' }, aliases: ['汽车站', 'bus station'], spot: [1, 4.2, 2.85], size: [70, 28], heightM: big },
  { id: 'stadium', kind: 'stadium', names: { zh: '云汀体育场', en: 'Yunting Stadium' }, aliases: ['体育场'], spot: [-1, 4.5, 1.5], size: [210, 160], heightM: 28 },
  { id: 'pool', kind: 'sports_centre', names: { zh: '桃源游泳馆', en: 'Taoyuan Swimming Hall' }, spot: [-1, 4.25, 1.25], size: [70, 42], heightM: 14 },
  { id: 'townhall', kind: 'townhall', names: { zh: '市民服务中心', en: 'Civic Service Centre' }, aliases: ['市政厅', 'town hall'], spot: [1, 4.25, 1.22], size: [86, 40], heightM: 45 },
  { id: 'drumtower', kind: 'attraction', names: { zh: '鼓楼', en: 'Drum Tower' }, aliases: ['Gulou'], spot: [1, 2.25, 0.5], size: [30, 24], heightM: 24 },
  { id: 'market-old', kind: 'marketplace', names: { zh: '老城农贸市场', en: 'Laocheng Farmers Market' }, aliases: ['农贸市场'], spot: [1, 2.75, 0.42], size: [62, 40], heightM: 9 },
  { id: 'market-south', kind: 'marketplace', names: { zh: '南岸农贸市场', en: "Nan'an Farmers Market" }, spot: [-1, 1.7, 0.45], size: [56, 36], heightM: 9 },
  { id: 'mall', kind: 'mall', names: { zh: '云汀广场购物中心', en: 'Yunting Plaza Mall' }, aliases: ['购物中心', 'mall'], spot: [1, 3.78, 1.2], size: [90, 62], heightM: 30 },
  { id: 'mall-south', kind: 'mall', names: { zh: '桃源商城', en: 'Taoyuan Mall' }, spot: [-1, 3.25, 0.6], size: [78, 50], heightM: 24 },
  { id: 'hotel', kind: 'hotel', names: { zh: '滨江酒店', en: 'Riverside Hotel' }, spot: [1, 4.55, 0.12], size: [48, 24], heightM: 78 },
  { id: 'library', kind: 'library', names: { zh: '云汀图书馆', en: 'Yunting Library' }, spot: [1, 3.3, 1.75], size: [56, 40], heightM: 22 },
  { id: 'museum', kind: 'museum', names: { zh: '云汀博物馆', en: 'Yunting Museum' }, spot: [1, 2.85, 0.85], size: [50, 36], heightM: 15 },
  { id: 'theatre', kind: 'theatre', names: { zh: '湖滨大剧院', en: 'Hubin Theatre' }, spot: [1, 3.12, 1.25], size: [66, 48], heightM: 26 },
  { id: 'university', kind: 'university', names: { zh: '云汀学院', en: 'Yunting College' }, aliases: ['大学', 'university'], spot: [1, 2.5, 2.6], size: [96, 40], heightM: 36 },
  { id: 'school-1', kind: 'school', names: { zh: '云汀第一中学', en: 'Yunting No. 1 Middle School' }, aliases: ['一中'], spot: [1, 1.3, 1.3], size: [84, 34], heightM: 18 },
  { id: 'school-2', kind: 'school', names: { zh: '云汀第二中学', en: 'Yunting No. 2 Middle School' }, aliases: ['二中'], spot: [-1, 4.3, 0.4], size: [84, 34], heightM: 18 },
  { id: 'school-exp', kind: 'school', names: { zh: '新城实验小学', en: 'Xincheng Experimental Primary School' }, spot: [1, 5.4, 1.3], size: [72, 32], heightM: 15 },
  { id: 'school-west', kind: 'school', names: { zh: '西苑小学', en: 'Xiyuan Primary School' }, spot: [1, 0.6, 0.6], size: [70, 30], heightM: 15 },
  { id: 'school-south', kind: 'school', names: { zh: '南岸小学', en: "Nan'an Primary School" }, spot: [-1, 2.4, 0.6], size: [70, 30], heightM: 15 },
  { id: 'nursery', kind: 'kindergarten', names: { zh: '春苗幼儿园', en: 'Chunmiao Kindergarten' }, spot: [1, 5.3, 2.3], size: [36, 22], heightM: 8 },
  { id: 'care', kind: 'nursing_home', names: { zh: '松鹤养老院', en: 'Songhe Care Home' }, spot: [-1, 1.6, 1.4], size: [60, 24], heightM: 16 },
  { id: 'chemical', kind: 'works', names: { zh: '东港化工厂', en: 'Donggang Chemical Works' }, aliases: ['化工厂'], spot: [1, 7.5, 0.6], size: [120, 66], heightM: 18 },
  { id: 'textile', kind: 'works', names: { zh: '云汀纺织厂', en: 'Yunting Textile Mill' }, aliases: ['纺织厂'], spot: [1, 7.4, 1.5], size: [110, 60], heightM: 12 },
  { id: 'logistics', kind: 'warehouse', names: { zh: '临港物流园', en: 'Lingang Logistics Park' }, spot: [-1, 7.5, 0.5], size: [130, 70], heightM: 12 },
  { id: 'waterworks', kind: 'water_works', names: { zh: '云汀自来水厂', en: 'Yunting Waterworks' }, spot: [-1, 0.5, 0.5], size: [70, 46], heightM: 9 },
  { id: 'power', kind: 'substation', names: { zh: '西苑变电站', en: 'Xiyuan Substation' }, spot: [1, 1.6, 2.5], size: [46, 34], heightM: 9 },
  { id: 'fuel-1', kind: 'fuel', names: { zh: '解放大道加油站', en: 'Jiefang Avenue Filling Station' }, spot: [1, 0.8, 1.05], size: [28, 18], heightM: 6 },
  { id: 'fuel-2', kind: 'fuel', names: { zh: '南环加油站', en: 'South Ring Filling Station' }, spot: [-1, 3.4, 1.93], size: [28, 18], heightM: 6 },
  { id: 'fuel-3', kind: 'fuel', names: { zh: '东港加油站', en: 'Donggang Filling Station' }, spot: [1, 7.2, 1.06], size: [28, 18], heightM: 6 },
  { id: 'park', kind: 'park', names: { zh: '镜湖公园', en: 'Jinghu Park' }, aliases: ['公园', 'park'], spot: [1, 2.5, 1.3] },
  { id: 'lake', kind: 'lake', names: { zh: '镜湖', en: 'Jinghu Lake' }, spot: [1, 2.5, 1.58] },
  { id: 'square', kind: 'square', names: { zh: '人民广场', en: "People's Square" }, spot: [1, 3.5, 1.12] },
  { id: 'square-river', kind: 'square', names: { zh: '滨江广场', en: 'Riverside Square' }, spot: [1, 4.02, 0.02] },
];

/** Stations and hospitals: the posts of the units, and where patients go. */
// biome-ignore format: one post a line reads best
export const postPlans: readonly LandmarkPlan[] = [
  { id: 'F1', kind: 'fire_station', names: { zh: '老城消防救援站', en: 'Laocheng Fire Station' }, spot: [1, 2.1, 0.94], size: [40, 24], heightM: 14 },
  { id: 'F2', kind: 'fire_station', names: { zh: '新城消防救援站', en: 'Xincheng Fire Station' }, spot: [1, 5.1, 1.94], size: [44, 24], heightM: 14 },
  { id: 'F3', kind: 'fire_station', names: { zh: '南岸消防救援站', en: "Nan'an Fire Station" }, spot: [-1, 2.1, 0.94], size: [40, 24], heightM: 14 },
  { id: 'F4', kind: 'fire_station', names: { zh: '东港特勤消防救援站', en: 'Donggang Special Fire Station' }, spot: [1, 7.1, 0.9], size: [56, 28], heightM: 16 },
  { id: 'A1', kind: 'ambulance_station', names: { zh: '西苑急救站', en: 'Xiyuan Ambulance Station' }, spot: [1, 1.1, 1.06], size: [26, 16], heightM: 9 },
  { id: 'A2', kind: 'ambulance_station', names: { zh: '中心急救站', en: 'Central Ambulance Station' }, spot: [1, 4.4, 1.9], size: [30, 18], heightM: 12 },
  { id: 'A3', kind: 'ambulance_station', names: { zh: '南岸急救站', en: "Nan'an Ambulance Station" }, spot: [-1, 1.2, 0.9], size: [26, 16], heightM: 9 },
  { id: 'A4', kind: 'ambulance_station', names: { zh: '桃源急救站', en: 'Taoyuan Ambulance Station' }, spot: [-1, 5.2, 0.6], size: [26, 16], heightM: 9 },
  { id: 'P1', kind: 'police', names: { zh: '老城派出所', en: 'Laocheng Police Station' }, spot: [1, 3.2, 0.9], size: [30, 18], heightM: 14 },
  { id: 'P2', kind: 'police', names: { zh: '新城派出所', en: 'Xincheng Police Station' }, spot: [1, 5.6, 1.1], size: [34, 20], heightM: 16 },
  { id: 'P3', kind: 'police', names: { zh: '西苑派出所', en: 'Xiyuan Police Station' }, spot: [1, 0.9, 1.9], size: [30, 18], heightM: 12 },
  { id: 'P4', kind: 'police', names: { zh: '南岸派出所', en: "Nan'an Police Station" }, spot: [-1, 3.1, 1.06], size: [30, 18], heightM: 12 },
  { id: 'H1', kind: 'hospital', names: { zh: '云汀市第一人民医院', en: "Yunting First People's Hospital" }, aliases: ['第一人民医院', '第一医院', '人民医院', 'First Hospital'], spot: [1, 4.3, 1.55], size: [110, 52], heightM: 55 },
  { id: 'H2', kind: 'hospital', names: { zh: '南岸医院', en: "Nan'an Hospital" }, spot: [-1, 2.75, 0.35], size: [92, 46], heightM: 38 },
  { id: 'H3', kind: 'hospital', names: { zh: '东港中心医院', en: 'Donggang Central Hospital' }, spot: [1, 6.3, 1.06], size: [84, 42], heightM: 30 },
];
