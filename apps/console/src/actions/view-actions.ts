import type { Console } from '../console.ts';
import { looksBack } from '../exercise/lead.ts';
import { printBoard } from '../offline/print-board.ts';
import { beginClosing, leaveClosing } from '../streets/closing.ts';
import { USUAL_SLOWING } from '../streets/slowing.ts';
import { type Action, may } from './action.ts';
import { focusOn, isThere } from './focus-on.ts';
import { fillBar } from './in-hand.ts';

const always = () => true;
const side = (console: Console, to: 'exercise' | 'settings' | 'sent' | 'keys' | 'streets' | 'readiness') =>
  console.desk.change(desk => ({ ...desk, side: desk.side === to ? 'incident' : to }));

/** Opens the drill's panel, or goes to the leader's part of it, or to what came of it. */
const showDrill = (console: Console) => {
  if (isThere('lead')) focusOn('lead');
  else if (isThere('afterAction')) focusOn('afterAction');
  else console.desk.change(desk => ({ ...desk, side: 'exercise' }));
};

export const viewActions: readonly Action[] = [
  {
    id: 'bar',
    group: 'view',
    name: 'action.bar',
    key: { code: 'F3' },
    predicate: always,
    perform: () => focusOn('bar'),
  },
  {
    id: 'palette',
    group: 'view',
    name: 'action.palette',
    key: { code: 'KeyK', ctrl: true },
    predicate: always,
    perform: console => console.desk.change(desk => ({ ...desk, palette: !desk.palette })),
  },
  {
    id: 'card',
    group: 'view',
    name: 'action.card',
    key: { code: 'KeyC', alt: true },
    predicate: () => isThere('card'),
    perform: () => focusOn('card'),
  },
  {
    id: 'queue',
    group: 'view',
    name: 'action.queue',
    key: { code: 'KeyQ', alt: true },
    predicate: () => isThere('queue'),
    perform: () => focusOn('queue'),
  },
  {
    id: 'active',
    group: 'view',
    name: 'action.active',
    key: { code: 'KeyB', alt: true },
    predicate: () => isThere('active'),
    perform: () => focusOn('active'),
  },
  {
    id: 'units',
    group: 'view',
    name: 'action.units',
    key: { code: 'KeyU', alt: true },
    predicate: () => isThere('units'),
    perform: () => focusOn('units'),
  },
  {
    id: 'list',
    group: 'view',
    name: 'action.list',
    key: { code: 'KeyR', alt: true },
    predicate: () => isThere('list'),
    perform: () => focusOn('list'),
  },
  {
    id: 'map',
    group: 'view',
    name: 'action.map',
    key: { code: 'KeyM', alt: true },
    predicate: () => isThere('map'),
    perform: () => focusOn('map'),
  },
  {
    id: 'resort',
    group: 'view',
    name: 'action.resort',
    key: { code: 'KeyS', alt: true },
    predicate: () => isThere('resort'),
    perform: () => focusOn('resort'),
  },
  {
    id: 'print',
    group: 'view',
    name: 'action.print',
    key: { code: 'KeyI', alt: true, shift: true },
    predicate: always,
    perform: printBoard,
  },
  {
    id: 'paper',
    group: 'view',
    name: 'action.paper',
    key: { code: 'Period', alt: true },
    predicate: console => may(console, 'ReportStatus'),
    perform: (console, speech) => fillBar(console, `${speech('verb.paper').split(',')[0]} `),
  },
  {
    id: 'sent',
    group: 'view',
    name: 'action.sent',
    key: { code: 'KeyJ', alt: true },
    predicate: always,
    perform: console => side(console, 'sent'),
  },
  {
    id: 'streets',
    group: 'view',
    name: 'action.streets',
    key: { code: 'KeyL', alt: true },
    predicate: always,
    perform: console => side(console, 'streets'),
  },
  {
    id: 'readiness',
    group: 'view',
    name: 'action.readiness',
    key: { code: 'KeyI', alt: true },
    predicate: always,
    perform: console => side(console, 'readiness'),
  },
  {
    id: 'closeStreet',
    group: 'view',
    name: 'action.closeStreet',
    key: { code: 'KeyK', alt: true },
    predicate: console => may(console, 'CloseStreet'),
    perform: console => {
      if (console.desk.get().picking?.for === 'street') return leaveClosing(console);
      beginClosing(console);
      focusOn('map');
    },
  },
  {
    id: 'slowStreet',
    group: 'view',
    name: 'action.slowStreet',
    key: { code: 'KeyV', alt: true },
    predicate: console => may(console, 'ChangeSpeed'),
    perform: console => {
      if (console.desk.get().picking?.for === 'street') return leaveClosing(console);
      beginClosing(console, { slowing: USUAL_SLOWING });
      focusOn('map');
    },
  },
  {
    id: 'exercise',
    group: 'view',
    name: 'action.exercise',
    key: { code: 'Semicolon', alt: true },
    predicate: console => console.picture.log.get().kind === 'drill',
    perform: console => side(console, 'exercise'),
  },
  {
    id: 'leadDrill',
    group: 'view',
    name: 'action.leadDrill',
    key: { code: 'Semicolon', alt: true, shift: true },
    predicate: looksBack,
    perform: showDrill,
  },
  {
    id: 'settings',
    group: 'view',
    name: 'action.settings',
    key: { code: 'Comma', alt: true },
    predicate: always,
    perform: console => side(console, 'settings'),
  },
  {
    id: 'keys',
    group: 'view',
    name: 'action.keys',
    key: { code: 'F1' },
    predicate: always,
    perform: console => side(console, 'keys'),
  },
  {
    id: 'language',
    group: 'view',
    name: 'action.language',
    key: { code: 'KeyQ', alt: true, shift: true },
    predicate: always,
    perform: console =>
      console.settings.change(now => ({ ...now, language: now.language === 'en' ? 'zh-CN' : 'en' })),
  },
  {
    id: 'theme',
    group: 'view',
    name: 'action.theme',
    key: { code: 'Quote', alt: true },
    predicate: always,
    perform: console =>
      console.settings.change(now => ({ ...now, theme: now.theme === 'light' ? 'dark' : 'light' })),
  },
];
