import { END } from '../card.ts';
import { advice, card, choice, critical, question, said, stay } from './write.ts';

export const fire = card({
  cardId: 'fire',
  names: said('火灾：先出来', 'Fire: get out'),
  approverRole: 'fireLead',
  typeIds: ['structureFire', 'outsideFire', 'vehicleFire', 'smokeOutside', 'fireAlarm'],
  effects: { hazards: ['fire'] },
  start: 'burning',
  questions: [
    question(
      'burning',
      said('什么在烧？', 'What is burning?'),
      [
        choice('building', '房屋', 'A building', 'inside', critical('structureFire', { hazards: ['smoke'] })),
        choice('vehicle', '车辆', 'A vehicle', 'vehicle', { typeId: 'vehicleFire' }),
        choice('outside', '室外的东西', 'Something outside', END, {
          typeId: 'outsideFire',
          advice: ['away', 'stay'],
        }),
        choice('smoke', '只看到烟', 'Only smoke is seen', END, {
          typeId: 'smokeOutside',
          advice: ['away', 'stay'],
        }),
      ],
      { to: 'inside' },
    ),
    question(
      'inside',
      said('您在里面吗？', 'Are you inside?'),
      [
        choice('out', '已经在外面', 'Outside already', 'others', { advice: ['never'] }),
        choice('can', '在里面，能出去', 'Inside, can get out', 'others', { advice: ['out'] }),
        choice('trapped', '在里面，出不去', 'Inside, cannot get out', 'others', {
          ...critical('structureFire'),
          advice: ['shut'],
          needs: [{ capability: 'als', count: 1 }],
        }),
      ],
      { to: 'others', effects: { advice: ['out'] } },
    ),
    question(
      'others',
      said('里面还有人吗？在哪一层、哪个房间？', 'Is anybody still inside? On which floor, in which room?'),
      [
        choice('none', '没有', 'Nobody', 'stored', { advice: ['never'] }),
        choice('some', '有', 'Somebody', 'stored', {
          ...critical('structureFire'),
          needs: [{ capability: 'als', count: 1 }],
          advice: ['never'],
        }),
      ],
      { to: 'stored' },
      { asksWords: true },
    ),
    question(
      'stored',
      said('里面有煤气罐、电动车或化学品吗？', 'Are there gas bottles, batteries or chemicals inside?'),
      [
        choice('gas', '煤气罐', 'Gas bottles', END, { hazards: ['gas', 'explosive'], advice: ['stay'] }),
        choice('batteries', '电动车或蓄电池', 'Electric bikes or batteries', END, {
          hazards: ['electricity', 'explosive'],
          advice: ['stay'],
        }),
        choice('chemical', '化学品', 'Chemicals', END, { hazards: ['chemical'], advice: ['stay'] }),
        choice('no', '没有', 'No', END, { advice: ['stay'] }),
      ],
      { to: END, effects: { advice: ['stay'] } },
    ),
    question(
      'vehicle',
      said(
        '车里有人吗？是电动车、油罐车或危险品车吗？',
        'Is anybody in it? Is it electric, a tanker, or carrying dangerous goods?',
      ),
      [
        choice('empty', '没有人，普通车', 'Empty, an ordinary one', END, { advice: ['away', 'stay'] }),
        choice('people', '有人', 'People in it', END, critical('vehicleFire', { advice: ['away', 'stay'] })),
        choice('electric', '电动车', 'Electric', END, {
          hazards: ['electricity'],
          advice: ['away', 'stay'],
        }),
        choice('goods', '油罐或危险品', 'Tanker or dangerous goods', END, {
          ...critical('hazardousMaterial', { hazards: ['chemical', 'explosive'], stage: true }),
          advice: ['away', 'stay'],
        }),
      ],
      { to: END, effects: { advice: ['away', 'stay'] } },
    ),
  ],
  advice: [
    advice('out', said('马上出来', 'Get out now'), [
      [
        '什么都不要拿，弯低身子走楼梯出去，不要坐电梯。',
        'Take nothing. Keep low, use the stairs, never the lift.',
      ],
      ['出来时随手关上每一道门。', 'Shut every door behind you.'],
      ['门把手烫就不要开，走别的路。', 'If a door handle is hot, do not open it: go another way.'],
    ]),
    advice('shut', said('出不来', 'If you cannot get out'), [
      [
        '进有窗、离火远的房间，关门，用湿布塞住门缝。',
        'Go to a room with a window away from the fire, shut the door, wet cloths in the gaps.',
      ],
      ['到窗口挥动衣物呼救。不要跳。', 'Wave and shout at the window. Do not jump.'],
      ['告诉我在第几层、朝哪一边。', 'Tell me which floor, and which side of the building.'],
    ]),
    advice('never', said('不要回去', 'Do not go back'), [
      ['无论为了什么都不要再进去。', 'Go back in for nothing and nobody.'],
      [
        '到安全处等消防车，告诉他们谁还在里面。',
        'Meet the crew at a safe place and tell them who is still inside.',
      ],
    ]),
    advice('away', said('离远些', 'Keep away'), [
      ['站到上风处，让别人也离开。', 'Stand upwind, and keep others away.'],
    ]),
    stay,
  ],
});

