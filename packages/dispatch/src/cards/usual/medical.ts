import { END } from '../card.ts';
import { advice, card, choice, critical, question, said, stay } from './write.ts';

const awake = (answers: Parameters<typeof question>[2], unknown: Parameters<typeof question>[3]) =>
  question(
    'awake',
    said(
      '他醒着吗？请大声叫他，拍他的双肩。',
      'Is the person awake? Call out loudly and tap both shoulders.',
    ),
    answers,
    unknown,
  );

const breathing = (answers: Parameters<typeof question>[2], unknown: Parameters<typeof question>[3]) =>
  question(
    'breathing',
    said('看他的胸口，看十秒：呼吸正常吗？', 'Look at the chest for ten seconds: is the breathing normal?'),
    answers,
    unknown,
    {
      hint: said(
        '偶尔抽一口气、打鼾样或咕噜声都不算正常呼吸。',
        'A gasp now and then, snoring or gurgling is not normal breathing.',
      ),
    },
  );

const compress = advice(
  'compress',
  said('胸外按压', 'Chest compressions'),
  [
    [
      '让他平躺在硬地上，您跪在他胸口旁边。',
      'Lay the person flat on hard ground and kneel beside the chest.',
    ],
    [
      '一只手掌根放在胸口正中，另一只手叠在上面，手臂伸直。',
      'Heel of one hand on the middle of the chest, the other hand on top, arms straight.',
    ],
    [
      '用力往下压五到六厘米，每次都让胸口完全弹回。',
      'Push down hard, five to six centimetres, and let the chest come up each time.',
    ],
    ['跟着节拍，一下一下数给我听。不要停。', 'Follow the beat and count out loud with me. Do not stop.'],
  ],
  'compressions',
);

const compressChild = advice(
  'compressChild',
  said('孩子的胸外按压', 'Compressions for a child'),
  [
    [
      '孩子平躺，一只手掌根放在胸口正中。',
      'Lay the child flat; heel of one hand on the middle of the chest.',
    ],
    ['压下胸口厚度的三分之一，跟着节拍。', 'Push down a third of the chest’s depth, with the beat.'],
    [
      '会人工呼吸的话，每三十下吹两口气；不会就一直按。',
      'If you know how to give breaths: two after every thirty; if not, go on pushing.',
    ],
  ],
  'compressions',
);

const compressBaby = advice(
  'compressBaby',
  said('婴儿的胸外按压', 'Compressions for a baby'),
  [
    [
      '婴儿平躺，两个手指放在胸口正中、两乳头连线下方。',
      'Lay the baby flat; two fingers on the middle of the chest, just below the nipples.',
    ],
    ['压下胸口厚度的三分之一，跟着节拍。', 'Push down a third of the chest’s depth, with the beat.'],
    [
      '每三十下，用嘴包住口鼻轻轻吹两口气。',
      'After every thirty, cover mouth and nose with your mouth and give two small breaths.',
    ],
  ],
  'compressions',
);

const onSide = advice('onSide', said('侧卧', 'On the side'), [
  [
    '让他侧躺，头稍后仰，嘴朝下。',
    'Turn the person on the side, head tilted back a little, mouth downwards.',
  ],
  [
    '一直看着胸口。呼吸变慢、变怪或停了，马上告诉我。',
    'Keep watching the chest. If breathing slows, turns odd or stops, tell me at once.',
  ],
]);

