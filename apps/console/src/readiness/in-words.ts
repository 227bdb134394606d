import { areasOf, type Board } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

export const areaInWords = (board: Board, areaId: string | undefined, w: Speech): string =>
  areaId === undefined
    ? w('readiness.whole')
    : w.named(areasOf(board).find(one => one.areaId === areaId)?.names) || areaId;

export const levelInWords = (board: Board, levelId: string | undefined, w: Speech): string =>
  w.named(board.configuration?.readiness?.levels.find(one => one.levelId === levelId)?.names) ||
  (levelId ?? '');
