import type { UnitView } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { isOnItsWay } from './queue.ts';

/** Orders to this unit that it has not acknowledged, each with the button that says it was heard. */
export function OrderBanner(props: {
  readonly parts: PhoneParts;
  readonly held: UnitView['assignments'][number];
  /** The incident, where it is not the one on the page. */
  readonly of?: UnitView['assignments'][number]['incident'] | undefined;
}) {
  const w = useSpeech();
  const { parts, held } = props;
  const { unitId, incidentId } = held.assignment;
  const items = useCell(parts.items);
  const { major } = held.incident;
  if (major === undefined || major.stoodDown !== undefined) return null;
  const open = major.orders.filter(
    one => one.unitId === unitId && one.acknowledged === undefined && one.withdrawn === undefined,
  );
  const isSaid = (number: number) =>
    isOnItsWay(
      items,
      command =>
        command.type === 'AcknowledgeOrder' && command.incidentId === incidentId && command.number === number,
    );
  return open.map(({ number, order, by, at }) => (
    <div key={number} className="phone-stage" role="alert" data-order={number}>
      <strong>
        {props.of !== undefined && `${props.of.incidentId} `}
        {w(`order.${order}`)}
      </strong>
      <span>{w('staging.by', { by: by.id, time: w.time(at) })}</span>
      {isSaid(number) ? (
        <span>✓ {w('major.acknowledge')}</span>
      ) : (
        <button
          type="button"
          className="phone-big"
          data-order-heard={number}
          onClick={() =>
            parts.act({ type: 'AcknowledgeOrder', unitId, incidentId, number, happenedAt: parts.at() })
          }
        >
          {w('major.acknowledge')}
        </button>
      )}
    </div>
  ));
}
