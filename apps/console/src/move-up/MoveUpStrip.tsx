import { moveUpPolicy, moveUpSuspension, postsOf, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { AdvisedMove, MoveUpAdviceAnswer } from '@clarion/protocol';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { advisedNow } from './advised.ts';

const SHOWN = 2;

/**
 * Which free unit should stand where, in a line of its own above the command bar, where it moves no row of a list. Away while
 * there is nothing to say; the key and the verb suspend moves all the same.
 */
export function MoveUpStrip() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const advice = useCell(console.picture.moveUps);
  const now = useCell(console.tick);
  if (moveUpPolicy(board) === undefined) return null;
  const suspended = moveUpSuspension(board, instant(now));
  const moves = advisedNow(board, advice, now);
  const underWay = [...board.units.values()].filter(unit => unit.moveUp && unit.assignmentIds.length === 0);
  if (suspended === undefined && moves.length === 0 && underWay.length === 0) return null;
  return (
    <section className="move-ups" aria-label={w('moveUp.title')}>
      <b className="move-ups-title">{w('moveUp.title')}</b>
      <div className="move-ups-list" role="status" data-advised={moves.length}>
        {suspended !== undefined && (
          <span className="tag tag-warn" data-suspended={suspended.by.id}>
            {w('moveUp.suspended', {
              time: w.time(suspended.until),
              by: suspended.by.id,
              reason: w(`moveUp.reason.${suspended.reason}`),
            })}
          </span>
        )}
        {suspended === undefined && moves.length === 0 && <span className="faint">{w('moveUp.none')}</span>}
        {advice !== undefined &&
          moves
            .slice(0, SHOWN)
            .map(move => <Advised key={`${move.unitId} ${move.postId}`} move={move} advice={advice} />)}
        {moves.length > SHOWN && <span>{w('moveUp.more', { n: moves.length - SHOWN })}</span>}
        {underWay.slice(0, SHOWN).map(unit => (
          <UnderWay key={unit.unitId} unit={unit} />
        ))}
        {underWay.length > SHOWN && <span>{w('moveUp.more', { n: underWay.length - SHOWN })}</span>}
      </div>
      <span className="push" />
      <ActionButton id="acceptMove" strong small />
      <ActionButton id="dismissMove" small />
      <ActionButton id="suspendMoves" small />
    </section>
  );
}

function usePostName(postId: string): string {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  return w.named(postsOf(board).find(post => post.postId === postId)?.names) || postId;
}

function Advised({ move, advice }: { readonly move: AdvisedMove; readonly advice: MoveUpAdviceAnswer }) {
  const w = useSpeech();
  const post = usePostName(move.postId);
  const { unitId, capability, gain, driveMs, rule } = move;
  const capable = w.maybe(`capability.${capability}`) ?? capability;
  const more = [w('moveUp.drive', { capability: capable, drive: duration(driveMs) })];
  if (rule === 'table') more.push(w('moveUp.table'));
  return (
    <span className="move-up" data-advice={unitId} data-to={move.postId} title={more.join(' · ')}>
      {w(`moveUp.advice.${advice.of}`, {
        unit: unitId,
        post,
        gain: (gain * 100).toFixed(1),
        minutes: advice.withinMinutes,
      })}{' '}
      <span className="faint">{more.join(' · ')}</span>
    </span>
  );
}

function UnderWay({ unit }: { readonly unit: Unit }) {
  const w = useSpeech();
  const post = usePostName(unit.moveUp?.postId ?? '');
  const { acknowledgedAt, reachedAt } = unit.moveUp ?? {};
  const state = reachedAt !== undefined ? 'reached' : acknowledgedAt !== undefined ? 'heard' : 'ordered';
  return (
    <span className="tag" data-moved-up={unit.unitId} data-state={state}>
      {w('moveUp.moving', { unit: unit.unitId, post })} · {w(`moveUp.${state}`)}
    </span>
  );
}