export const collapse = card({
  cardId: 'collapse',
  names: said('倒地、没有反应（心肺复苏）', 'Collapsed, no reaction (CPR)'),
  approverRole: 'medicalDirector',
  typeIds: ['medicalCritical', 'medical'],
  effects: { typeId: 'medical' },
  start: 'awake',
  questions: [
    awake(
      [
        choice('reacts', '醒着或有反应', 'Awake, or reacts', END, { advice: ['watch', 'stay'] }),
        choice('no', '没有反应', 'No reaction', 'breathing'),
      ],
      { to: 'breathing' },
    ),
    breathing(
      [
        choice('normal', '正常', 'Normal', 'wakes', {
          ...critical('medicalCritical'),
          advice: ['onSide'],
        }),
        choice('no', '没有呼吸或不正常', 'Not, or not normal', 'age', critical('medicalCritical')),
      ],
      { to: 'age', effects: critical('medicalCritical') },
    ),
    question(
      'age',
      said('是大人、孩子还是婴儿？', 'An adult, a child or a baby?'),
      [
        choice('adult', '大人', 'Adult', 'helper', { advice: ['compress'] }),
        choice('child', '一岁以上的孩子', 'Child over one year', 'helper', { advice: ['compressChild'] }),
        choice('baby', '不满一岁', 'Under one year', 'helper', { advice: ['compressBaby'] }),
      ],
      { to: 'helper', effects: { advice: ['compress'] } },
    ),
    question(
      'helper',
      said('旁边还有别人吗？', 'Is anybody else with you?'),
      [
        choice('yes', '有', 'Yes', 'device', { advice: ['changeOver'] }),
        choice('alone', '只有一个人', 'Alone', 'device', { advice: ['loud'] }),
      ],
      { to: 'device', effects: { advice: ['loud'] } },
    ),
    question(
      'device',
      said(
        '附近有没有除颤器（AED），有人能去拿吗？',
        'Is there a defibrillator (AED) near, and somebody to fetch it?',
      ),
      [
        choice('here', '已经拿来了', 'It is here', 'now', { advice: ['shock'] }),
        choice('fetched', '有人去拿', 'Somebody fetches it', 'now', { advice: ['fetch'] }),
        choice('none', '没有', 'None', 'now'),
      ],
      { to: 'now' },
      { hint: said('按压的人不要离开去拿。', 'Who gives compressions does not leave to fetch it.') },
    ),
    question(
      'now',
      said('他现在怎么样？', 'How is it now?'),
      [
        choice('breathes', '开始正常呼吸或动了', 'Breathes normally or moves', 'wakes', {
          advice: ['onSide'],
        }),
        choice('same', '没有变化，继续按压', 'The same: go on', 'now'),
        choice('crew', '急救人员到了', 'The crew is there', END),
      ],
      { to: END, effects: { advice: ['stay'] } },
    ),
    question(
      'wakes',
      said('他的呼吸一直正常吗？', 'Does the breathing stay normal?'),
      [
        choice('yes', '一直正常', 'It does', END, { advice: ['stay'] }),
        choice('no', '又不正常了', 'Not any more', 'age', critical('medicalCritical')),
      ],
      { to: END, effects: { advice: ['stay'] } },
    ),
  ],
  advice: [
    compress,
    compressChild,
    compressBaby,
    onSide,
    advice('changeOver', said('两人轮换', 'Take turns'), [
      ['按两分钟就换手。换手时不要停顿。', 'Change over every two minutes, without a pause.'],
      ['请一个人到门口接救护车。', 'Let one of you wait for the ambulance at the door.'],
    ]),
    advice('loud', said('一个人', 'Alone'), [
      ['把电话打开免提，放在他头旁边。', 'Switch the phone to loudspeaker and lay it beside the head.'],
      ['大声呼救，叫人来帮忙。', 'Shout for somebody to come and help.'],
    ]),
    advice('fetch', said('除颤器在路上', 'The defibrillator is coming'), [
      ['拿来之前继续按压。', 'Go on with compressions until it is here.'],
    ]),
    advice('shock', said('除颤器', 'Defibrillator'), [
      [
        '打开电源，照它说的做。贴电极片时也不要停止按压。',
        'Switch it on and do as it says. Do not stop compressions while the pads go on.',
      ],
      ['它说离开时，谁都不要碰他。', 'When it says stand clear, nobody touches the person.'],
    ]),
    advice('watch', said('陪着他', 'Stay with the person'), [
      [
        '让他坐着或躺着，怎么舒服怎么来，不要吃喝。',
        'Let the person sit or lie as is most comfortable, with nothing to eat or drink.',
      ],
    ]),
    stay,
  ],
});

export const choking = card({
  cardId: 'choking',
  names: said('噎住', 'Choking'),
  approverRole: 'medicalDirector',
  typeIds: ['medicalCritical', 'medical'],
  effects: critical('medicalCritical'),
  start: 'coughs',
  questions: [
    question(
      'coughs',
      said('他能咳嗽、说话或哭出声吗？', 'Can the person cough, speak or cry?'),
      [
        choice('yes', '能', 'Yes', 'cleared', { advice: ['cough'] }),
        choice('no', '不能', 'No', 'age'),
        choice('unconscious', '已经昏过去', 'Has passed out', END, { advice: ['compress'] }),
      ],
      { to: 'age' },
    ),
    question(
      'age',
      said('是大人、孩子还是婴儿？', 'An adult, a child or a baby?'),
      [
        choice('adult', '大人', 'Adult', 'cleared', { advice: ['thrusts'] }),
        choice('child', '一岁以上的孩子', 'Child over one year', 'cleared', { advice: ['thrusts'] }),
        choice('baby', '不满一岁', 'Under one year', 'cleared', { advice: ['babyThrusts'] }),
      ],
      { to: 'cleared', effects: { advice: ['thrusts'] } },
    ),
    question(
      'cleared',
      said('东西出来了吗？他能呼吸吗？', 'Has it come out? Can the person breathe?'),
      [
        choice('yes', '出来了，能呼吸', 'Out, and breathes', END, { priority: 2, advice: ['stay'] }),
        choice('again', '还没有，继续', 'Not yet: go on', 'cleared'),
        choice('unconscious', '昏过去了', 'Has passed out', END, { advice: ['compress'] }),
      ],
      { to: END, effects: { advice: ['stay'] } },
    ),
  ],
  advice: [
    compress,
    advice('cough', said('继续咳', 'Keep coughing'), [
      [
        '让他用力咳，不要拍背，不要用手指去抠。',
        'Let the person cough hard. No slaps on the back, no fingers in the mouth.',
      ],
    ]),
    advice('thrusts', said('拍背，再顶腹部', 'Back slaps, then thrusts'), [
      [
        '让他弯腰，用掌根在两肩胛之间用力拍五下。',
        'Bend the person forward; five hard slaps between the shoulder blades with the heel of the hand.',
      ],
      [
        '不行就从背后抱住，一手握拳放在肚脐上方，向里向上猛顶五下。',
        'If that does not help, from behind: a fist above the navel, five sharp pulls inwards and upwards.',
      ],
      [
        '孕妇改为顶胸口正中。五下和五下轮流做。',
        'If pregnant, on the middle of the chest instead. Five and five in turn.',
      ],
    ]),
    advice('babyThrusts', said('婴儿', 'Baby'), [
      [
        '让婴儿脸朝下趴在您前臂上，头低，拍背五下。',
        'Lay the baby face down along your forearm, head low; five slaps on the back.',
      ],
      [
        '翻过来，两指在胸口正中压五下。轮流做，不要顶肚子。',
        'Turn over; five presses with two fingers on the middle of the chest. In turn; never on the belly.',
      ],
    ]),
    stay,
  ],
});