export const trapped = card({
  cardId: 'trapped',
  names: said('被困', 'Trapped'),
  approverRole: 'fireLead',
  typeIds: ['entrapmentRescue', 'trafficTrapped', 'elevatorRescue'],
  start: 'where',
  questions: [
    question(
      'where',
      said('被困在哪里？', 'Trapped in what?'),
      [
        choice('vehicle', '车里', 'A vehicle', 'leaks', critical('trafficTrapped', { hazards: ['traffic'] })),
        choice(
          'collapse',
          '坍塌处',
          'Something collapsed',
          'contact',
          critical('entrapmentRescue', { hazards: ['collapse'] }),
        ),
        choice('machine', '机器', 'A machine', 'contact', critical('entrapmentRescue', { advice: ['off'] })),
        choice('lift', '电梯', 'A lift', 'ill', { typeId: 'elevatorRescue', advice: ['lift'] }),
        choice('water', '水中', 'Water', 'contact', critical('waterRescue', { hazards: ['water'] })),
        choice('pit', '坑井、罐体', 'A pit, shaft or tank', 'contact', {
          ...critical('entrapmentRescue', { hazards: ['gas', 'height'] }),
          advice: ['pit'],
        }),
      ],
      { to: 'contact' },
    ),
    question(
      'leaks',
      said('有漏油、冒烟或带电吗？', 'Is anything leaking, smoking or live?'),
      [
        choice('no', '没有', 'No', 'contact', { advice: ['still'] }),
        choice('leak', '漏油', 'Leaking', 'contact', { hazards: ['fire', 'chemical'], advice: ['still'] }),
        choice('smoke', '冒烟或起火', 'Smoke or fire', 'contact', { hazards: ['fire', 'smoke'] }),
        choice('wire', '电线碰到车', 'A wire on the vehicle', 'contact', {
          hazards: ['electricity'],
          advice: ['wire'],
        }),
      ],
      { to: 'contact', effects: { advice: ['still'] } },
    ),
    question(
      'ill',
      said('电梯里有人不舒服吗？', 'Is anybody in the lift unwell?'),
      [
        choice('no', '没有', 'No', END, { advice: ['stay'] }),
        choice('yes', '有', 'Yes', END, { priority: 1, atOnce: true, advice: ['stay'] }),
      ],
      { to: END, effects: { advice: ['stay'] } },
    ),
    question(
      'contact',
      said('能和被困的人说话吗？有几个人？', 'Can you speak with who is trapped? How many are there?'),
      [
        choice('yes', '能', 'Yes', END, { advice: ['calm', 'stay'] }),
        choice('no', '叫不应', 'No answer', END, { priority: 1, atOnce: true, advice: ['calm', 'stay'] }),
        choice('many', '五人以上', 'Five or more', END, {
          ...critical('massCasualty'),
          advice: ['calm', 'stay'],
        }),
      ],
      { to: END, effects: { advice: ['calm', 'stay'] } },
      { asksWords: true },
    ),
  ],
  advice: [
    advice('still', said('不要挪动', 'Do not move them'), [
      [
        '除非有火，不要拉人出来；托住头，叫他别转头。',
        'Unless there is fire, do not pull anybody out; hold the head still.',
      ],
      ['熄火，打开双闪，站到护栏外。', 'Ignition off, hazard lights on, stand behind the barrier.'],
    ]),
    advice('wire', said('电线', 'The wire'), [
      [
        '留在车里，不要碰金属；外面的人离开十米以上。',
        'Stay in the vehicle and touch no metal; everybody else ten metres away.',
      ],
    ]),
    advice('off', said('断电', 'Switch it off'), [
      ['切断电源，不要倒转机器。', 'Cut the power. Do not run the machine backwards.'],
    ]),
    advice('lift', said('电梯里', 'In the lift'), [
      [
        '空气足够。坐下，不要扒门，不要从缝里爬。',
        'There is air enough. Sit down; do not force the doors or climb out.',
      ],
    ]),
    advice('pit', said('不要下去', 'Do not go down'), [
      ['谁都不要下去救，里面的空气可能会致命。', 'Nobody goes down to help: the air may kill.'],
    ]),
    advice('calm', said('陪着说话', 'Keep talking'), [
      [
        '隔着安全距离一直和他说话，告诉他救援在路上。',
        'Keep talking from a safe place; say that help is coming.',
      ],
    ]),
    stay,
  ],
});

