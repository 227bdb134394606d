import { END } from '../card.ts';
import { advice, card, choice, critical, question, said, stay } from './write.ts';

export const childLost = card({
  cardId: 'child-lost',
  names: said('孩子走失', 'A child is lost'),
  approverRole: 'policeLead',
  typeIds: ['missingPerson'],
  effects: { typeId: 'missingPerson', atOnce: true },
  start: 'age',
  questions: [
    question(
      'age',
      said('孩子多大？', 'How old is the child?'),
      [
        choice('small', '六岁以下', 'Under six', 'since', { priority: 1, atOnce: true }),
        choice('school', '六到十二岁', 'Six to twelve', 'since', { priority: 2, atOnce: true }),
        choice('teen', '十三岁以上', 'Thirteen or more', 'since'),
      ],
      { to: 'since', effects: { priority: 2, atOnce: true } },
    ),
    question(
      'since',
      said('最后看到是什么时候、在哪里？', 'When and where was the child last seen?'),
      [
        choice('minutes', '半小时以内', 'Within half an hour', 'danger', { advice: ['near'] }),
        choice('hours', '更早', 'Longer ago', 'danger', { priority: 2, advice: ['near'] }),
      ],
      { to: 'danger', effects: { advice: ['near'] } },
      { asksWords: true },
    ),
    question(
      'danger',
      said(
        '附近有水、铁路或大路吗？有人把孩子带走吗？',
        'Is there water, a railway or a big road near? Did somebody take the child?',
      ),
      [
        choice('water', '有水', 'Water', 'looks', { priority: 1, atOnce: true, hazards: ['water'] }),
        choice('rail', '铁路或大路', 'Railway or big road', 'looks', {
          priority: 1,
          atOnce: true,
          hazards: ['traffic'],
        }),
        choice('taken', '被人带走', 'Taken by somebody', 'looks', { priority: 1, atOnce: true }),
        choice('none', '都没有', 'None of it', 'looks'),
      ],
      { to: 'looks' },
    ),
    question(
      'looks',
      said('孩子穿什么、带着什么？', 'What does the child wear and carry?'),
      [choice('told', '已记下', 'Noted', 'looked', { advice: ['photo'] })],
      { to: 'looked' },
      {
        asksWords: true,
        hint: said('只记找到孩子需要的特征。', 'Only what helps to find the child.'),
      },
    ),
    question(
      'looked',
      said(
        '家里、柜子、车里、小伙伴家都找过吗？',
        'Have you looked at home, in cupboards, in the car, at friends’?',
      ),
      [
        choice('yes', '都找过', 'Everywhere', END, { advice: ['stay'] }),
        choice('no', '还没有', 'Not yet', END, { advice: ['home', 'stay'] }),
      ],
      { to: END, effects: { advice: ['home', 'stay'] } },
    ),
  ],
  advice: [
    advice('near', said('留一个人', 'One stays'), [
      ['一个人留在最后看到孩子的地方，不要走开。', 'One of you stays where the child was last seen.'],
      ['其他人从近处找起，先看有水的地方。', 'Others search from there outwards, water first.'],
    ]),
    advice('photo', said('照片', 'A picture'), [
      [
        '准备一张近照给到场的警察，不要发到网上。',
        'Have a recent picture ready for the police who come; do not put it on the net.',
      ],
    ]),
    advice('home', said('再找一遍', 'Look again'), [
      [
        '把能藏人的地方都打开看：床下、柜子、车厢。',
        'Open every place where a child can hide: under beds, cupboards, the boot.',
      ],
    ]),
    stay,
  ],
});

