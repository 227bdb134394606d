import { END } from '../card.ts';
import { card, choice, question, said } from './write.ts';

/** For who cannot speak: every question is answered by a key of the caller's telephone. */
export const silentCall = card({
  cardId: 'silent-call',
  names: said('无声电话', 'Silent call'),
  approverRole: 'policeLead',
  typeIds: [],
  start: 'help',
  questions: [
    question(
      'help',
      said(
        '如果您需要帮助但不能说话，请按电话上的任意键。',
        'If you need help and cannot speak, press any key of your telephone.',
      ),
      [
        choice('pressed', '按了键', 'Pressed', 'which', { priority: 1, atOnce: true }),
        choice('nothing', '没有反应', 'Nothing', END),
      ],
      { to: END },
    ),
    question(
      'which',
      said(
        '需要警察请按 1，医生请按 2，消防请按 3。',
        'Press 1 for the police, 2 for an ambulance, 3 for the fire service.',
      ),
      [
        choice('police', '1：警察', '1: police', 'danger'),
        choice('medical', '2：医生', '2: ambulance', 'danger'),
        choice('fire', '3：消防', '3: fire service', 'danger'),
      ],
      { to: 'danger' },
    ),
    question(
      'danger',
      said('如果让您害怕的人就在旁边，请按两次。', 'If somebody whom you fear is beside you, press twice.'),
      [
        choice('twice', '按了两次', 'Pressed twice', END, { hazards: ['violence'], stage: true }),
        choice('nothing', '没有反应', 'Nothing', END),
      ],
      { to: END },
    ),
  ],
  advice: [],
});