export const gas = card({
  cardId: 'gas',
  names: said('燃气味', 'Smell of gas'),
  approverRole: 'fireLead',
  typeIds: ['gasLeak', 'odorInvestigation'],
  effects: { typeId: 'gasLeak', atOnce: true, hazards: ['gas'], advice: ['leave'] },
  start: 'inside',
  questions: [
    question(
      'inside',
      said('您在屋里吗？', 'Are you inside?'),
      [
        choice('in', '在屋里', 'Inside', 'ill', { advice: ['leave'] }),
        choice('out', '在外面', 'Outside', 'ill', { advice: ['apart'] }),
      ],
      { to: 'ill' },
    ),
    question(
      'ill',
      said('有人头晕、恶心或叫不醒吗？', 'Is anybody dizzy, sick or not waking up?'),
      [
        choice('no', '没有', 'No', 'source'),
        choice('yes', '有', 'Yes', 'source', {
          priority: 1,
          atOnce: true,
          needs: [{ capability: 'als', count: 1 }],
          advice: ['air'],
        }),
      ],
      { to: 'source' },
    ),
    question(
      'source',
      said('知道从哪里来吗？', 'Is it known where it comes from?'),
      [
        choice('stove', '灶具或气罐', 'Stove or gas bottle', END, { advice: ['valve', 'stay'] }),
        choice('street', '街上、施工处', 'The street, road works', END, {
          priority: 1,
          atOnce: true,
          hazards: ['explosive'],
          stage: true,
          advice: ['apart', 'stay'],
        }),
        choice('hiss', '能听见漏气声', 'It can be heard hissing', END, {
          priority: 1,
          atOnce: true,
          hazards: ['explosive'],
          stage: true,
          advice: ['apart', 'stay'],
        }),
      ],
      { to: END, effects: { advice: ['stay'] } },
    ),
  ],
  advice: [
    advice('leave', said('先离开', 'Leave first'), [
      ['不要开关任何电器、灯或门铃，不要用火。', 'Touch no switch, light or doorbell; no flame.'],
      [
        '开着门出去，路过时敲门叫邻居，不要按门铃。',
        'Go out, leave the door open, knock at the neighbours’ doors instead of ringing.',
      ],
      ['到外面再打电话。', 'Telephone from outside.'],
    ]),
    advice('valve', said('关阀', 'The valve'), [
      ['只有顺路够得着才关阀门，不要回去。', 'Turn the valve off only if it is on your way; do not go back.'],
    ]),
    advice('apart', said('保持距离', 'Keep apart'), [
      ['离开五十米以上，站上风处，不要发动车。', 'Fifty metres or more, upwind, and start no engine.'],
    ]),
    advice('air', said('新鲜空气', 'Fresh air'), [
      ['能安全做到就把人移到外面。', 'Bring them outside if that can be done safely.'],
    ]),
    stay,
  ],
});