export const violence = card({
  cardId: 'violence',
  names: said('正在发生的暴力：静默来话', 'Violence now: silent call'),
  approverRole: 'policeLead',
  typeIds: ['violence', 'disturbance'],
  effects: critical('violence', { hazards: ['violence'], advice: ['silent'] }),
  start: 'speak',
  questions: [
    question(
      'speak',
      said(
        '您能说话吗？不能就按一下任意键，或轻咳一声。',
        'Can you speak? If not, press any key once, or cough.',
      ),
      [
        choice('yes', '能说话', 'Can speak', 'near', { advice: ['quiet'] }),
        choice('keys', '按键或咳嗽回应', 'Answers by key or cough', 'nearKeys'),
        choice('nothing', '没有回应', 'No answer at all', END, { stage: true, advice: ['listen'] }),
      ],
      { to: END, effects: { stage: true, advice: ['listen'] } },
      {
        hint: said(
          '不要提“报警”“警察”。放低音量，听背景声音。',
          'Do not say police. Keep your voice low and listen to the background.',
        ),
      },
    ),
    question(
      'nearKeys',
      said('他在您旁边吗？是按一下，不是按两下。', 'Is that person near you? One press for yes, two for no.'),
      [
        choice('yes', '在旁边（一下）', 'Near (one)', 'weaponKeys', { stage: true }),
        choice('no', '不在（两下）', 'Not near (two)', 'weaponKeys'),
      ],
      { to: 'weaponKeys', effects: { stage: true } },
    ),
    question(
      'weaponKeys',
      said(
        '有刀或其他凶器吗？是按一下，不是按两下。',
        'Is there a knife or another weapon? One press for yes, two for no.',
      ),
      [
        choice('yes', '有（一下）', 'Yes (one)', 'hurtKeys', { hazards: ['weapon'], stage: true }),
        choice('no', '没有（两下）', 'No (two)', 'hurtKeys'),
      ],
      { to: 'hurtKeys', effects: { stage: true } },
    ),
    question(
      'hurtKeys',
      said('有人受伤吗？是按一下，不是按两下。', 'Is anybody hurt? One press for yes, two for no.'),
      [
        choice('yes', '有（一下）', 'Yes (one)', END, {
          needs: [{ capability: 'als', count: 1 }],
          advice: ['listen'],
        }),
        choice('no', '没有（两下）', 'No (two)', END, { advice: ['listen'] }),
      ],
      { to: END, effects: { advice: ['listen'] } },
    ),
    question(
      'near',
      said('那个人现在在哪里？', 'Where is that person now?'),
      [
        choice('here', '就在这里', 'Right here', 'weapon', { stage: true }),
        choice('around', '在附近', 'Close by', 'weapon', { stage: true }),
        choice('gone', '已经离开', 'Gone', 'weapon'),
      ],
      { to: 'weapon', effects: { stage: true } },
    ),
    question(
      'weapon',
      said('有刀或其他凶器吗？', 'Is there a knife or another weapon?'),
      [
        choice('yes', '有', 'Yes', 'hurt', { hazards: ['weapon'], stage: true }),
        choice('no', '没有', 'No', 'hurt'),
      ],
      { to: 'hurt' },
      { asksWords: true },
    ),
    question(
      'hurt',
      said('有人受伤吗？', 'Is anybody hurt?'),
      [
        choice('yes', '有', 'Yes', END, {
          needs: [{ capability: 'als', count: 1 }],
          advice: ['safe', 'stay'],
        }),
        choice('no', '没有', 'No', END, { advice: ['safe', 'stay'] }),
      ],
      { to: END, effects: { advice: ['safe', 'stay'] } },
    ),
  ],
  advice: [
    advice('silent', said('静默', 'Silent'), [
      ['手机调成静音，屏幕调暗，不要挂断。', 'Mute your phone and dim the screen; do not hang up.'],
      [
        '能走就走，到有锁的房间或人多的地方。',
        'If you can, leave: to a room that locks, or where people are.',
      ],
    ]),
    advice('quiet', said('轻声', 'Quietly'), [
      [
        '您只要回答是或不是。装作在和朋友说话也可以。',
        'Answer only yes or no. You may pretend to talk with a friend.',
      ],
    ]),
    advice('safe', said('先保自己', 'Yourself first'), [
      ['不要和他争，离开厨房和有刀的地方。', 'Do not argue; stay away from the kitchen and from knives.'],
    ]),
    advice('listen', said('一直听着', 'Keep listening'), [
      ['我一直在听。救援在路上。', 'I am listening all the time. Help is on its way.'],
    ]),
    stay,
  ],
});
