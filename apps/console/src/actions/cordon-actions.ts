import {
  beginCordon,
  changeCordon,
  drawOutline,
  leaveCordon,
  setCordon,
  showCordon,
  standingCordon,
} from '../cordon/cordoning.ts';
import { type Action, may } from './action.ts';
import { focusOn } from './focus-on.ts';
import { fillBar, incidentInHand } from './in-hand.ts';

const openPlaced = (incident: ReturnType<typeof incidentInHand>) =>
  incident?.state === 'open' && incident.place !== undefined ? incident : undefined;

export const cordonActions: readonly Action[] = [
  {
    id: 'cordon',
    group: 'incident',
    name: 'action.cordon',
    key: { code: 'KeyO', alt: true },
    predicate: console =>
      standingCordon(console, incidentInHand(console)?.incidentId) !== undefined ||
      (may(console, 'SetCordon') && openPlaced(incidentInHand(console)) !== undefined),
    perform: console => {
      const incident = incidentInHand(console);
      if (incident === undefined) return;
      if (console.desk.get().side === 'cordon') {
        leaveCordon(console);
        console.desk.change(desk => ({ ...desk, side: 'incident' }));
      } else if (may(console, 'SetCordon')) showCordon(console, incident.incidentId);
      else console.desk.change(desk => ({ ...desk, side: 'cordon' }));
    },
  },
  {
    id: 'beginCordon',
    group: 'incident',
    name: 'action.beginCordon',
    key: { code: 'Minus', alt: true },
    predicate: console => may(console, 'SetCordon') && openPlaced(incidentInHand(console)) !== undefined,
    perform: console => {
      const incident = incidentInHand(console);
      if (incident !== undefined) beginCordon(console, incident.incidentId);
    },
  },
  {
    id: 'setCordon',
    group: 'incident',
    name: 'action.setCordon',
    key: { code: 'Enter', ctrl: true },
    predicate: console => may(console, 'SetCordon') && console.desk.get().cordoning?.proposal !== undefined,
    perform: console => void setCordon(console),
  },
  {
    id: 'drawCordon',
    group: 'incident',
    name: 'action.drawCordon',
    key: { code: 'Backquote', alt: true },
    predicate: console => may(console, 'SetCordon') && console.desk.get().cordoning !== undefined,
    perform: console => {
      drawOutline(console);
      focusOn('map');
    },
  },
  {
    id: 'circleCordon',
    group: 'incident',
    name: 'action.circleCordon',
    key: { code: 'KeyC', alt: true, shift: true },
    predicate: console => console.desk.get().cordoning?.shape === 'outline',
    perform: console => {
      console.desk.change(({ picking: _, ...desk }) => desk);
      changeCordon(console, { shape: 'circle' });
    },
  },
  {
    id: 'leaveCordon',
    group: 'incident',
    name: 'action.leaveCordon',
    key: { code: 'Backslash', alt: true },
    predicate: console => console.desk.get().cordoning !== undefined,
    perform: leaveCordon,
  },
  {
    id: 'liftCordon',
    group: 'incident',
    name: 'action.liftCordon',
    key: { code: 'BracketLeft', alt: true },
    predicate: console =>
      may(console, 'LiftCordon') &&
      standingCordon(console, incidentInHand(console)?.incidentId) !== undefined,
    perform: (console, speech) => {
      const standing = standingCordon(console, incidentInHand(console)?.incidentId);
      if (standing !== undefined)
        fillBar(console, `${speech('verb.liftCordon').split(',')[0]} ${standing.cordonId}`);
    },
  },
];