export const bleeding = card({
  cardId: 'bleeding',
  names: said('大出血', 'Bleeding'),
  approverRole: 'medicalDirector',
  typeIds: ['medical', 'medicalCritical', 'trafficCollision', 'violence'],
  effects: { typeId: 'medical' },
  start: 'safe',
  questions: [
    question(
      'safe',
      said('您那里安全吗？', 'Is it safe where you are?'),
      [
        choice('yes', '安全', 'Safe', 'where'),
        choice('attacker', '伤人者还在', 'Who did it is still there', 'where', {
          ...critical('violence', { hazards: ['violence'], stage: true }),
        }),
        choice('traffic', '在车流中', 'In traffic', 'where', { hazards: ['traffic'] }),
      ],
      { to: 'where' },
    ),
    question(
      'where',
      said('哪里在出血？', 'Where does it bleed?'),
      [
        choice('limb', '手臂或腿', 'Arm or leg', 'stops', { advice: ['press'] }),
        choice('trunk', '胸、腹、颈或腹股沟', 'Chest, belly, neck or groin', 'stops', {
          ...critical('medicalCritical'),
          advice: ['press'],
        }),
        choice('nose', '鼻子', 'Nose', END, { priority: 3, advice: ['nose', 'stay'] }),
      ],
      { to: 'stops', effects: { advice: ['press'] } },
    ),
    question(
      'stops',
      said('用力压住以后，血止住了吗？', 'With firm pressure on it, does it stop?'),
      [
        choice('yes', '止住或明显变少', 'It does, or much less', 'awake', { advice: ['hold'] }),
        choice('no', '还在往外涌', 'It still pours', 'awake', {
          ...critical('medicalCritical'),
          advice: ['tie'],
        }),
      ],
      { to: 'awake', effects: { advice: ['hold'] } },
    ),
    awake(
      [
        choice('reacts', '醒着或有反应', 'Awake, or reacts', END, { advice: ['warm', 'stay'] }),
        choice('no', '没有反应', 'No reaction', END, {
          ...critical('medicalCritical'),
          advice: ['warm', 'nextCollapse'],
        }),
      ],
      { to: END, effects: { advice: ['warm', 'stay'] } },
    ),
  ],
  advice: [
    advice('press', said('压住', 'Press on it'), [
      [
        '用干净的布直接压在出血处，双手用力，不要松开看。',
        'A clean cloth straight on the wound, both hands, hard. Do not lift it to look.',
      ],
      ['布湿透了就再加一层，不要揭开。', 'If it soaks through, put another on top.'],
      ['插在伤口里的东西不要拔，压在它旁边。', 'Leave what sticks in the wound; press beside it.'],
    ]),
    advice('hold', said('继续压', 'Keep pressing'), [
      ['一直压到救护人员接手。', 'Press until the crew takes over.'],
    ]),
    advice('tie', said('止血带', 'Tourniquet'), [
      [
        '手臂或腿：用止血带或结实的布条，在伤口上方一掌处扎紧，到血止住为止。',
        'On an arm or leg: a tourniquet or a strong strip of cloth a hand above the wound, tightened until it stops.',
      ],
      ['记住扎上的时间，不要松开。', 'Note the time, and do not loosen it.'],
      ['其他部位：更用力压。', 'Elsewhere: press harder.'],
    ]),
    advice('nose', said('鼻出血', 'Nosebleed'), [
      [
        '坐着，头向前，捏住鼻翼十分钟。',
        'Sit, lean forward, pinch the soft part of the nose for ten minutes.',
      ],
    ]),
    advice('warm', said('平躺保暖', 'Flat and warm'), [
      ['让他躺下，盖上衣物，不要吃喝。', 'Lie the person down and cover them; nothing to eat or drink.'],
    ]),
    advice('nextCollapse', said('没有反应', 'No reaction'), [
      ['我现在问您他的呼吸。', 'I will now ask you about the breathing.'],
    ]),
    stay,
  ],
});

