import type { EmergencyPlan, PlanLevel, PlanStep } from '../emergency-plan/plan.ts';

type About = Omit<PlanStep, 'stepId' | 'names'>;

const step = (stepId: string, zh: string, en: string, about: About = {}): PlanStep => ({
  stepId,
  names: { zh, en },
  ...about,
});
const level = (levelId: string, zh: string, en: string, ...steps: readonly PlanStep[]): PlanLevel => ({
  levelId,
  names: { zh, en },
  steps,
});

/**
 * Plans to start from, in plain words of the field; a centre brings its own, with the lines of those it calls. None names a
 * readiness level or a desk, because those are each centre's own. The minutes are what a floor can do, and no standard's.
 */
export const usualPlans: readonly EmergencyPlan[] = [
  {
    planId: 'massCasualty',
    names: { zh: '群体伤亡应急预案', en: 'Mass casualty plan' },
    trigger: { typeIds: ['massCasualty'], major: true },
    levels: [
      level(
        'first',
        '一级响应',
        'First level',
        step('command', '指定现场指挥单元', 'Name the unit that commands at the scene', {
          role: 'incidentCommand',
          dueMinutes: 5,
        }),
        step(
          'situation',
          '首到单元报告现场情况与伤员估数',
          'First unit reports the scene and how many are hurt',
          {
            role: 'incidentCommand',
            dueMinutes: 8,
            order: 'report',
          },
        ),
        step('hospitals', '向各医院询问可接收人数', 'Ask each hospital how many it can take', {
          dueMinutes: 10,
        }),
        step('triage', '现场检伤分类，按集结点报数', 'Triage at the scene, counts told by collecting place', {
          role: 'triage',
          dueMinutes: 15,
          order: 'triage',
        }),
        step(
          'staging',
          '指定救护车集结点和进出路线',
          'Name the ambulances’ staging place and the ways in and out',
          {
            role: 'staging',
            dueMinutes: 10,
            order: 'staging',
          },
        ),
        step('cordon', '设置警戒区，开通救护通道', 'Set the cordon and keep a way open for ambulances', {
          role: 'safety',
          dueMinutes: 15,
          order: 'holdCordon',
        }),
      ),
      level(
        'second',
        '二级响应',
        'Second level',
        step('neighbours', '请求邻近中心增援', 'Ask neighbouring centres for help', { dueMinutes: 10 }),
        step('recall', '通知备勤人员到岗', 'Call in crews that are off duty', { dueMinutes: 15 }),
        step(
          'relatives',
          '请医院设家属接待点并公布电话',
          'Ask hospitals for a place and a line for relatives',
          {
            role: 'liaison',
            dueMinutes: 45,
          },
        ),
      ),
    ],
  },
  {
    planId: 'hazardousMaterials',
    names: { zh: '危险化学品事故应急预案', en: 'Hazardous materials plan' },
    trigger: { typeIds: ['hazardousMaterial'] },
    levels: [
      level(
        'scene',
        '现场处置',
        'At the scene',
        step(
          'upwind',
          '告知各单元从上风方向接近，在外围集结',
          'Tell crews to come from upwind and wait outside',
          {
            dueMinutes: 3,
          },
        ),
        step('substance', '查明物质名称或危险货物编号', 'Find out the substance or its number', {
          role: 'operations',
          dueMinutes: 10,
          order: 'report',
        }),
        step('zones', '划定热区、温区和警戒区', 'Mark hot zone, warm zone and cordon', {
          role: 'safety',
          dueMinutes: 15,
          order: 'holdCordon',
        }),
        step('decontamination', '设置洗消点', 'Set up decontamination', {
          role: 'operations',
          dueMinutes: 25,
        }),
      ),
      level(
        'area',
        '区域处置',
        'Around it',
        step(
          'evacuate',
          '疏散下风方向人员，或通知关窗留在室内',
          'Clear the area downwind, or have people stay inside with windows shut',
          {
            role: 'operations',
            dueMinutes: 15,
            order: 'evacuate',
          },
        ),
        step('utilities', '通知燃气、供水和供电单位', 'Tell the gas, water and power companies', {
          dueMinutes: 15,
        }),
        step('environment', '通知环境监测部门', 'Tell the environmental authority', { dueMinutes: 20 }),
      ),
    ],
  },
  {
    planId: 'flood',
    names: { zh: '防汛防台风应急预案', en: 'Flood and typhoon plan' },
    trigger: { typeIds: ['waterRescue'], alarmFrom: 2 },
    levels: [
      level(
        'yellow',
        '黄色预警',
        'Yellow warning',
        step(
          'streets',
          '核对易涝路段并封闭积水道路',
          'Check the streets that flood, close those under water',
          {
            dueMinutes: 20,
          },
        ),
        step('boats', '核对舟艇和水域救援队到位', 'Check that boats and water rescue crews are in place', {
          dueMinutes: 20,
        }),
      ),
      level(
        'orange',
        '橙色预警',
        'Orange warning',
        step('moveUps', '前移备勤力量，提高勤务等级', 'Move crews forward and raise the readiness level', {
          dueMinutes: 20,
        }),
        step('shelters', '核对避险安置点开放情况', 'Check which shelters are open', {
          role: 'logistics',
          dueMinutes: 30,
        }),
      ),
      level(
        'red',
        '红色预警',
        'Red warning',
        step('evacuation', '协助转移低洼地区人员', 'Help to clear the low-lying areas', {
          role: 'operations',
          dueMinutes: 30,
          order: 'evacuate',
        }),
        step('power', '与供电单位核对涉水断电区域', 'Agree with the power company what is switched off', {
          role: 'liaison',
          dueMinutes: 30,
        }),
      ),
    ],
  },
];
