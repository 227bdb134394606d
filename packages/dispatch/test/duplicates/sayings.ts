import type { TypeId } from '../../src/index.ts';

/** One thing about an incident that callers may mention, as several would put it. */
export interface Fact {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

const fact = (zh: string, en: string): Fact => ({ zh: zh.split('|'), en: en.split('|') });

/**
 * What can be so at an incident of each kind. Written as people speak, not from the list of concepts: some of it says nothing
 * that is known there, as in life.
 */
// biome-ignore format: a fact a line
export const factsOf: Readonly<Record<TypeId, readonly Fact[]>> = {
  structureFire: [
    fact('着火了，火很大|房子烧起来了|这边失火了', 'there is a fire, it is big|the house is on fire|it is burning over here'),
    fact('好多黑烟冒出来|浓烟滚滚|烟很大，看不清', 'lots of black smoke coming out|thick smoke everywhere|so much smoke you cannot see'),
    fact('三楼窗户往外冒火|火苗从窗口蹿出来', 'flames out of a third-floor window|fire coming out of the window'),
    fact('厨房油锅烧着了|做饭的时候起的火', 'it started in the kitchen|the oil pan caught fire on the stove'),
    fact('楼上还有人出不来|里面有人被困', 'people upstairs cannot get out|somebody is trapped inside'),
    fact('是个仓库|仓库那边', 'it is a warehouse|at the warehouse'),
    fact('工厂车间|厂房在烧', 'a workshop in the factory|the factory hall'),
    fact('听见一声巨响|好像爆炸了', 'we heard a loud bang|something exploded'),
    fact('屋顶在烧|楼顶冒火', 'the roof is going|fire on the roof'),
    fact('饭店后厨|餐馆里', 'in a restaurant|the restaurant downstairs'),
    fact('阳台上堆的东西着了|阳台起火', 'stuff on a balcony burning|the balcony is alight'),
    fact('煤气罐怕要炸|里面有气瓶', 'there are gas bottles inside|a gas cylinder in there'),
    fact('快点来吧，越来越大', 'hurry, it is getting bigger|please come quick'),
    fact('高层，十几楼', 'a tower block, tenth floor or so|the high-rise'),
  ],
  outsideFire: [
    fact('垃圾桶着火了|一堆垃圾在烧', 'a bin is burning|a heap of rubbish on fire'),
    fact('草地烧起来了|荒草着了', 'the grass has caught fire|dry grass burning'),
    fact('树林边上在烧', 'at the edge of the trees|bushes burning'),
    fact('烟飘到路上了', 'smoke drifting over the road'),
    fact('离房子不远了', 'not far from the houses'),
    fact('有人扔了烟头', 'somebody threw a cigarette'),
  ],
  vehicleFire: [
    fact('一辆车烧起来了|小车着火', 'a car is on fire|a car burning'),
    fact('电动车充电炸了|电瓶车起火', 'an e-bike caught fire while charging|a scooter battery exploded'),
    fact('货车在冒烟', 'a lorry is smoking'),
    fact('人已经出来了|司机跑出来了', 'the driver is out|everybody got out'),
    fact('火苗很高', 'flames quite high'),
    fact('堵在路中间', 'it blocks the road'),
  ],
  smokeOutside: [
    fact('有很大的烟味|闻到烟味', 'a strong smell of smoke|smells like smoke'),
    fact('看不到火', 'no fire to be seen|cannot see any flames'),
    fact('远处冒白烟', 'white smoke far off'),
    fact('不知道哪来的', 'we do not know where from'),
  ],
  fireAlarm: [
    fact('烟感一直响|报警器响了', 'the smoke detector keeps sounding|the fire alarm is ringing'),
    fact('没看到明火', 'no flames'),
    fact('物业没人', 'nobody from the management here'),
    fact('学校里', 'it is the school'),
    fact('楼道里', 'in the corridor'),
  ],
  gasLeak: [
    fact('燃气味很重|闻到煤气味', 'a strong smell of gas|we smell gas'),
    fact('挖机把管子挖断了', 'a digger broke the gas pipe'),
    fact('嘶嘶地响', 'it is hissing'),
    fact('楼道里全是味道', 'all through the stairwell'),
    fact('有人头晕了', 'somebody feels dizzy'),
  ],
  hazardousMaterial: [
    fact('车间冒白烟，很刺鼻', 'white stinging vapour from the workshop'),
    fact('好几个人在咳嗽|呛人', 'people are coughing|our eyes sting'),
    fact('罐车漏了', 'a tanker is leaking'),
    fact('说是氨|液氨的味道', 'they say ammonia|some chemical'),
  ],
  fuelSpill: [
    fact('路上漏了一路柴油', 'diesel all along the road'),
    fact('很滑，有摩托摔了', 'slippery, a motorbike went down'),
    fact('货车漏油', 'a lorry is losing fuel'),
  ],
  electricalHazard: [
    fact('电线掉下来了', 'a wire has come down'),
    fact('在冒火花', 'it is sparking'),
    fact('变压器在响', 'the transformer is buzzing'),
    fact('树倒在线上', 'a tree fell on the line'),
  ],
  odorInvestigation: [
    fact('有股怪味|很臭', 'a strange smell|it stinks'),
    fact('像化学的', 'like something chemical'),
    fact('不知道哪来的', 'no idea from where'),
  ],
  trafficCollision: [
    fact('两车撞了|出车祸了|撞车了', 'two cars crashed|there has been an accident|a collision'),
    fact('有人流血|司机头上在流血', 'somebody is bleeding|the driver has blood on the head'),
    fact('电动车被撞倒', 'an e-bike was hit by a car'),
    fact('大货车', 'a big lorry'),
    fact('公交车也撞上了', 'a bus is in it too'),
    fact('车翻了', 'one car rolled over'),
    fact('桥上', 'on the bridge'),
    fact('隧道里', 'in the tunnel'),
    fact('一个行人躺在地上', 'a pedestrian is lying there'),
    fact('路都堵住了', 'the road is blocked'),
    fact('肇事车跑了', 'the other car drove off'),
    fact('摩托车', 'a motorbike'),
    fact('出租车', 'a taxi'),
  ],
  trafficTrapped: [
    fact('车翻了，人卡在里面', 'the car is on its roof, somebody stuck inside'),
    fact('人被夹住出不来', 'a person is pinned and cannot get out'),
    fact('大货车撞了小车', 'a lorry ran into a car'),
    fact('司机没反应了', 'the driver is not responding'),
    fact('在漏汽油', 'petrol is leaking'),
    fact('桥下', 'below the bridge'),
  ],
  trafficMinor: [
    fact('追尾了|剐蹭', 'rear-ended|two cars scraped'),
    fact('人没事', 'nobody hurt'),
    fact('堵住了一条道', 'one lane closed'),
    fact('出租车和小车', 'a taxi and a car'),
  ],
  medicalCritical: [
    fact('人没有呼吸了|不呼吸了', 'he is not breathing|she stopped breathing'),
    fact('叫不醒|昏迷了', 'she will not wake|unconscious'),
    fact('胸口疼得厉害', 'terrible chest pain'),
    fact('老人倒在地上', 'an old man on the floor'),
    fact('没有心跳了，心脏骤停', 'there is no pulse, cardiac arrest|his heart stopped'),
    fact('在抽搐', 'having a seizure'),
  ],
  medical: [
    fact('老人喘不上气', 'my father cannot catch his breath'),
    fact('头晕站不起来', 'dizzy and cannot stand'),
    fact('一直在吐', 'keeps vomiting'),
    fact('孕妇肚子疼', 'a pregnant woman in pain'),
    fact('过敏，脸肿起来了', 'an allergy, the face is swollen'),
    fact('流血了', 'bleeding'),
  ],
  medicalMinor: [
    fact('下楼扭伤了脚', 'twisted ankle on the stairs'),
    fact('孩子发烧', 'the child has a fever'),
    fact('骑自行车摔了', 'came off a bicycle'),
    fact('手擦破了', 'the hand is grazed'),
  ],
  waterRescue: [
    fact('有人掉进河里了', 'somebody fell into the river'),
    fact('快沉下去了', 'going under'),
    fact('有人下水去救', 'a man went in after'),
    fact('在桥下面', 'below the bridge'),
  ],
  entrapmentRescue: [
    fact('手被机器夹住', 'a hand caught in the machine'),
    fact('墙塌了压住人', 'a wall came down on a man'),
    fact('工地脚手架', 'scaffolding on the building site'),
  ],
  elevatorRescue: [
    fact('被困电梯里', 'stuck in the lift'),
    fact('有个孩子', 'there is a child'),
    fact('十二楼', 'at the twelfth floor'),
  ],
  violence: [
    fact('有人拿刀', 'a man with a knife'),
    fact('在打人|打起来了，动手了', 'they are beating him|a fight'),
    fact('已经伤了一个', 'one is hurt already'),
    fact('好多人', 'a lot of people'),
  ],
  disturbance: [
    fact('唱歌太吵了', 'singing so loud'),
    fact('喝醉了砸东西', 'a drunk smashing things'),
    fact('吵架，快动手了', 'a quarrel, nearly a fight'),
    fact('音响开很大', 'music far too loud'),
  ],
  theft: [
    fact('电动车被偷了', 'my e-bike has been stolen'),
    fact('店里钱箱被撬', 'the till of the shop forced open'),
    fact('刚发现', 'just noticed'),
  ],
  missingPerson: [
    fact('老人走丢了', 'my mother wandered off'),
    fact('孩子找不到了', 'a child is missing'),
    fact('两个小时了', 'two hours now'),
  ],
  citizenAssist: [
    fact('门反锁了', 'locked out'),
    fact('水管爆了', 'a pipe burst'),
    fact('有条蛇', 'there is a snake'),
  ],
};

/** What people say around it; names and numbers among it, which must change nothing. */
export const around: Fact = fact(
  '我姓王，电话尾号4471|你好，我在路边|你们快来|我路过看到的|我是这里的住户|喂，报警|我叫李明，住对面',
  'my name is Miller, number ends 4471|hello, I am at the roadside|please send somebody|I am just passing|I live here|hello, emergency|this is John from across the street',
);