export const childbirth = card({
  cardId: 'childbirth',
  names: said('分娩', 'Childbirth'),
  approverRole: 'medicalDirector',
  typeIds: ['medical', 'medicalCritical'],
  effects: { typeId: 'medical', priority: 2 },
  start: 'born',
  questions: [
    question(
      'born',
      said('孩子已经生出来了吗？', 'Is the baby born already?'),
      [
        choice('yes', '已经出生', 'Born', 'cries', critical('medicalCritical')),
        choice(
          'seen',
          '看得见孩子的一部分',
          'Part of the baby can be seen',
          'part',
          critical('medicalCritical'),
        ),
        choice('no', '还没有', 'Not yet', 'pains'),
      ],
      { to: 'pains' },
    ),
    question(
      'part',
      said('看见的是什么？', 'What can be seen?'),
      [
        choice('head', '头', 'The head', 'cries', { advice: ['birth'] }),
        choice('other', '脐带、脚或臀部', 'Cord, foot or bottom', END, { advice: ['kneel', 'stay'] }),
      ],
      { to: 'cries', effects: { advice: ['birth'] } },
    ),
    question(
      'pains',
      said('阵痛隔多久一次？', 'How far apart are the pains?'),
      [
        choice('short', '两分钟以内，或想用力', 'Two minutes or less, or has to push', 'cries', {
          ...critical('medicalCritical'),
          advice: ['birth'],
        }),
        choice('long', '间隔更长', 'Longer', 'bleeds', { advice: ['wait'] }),
      ],
      { to: 'bleeds', effects: { advice: ['wait'] } },
    ),
    question(
      'bleeds',
      said(
        '出血多吗？怀孕有没有特别情况？',
        'Is there much blood, or anything special about this pregnancy?',
      ),
      [
        choice('no', '没有', 'No', END, { advice: ['stay'] }),
        choice('yes', '有', 'Yes', END, { ...critical('medicalCritical'), advice: ['wait', 'stay'] }),
      ],
      { to: END, effects: { advice: ['stay'] } },
    ),
    question(
      'cries',
      said('孩子出来以后，会哭或呼吸吗？', 'Once the baby is out: does it cry or breathe?'),
      [
        choice('yes', '会', 'Yes', END, { advice: ['skin', 'stay'] }),
        choice('no', '不会', 'No', END, { advice: ['rub', 'compressBaby'] }),
      ],
      { to: END, effects: { advice: ['skin', 'stay'] } },
    ),
  ],
  advice: [
    advice('birth', said('接生', 'Birth'), [
      [
        '让她半躺，垫上干净的布，不要拉孩子，托住头。',
        'Let her half lie on clean cloths. Do not pull; support the head.',
      ],
      ['脐带绕颈就轻轻从头上绕过。', 'If the cord is round the neck, slip it gently over the head.'],
      ['孩子很滑，双手托稳。', 'The baby is slippery: hold it with both hands.'],
    ]),
    advice('kneel', said('跪趴', 'On hands and knees'), [
      [
        '让她跪着，胸口贴地，臀部抬高，不要用力。',
        'Let her kneel with the chest on the ground and the hips high, and not push.',
      ],
      ['不要碰脐带，不要拉。', 'Do not touch the cord; do not pull.'],
    ]),
    advice('wait', said('等救护车', 'Until the ambulance comes'), [
      [
        '让她左侧躺，阵痛时慢慢呼气，不要去厕所。',
        'Let her lie on her left side, breathe out slowly with the pains, and not go to the toilet.',
      ],
    ]),
    advice('skin', said('保暖', 'Warmth'), [
      ['把孩子擦干，贴着妈妈的皮肤，一起盖好。', 'Dry the baby, lay it on the mother’s skin and cover both.'],
      [
        '不要剪脐带，不要拉。胎盘出来就放在旁边。',
        'Do not cut or pull the cord. Keep the afterbirth beside them when it comes.',
      ],
    ]),
    advice('rub', said('刺激呼吸', 'To start the breathing'), [
      ['用布用力擦背，弹脚心。', 'Rub the back firmly with a cloth and flick the soles.'],
    ]),
    compressBaby,
    stay,
  ],
});
