import type { UnitView } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { isOnItsWay } from './queue.ts';

/** A free crew's order to stand at another post, with one button for what comes next. */
export function MoveTo(props: { readonly parts: PhoneParts; readonly view: UnitView }) {
  const w = useSpeech();
  const { parts, view } = props;
  const { moveUp, unitId } = view.unit;
  const items = useCell(parts.items);
  if (moveUp === undefined || view.moveTo === undefined) return null;
  const next =
    moveUp.reachedAt !== undefined || isOnItsWay(items, one => one.type === 'ReportAtPost')
      ? undefined
      : moveUp.acknowledgedAt === undefined && !isOnItsWay(items, one => one.type === 'AcknowledgeMoveUp')
        ? ('AcknowledgeMoveUp' as const)
        : ('ReportAtPost' as const);
  const tell = (type: NonNullable<typeof next>) => parts.act({ type, unitId, happenedAt: parts.at() });
  return (
    <section className="phone-card phone-move" role="alert" data-move-to={moveUp.postId}>
      <p className="phone-where">
        {w(view.moveTo.home ? 'phone.moveUpHome' : 'phone.moveUp')}{' '}
        <strong>{w.named(view.moveTo.names) || moveUp.postId}</strong>
      </p>
      {next === undefined ? (
        <p className="faint">{w('moveUp.reached')}</p>
      ) : (
        <button type="button" className="phone-read" data-do={next} onClick={() => tell(next)}>
          {w(next === 'AcknowledgeMoveUp' ? 'phone.moveUpHear' : 'phone.moveUpThere')}
        </button>
      )}
    </section>
  );
}
