import type { TypeId } from '@clarion/dispatch';
import { chanceOf, type Key } from './keyed-chance.ts';
import type { Bilingual } from './script.ts';

type Words = readonly (readonly [zh: string, en: string])[];

// biome-ignore format: one saying a line
const sayings: Record<TypeId, Words> = {
  medical: [
    ['我在{place}，家里老人喘不上气，脸色很差。', 'I am at {place}. My father cannot catch his breath, he looks grey.'],
    ['{place}，有人突然头晕站不起来，一直在吐。', '{place}. Somebody got dizzy all at once and cannot stand, keeps vomiting.'],
    ['孕妇肚子疼得厉害，在{place}，请快派救护车。', 'A pregnant woman in bad pain, at {place}, please send an ambulance.'],
  ],
  medicalMinor: [
    ['{place}，老人下楼扭伤了脚，走不了路。', '{place}. An old lady twisted her ankle on the stairs and cannot walk.'],
    ['孩子发烧三十九度，我们在{place}。', 'The child has a fever of 39, we are at {place}.'],
    ['{place}，骑车摔了一跤，手擦破了，流血不多。', '{place}. Came off a bicycle, the hand is grazed, a little blood.'],
  ],
  medicalCritical: [
    ['快！{place}，人倒在地上没有呼吸！', 'Quick! {place}, he is on the floor and not breathing!'],
    ['{place}，胸口疼得厉害，出冷汗，人快不行了。', '{place}. Terrible chest pain, cold sweat, he is going.'],
    ['有人昏迷叫不醒，在{place}，我该怎么办？', 'Somebody is unconscious and will not wake, at {place}. What do I do?'],
  ],
  trafficCollision: [
    ['{place}，两辆车撞了，司机头上在流血。', '{place}. Two cars crashed, a driver is bleeding from the head.'],
    ['电动车被撞倒了，人躺在路上，{place}。', 'An e-bike was hit, the rider is lying in the road, {place}.'],
  ],
  trafficTrapped: [
    ['{place}，车翻了，有人卡在里面出不来！', '{place}. A car has rolled over, somebody is stuck inside!'],
    ['货车撞了小车，人被夹住了，在{place}。', 'A lorry hit a car, a person is pinned in it, at {place}.'],
  ],
  trafficMinor: [
    ['{place}，两车剐蹭，没人受伤，路堵住了。', '{place}. Two cars scraped, nobody hurt, but the road is blocked.'],
    ['追尾了，人没事，车开不走，{place}。', 'Rear-ended, nobody hurt, the car will not move, {place}.'],
  ],
  fireAlarm: [
    ['{place}，火灾报警器响了，没看到明火。', '{place}. The fire alarm is ringing, no flames to be seen.'],
    ['楼里烟感一直在响，{place}，物业不在。', 'The smoke detector keeps sounding, {place}, nobody from the management here.'],
  ],
  structureFire: [
    ['着火了！{place}，三楼窗户往外冒黑烟！', 'Fire! {place}, black smoke from a third-floor window!'],
    ['{place}，厨房起火了，火很大，楼上还有人！', '{place}. The kitchen is on fire, it is big, there are people upstairs!'],
  ],
  outsideFire: [
    ['{place}，路边垃圾桶着火了。', '{place}. A rubbish bin at the roadside is burning.'],
    ['草地烧起来了，离房子不远，{place}。', 'The grass has caught fire, not far from houses, {place}.'],
  ],
  vehicleFire: [
    ['{place}，一辆车在冒烟起火，人已经出来了。', '{place}. A car is smoking and burning, the people are out.'],
    ['电动车充电烧起来了，{place}。', 'An e-bike caught fire while charging, {place}.'],
  ],
  smokeOutside: [
    ['{place}附近有很大的烟味，看不到火。', 'A strong smell of smoke around {place}, no fire to be seen.'],
  ],
  gasLeak: [
    ['{place}，楼道里燃气味很重。', '{place}. A strong smell of gas in the stairwell.'],
    ['挖机把燃气管挖断了，在{place}，嘶嘶地响。', 'A digger broke a gas pipe at {place}, it is hissing.'],
  ],
  hazardousMaterial: [
    ['{place}，有白色刺鼻的烟从车间出来，有人在咳。', '{place}. White stinging vapour from the workshop, people are coughing.'],
  ],
  fuelSpill: [
    ['{place}，车漏了一路柴油，很滑。', '{place}. A truck leaked diesel along the road, it is slippery.'],
  ],
  electricalHazard: [
    ['{place}，电线掉下来了，还在冒火花。', '{place}. A wire has come down and is sparking.'],
    ['变压器在响，冒烟了，{place}。', 'The transformer is buzzing and smoking, {place}.'],
  ],
  odorInvestigation: [
    ['{place}，有一股奇怪的化学味，不知道哪来的。', '{place}. A strange chemical smell, we do not know from where.'],
  ],
  waterRescue: [
    ['有人掉进河里了！就在{place}！', 'Somebody fell into the river! Right at {place}!'],
  ],
  entrapmentRescue: [
    ['{place}，有人的手被机器夹住了，拿不出来。', '{place}. A worker has his hand caught in a machine, it will not come out.'],
    ['墙塌了一块，压住人了，{place}。', 'Part of a wall came down on a man, {place}.'],
  ],
  elevatorRescue: [
    ['我们四个人被困在电梯里，{place}。', 'Four of us are stuck in the lift, {place}.'],
  ],
  violence: [
    ['{place}，有人拿刀，已经伤了一个！', '{place}. A man with a knife, one person is hurt already!'],
    ['几个人在打一个人，打得很凶，{place}。', 'Several are beating one man badly, {place}.'],
  ],
  disturbance: [
    ['楼下夜里唱歌太吵了，睡不着，{place}。', 'They are singing so loud downstairs that nobody sleeps, {place}.'],
    ['{place}，两家人为停车吵起来了，要动手。', '{place}. Two families quarrel about parking, it may come to blows.'],
    ['有人喝醉了在砸东西，{place}。', 'A drunk is smashing things, {place}.'],
  ],
  theft: [
    ['我的电动车停在{place}，被偷了。', 'My e-bike was parked at {place}, it has been stolen.'],
    ['店里钱箱被撬了，{place}。', 'The till of the shop was forced open, {place}.'],
  ],
  missingPerson: [
    ['老人从家里走丢了，糊涂，{place}，两小时了。', 'My mother wandered off, she is confused, {place}, two hours now.'],
    ['孩子找不到了，六岁，最后在{place}。', 'A child is missing, six years old, last at {place}.'],
  ],
  citizenAssist: [
    ['门反锁了，灶上还炖着汤，{place}。', 'Locked out with soup on the stove, {place}.'],
    ['{place}，水管爆了，关不上总阀。', '{place}. A pipe burst and the main valve will not close.'],
  ],
};

const again: Words = [
  ['我也看到了，就在{place}，你们知道了吗？', 'I can see it too, at {place}. Do you know about it?'],
  ['{place}这边出事了，有人报了吗？', 'Something has happened at {place}, has anybody called?'],
];
const unknown: Words = [['{place}，请派人来看看。', '{place}. Please send somebody.']];

/** What the caller says: by type, with the place in it. No names of persons, nothing of a real call. */
export function callerWords(
  typeId: TypeId,
  place: Bilingual,
  secondCaller: boolean,
  ...keys: readonly Key[]
): Bilingual {
  const words = secondCaller ? again : (sayings[typeId] ?? unknown);
  const [zh, en] = words[Math.floor(chanceOf(...keys, 'words') * words.length)]!;
  return { zh: zh.replace('{place}', place.zh), en: en.replace('{place}', place.en) };
}
