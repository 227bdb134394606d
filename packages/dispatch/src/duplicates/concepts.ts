import type { Names } from '../configuration.ts';

/** A thing that callers speak of, by code. */
export type ConceptId = string;

export interface Concept {
  readonly conceptId: ConceptId;
  /** How a person who reads the reason is told of it. */
  readonly names: Names;
  /** Forms in which callers say it. English ones are compared by stems, Chinese ones as they stand. */
  readonly en: readonly string[];
  readonly zh: readonly string[];
  /** Somebody dies while it waits: said by one alone, it makes the call stand out. */
  readonly grave: boolean;
}

function concept(conceptId: ConceptId, en: string, zh: string, grave = false): Concept {
  const forms = (text: string) => text.split('|');
  return {
    conceptId,
    names: { en: forms(en)[0]!, zh: forms(zh)[0]! },
    en: forms(en),
    zh: forms(zh),
    grave,
  };
}
const grave = (conceptId: ConceptId, en: string, zh: string) => concept(conceptId, en, zh, true);

/**
 * The words of callers that are compared, and no others: a closed list of the field's vocabulary in both languages at once, so that
 * 冒烟 and "smoke" are one thing. Names, numbers and all else that could lead from one call to another through a person are
 * not in it and so are never seen.
 */
// biome-ignore format: a concept a line
export const concepts: readonly Concept[] = [
  // Life
  grave('notBreathing', 'not breathing|no breath|stopped breathing|cannot breathe|can\'t breathe', '没有呼吸|没呼吸|不呼吸|呼吸停|喘不上气|不能呼吸'),
  grave('cardiacArrest', 'cardiac arrest|heart stopped|no pulse|heart attack', '心脏骤停|心跳停|没有心跳|没心跳|没有脉搏|没脉搏|心梗'),
  grave('unconscious', 'unconscious|not wake|will not wake|unresponsive|passed out|does not answer|not responding|collapsed', '昏迷|叫不醒|失去意识|没有反应|没反应|不省人事|昏倒|晕倒|倒地不起'),
  grave('chestPain', 'chest pain', '胸口疼|胸痛|胸闷|心口疼'),
  grave('choking', 'choking|choked', '噎住|卡住喉咙|窒息|呛住'),
  grave('seizure', 'seizure|convulsion|fitting', '抽搐|癫痫|抽风'),
  grave('stroke', 'stroke|face drooping', '中风|脑梗|嘴歪|半边不能动'),
  grave('childbirth', 'giving birth|in labour|in labor|baby is coming|waters broke', '要生了|临产|羊水破|分娩'),
  grave('drowning', 'drowning|fell into the river|in the water|going under', '溺水|落水|掉进河|掉水里|沉下去'),
  grave('knife', 'knife|stabbed|stabbing', '拿刀|持刀|砍人|捅人|刀伤|被捅'),
  grave('shots', 'shots|shooting|gunshot|gun', '开枪|枪声|枪响'),
  grave('heavyBleeding', 'heavy bleeding|bleeding heavily|blood everywhere|bleeding badly', '大出血|血流不止|流了好多血|流很多血'),
  grave('fallFromHeight', 'fell from the roof|fell from a height|fell off the roof|jumped|fell from the window', '高处坠落|坠楼|跳楼|从楼上掉|从高处掉'),
  grave('electrocuted', 'electrocuted|electric shock', '触电'),
  grave('overdose', 'overdose|took pills|poisoned|swallowed', '药物过量|服毒|喝农药|吃了很多药|中毒'),
  grave('trapped', 'trapped|stuck inside|pinned|cannot get out|can\'t get out', '被困|卡在里面|出不来|被夹住|压住|困住'),
  // Illness and injury
  concept('pain', 'pain|painful|in pain', '疼|痛'),
  concept('bleeding', 'bleeding|blood', '流血|出血'),
  concept('dizzy', 'dizzy|faint', '头晕|眩晕'),
  concept('vomiting', 'vomiting|throwing up|vomit', '呕吐|一直吐|在吐'),
  concept('fever', 'fever|temperature', '发烧|高烧'),
  concept('fallen', 'fallen down|twisted ankle|tripped|fell down|slipped|sprained|fell over|a fall', '摔倒|摔了|滑倒|扭伤|崴脚|跌倒'),
  concept('injured', 'injured|hurt|wounded|casualty', '受伤|伤员|伤者|伤了'),
  concept('nobodyHurt', 'nobody hurt|nobody is hurt|no one hurt|no injuries|nobody injured|all fine', '没人受伤|无人受伤|人没事|没有人受伤'),
  concept('manyHurt', 'many injured|several injured|many hurt|several hurt', '多人受伤|好多人受伤|好几个人受伤|很多人受伤'),
  concept('pregnant', 'pregnant', '孕妇|怀孕'),
  concept('elderly', 'old man|old lady|old woman|elderly|grandmother|grandfather', '老人|老太太|老大爷|老奶奶|老爷爷'),
  concept('child', 'child|kid|baby|toddler|children', '孩子|小孩|婴儿|儿童|宝宝'),
  concept('allergy', 'allergic|allergy|swollen', '过敏|肿起来'),
  concept('breathless', 'breathless|short of breath|breathing hard|hard to breathe|catch his breath|catch her breath', '呼吸困难|气喘|喘得|喘不过气'),
  // Fire
  concept('fire', 'fire|burning|on fire|burns|ablaze|alight', '着火|起火|失火|火灾|烧起来|在烧|烧着|大火'),
  concept('smoke', 'smoke|smoking', '冒烟|浓烟|黑烟|烟雾|有烟|大烟|烟味|白烟'),
  concept('flames', 'flames|flame', '明火|火焰|火苗|火光'),
  concept('noFlames', 'no flames|no fire|cannot see fire', '没看到火|没有明火|没看到明火|看不到火'),
  concept('kitchen', 'kitchen|stove|cooking|oil pan', '厨房|灶|油锅|做饭'),
  concept('roof', 'roof|attic', '屋顶|楼顶|房顶|阁楼'),
  concept('window', 'window', '窗户|窗口|窗子'),
  concept('balcony', 'balcony', '阳台'),
  concept('warehouse', 'warehouse|depot|storehouse', '仓库|库房'),
  concept('factory', 'factory|workshop|plant', '工厂|车间|厂房'),
  concept('shop', 'shop|store|supermarket|market', '商店|店铺|超市|市场|店里'),
  concept('restaurant', 'restaurant|canteen|cafe', '饭店|餐馆|饭馆|食堂'),
  concept('school', 'school|classroom|kindergarten', '学校|教室|幼儿园'),
  concept('hospital', 'hospital|clinic', '医院|诊所'),
  concept('highRise', 'high-rise|tower block|tall building|skyscraper', '高层|高楼'),
  concept('stairwell', 'stairwell|staircase|stairs|corridor', '楼道|楼梯|走廊'),
  concept('rubbish', 'rubbish|garbage|bin|trash|dumpster', '垃圾'),
  concept('grass', 'grass|bush|forest|trees', '草地|草丛|树林|荒草|草坪'),
  concept('explosion', 'explosion|exploded|blast|loud bang', '爆炸|炸了|巨响'),
  concept('gasBottle', 'gas bottle|gas cylinder', '煤气罐|液化气罐|气瓶'),
  concept('chemical', 'chemical|acid|solvent|ammonia|chlorine', '化学|酸|溶剂|液氨|氯气|刺鼻'),
  concept('alarmSounds', 'fire alarm|alarm is ringing|smoke detector|alarm sounding', '报警器|烟感|警铃|火警铃'),
  concept('gas', 'gas leak|smell of gas|smell gas|gas pipe|hissing', '燃气|煤气味|煤气泄漏|天然气|煤气'),
  concept('smell', 'smell|odour|odor|stinks|stench', '气味|怪味|臭味|异味|味道'),
  concept('coughing', 'coughing|cough|eyes sting', '咳嗽|在咳|呛人|眼睛疼'),
  concept('wire', 'wire|cable|power line|sparks|sparking', '电线|火花|电缆'),
  concept('transformer', 'transformer|substation', '变压器|变电'),
  concept('diesel', 'diesel|oil spill|petrol|fuel leak|fuel', '柴油|漏油|汽油|油污'),
  // Traffic
  concept('crash', 'crash|crashed|collision|collided|hit by|ran into|accident|run over', '撞了|相撞|车祸|撞上|撞倒|事故|碰撞|撞车|追尾'),
  concept('car', 'car|sedan|taxi', '小车|轿车|汽车|出租车|小轿车'),
  concept('lorry', 'lorry|truck', '货车|卡车'),
  concept('tanker', 'tanker', '油罐车|罐车|槽车'),
  concept('bus', 'bus|coach', '公交|大巴|客车|校车'),
  concept('ebike', 'e-bike|scooter|moped', '电动车|电瓶车|电单车'),
  concept('motorcycle', 'motorbike|motorcycle', '摩托'),
  concept('bicycle', 'bicycle|cyclist|bike', '自行车|单车'),
  concept('pedestrian', 'pedestrian|walking across|on foot', '行人|路人'),
  concept('overturned', 'rolled over|overturned|on its side|upside down|on its roof', '翻车|车翻|侧翻|翻了'),
  concept('scrape', 'scraped|bump|dent|minor damage|rear-ended', '剐蹭|刮蹭|擦碰|小刮'),
  concept('blocked', 'blocked|traffic jam|queue of cars|lane closed', '堵住|堵了|堵车|堵死'),
  concept('bridge', 'bridge|flyover|overpass', '桥'),
  concept('tunnel', 'tunnel|underpass', '隧道'),
  concept('hitAndRun', 'drove off|hit and run|fled', '逃逸|跑了|开走了'),
  // Rescue
  concept('river', 'river|lake|canal|pond', '河里|河边|湖|水库|江'),
  concept('lift', 'lift|elevator', '电梯'),
  concept('machine', 'machine|conveyor|press', '机器|设备|传送带'),
  concept('collapse', 'collapsed wall|wall came down|building collapsed|caved in|scaffolding', '墙塌|塌了|倒塌|坍塌|脚手架|塌方'),
  concept('flood', 'flood|flooded|water rising|waist deep', '积水|淹了|洪水|进水|水涨'),
  concept('burstPipe', 'pipe burst|burst pipe|water main', '水管爆|爆管|漏水'),
  concept('lockedOut', 'locked out|locked in|door is locked', '反锁|锁在|门锁'),
  concept('animal', 'dog|snake|wasps|animal|bees', '狗|蛇|马蜂|蜜蜂|动物'),
  concept('treeDown', 'tree fell|tree down|fallen tree', '树倒|大树倒|树断'),
  // Order
  concept('fight', 'fight|fighting|beating|beaten|brawl|punched', '打架|打人|斗殴|互殴|在打|被打|动手'),
  concept('quarrel', 'quarrel|arguing|shouting|argument|row about', '吵架|争吵|吵起来|纠纷'),
  concept('noise', 'noise|loud|music|singing', '太吵|噪音|唱歌|扰民|音响'),
  concept('drunk', 'drunk|drunken', '喝醉|醉酒|醉汉|酒后'),
  concept('smashing', 'smashing|vandal|breaking windows|damage', '砸东西|打砸|砸窗|砸玻璃'),
  concept('stolen', 'stolen|theft|thief|stole|burglary|broken into|forced open', '被偷|偷了|小偷|盗窃|被撬|撬开'),
  concept('robbery', 'robbed|robbery|snatched', '抢劫|抢了|被抢'),
  concept('missing', 'missing|wandered off|lost child|cannot find', '走失|走丢|找不到|失踪'),
  concept('crowd', 'crowd|crush|many people|stampede', '踩踏|人群|好多人|人很多'),
  concept('stinging', 'stings|stung', '蜇'),
];

const byId = new Map(concepts.map(one => [one.conceptId, one]));

export const conceptOf = (conceptId: ConceptId): Concept | undefined => byId.get(conceptId);
