import { instant } from '@clarion/measure';
import { PlaceName } from '../call/ThreePlaces.tsx';
import { useConsole } from '../console.ts';
import { Since } from '../floor/Age.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import type { GroupRow } from './groups.ts';

/** Many calls about one thing, in one line of the queue: how many, how many ring, how many nobody has read. */
export function GroupLine({ row }: { readonly row: GroupRow }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = console.picture.board.get();
  const incident = board.incidents.get(row.leader);
  const about = incident ?? board.calls.get(row.leader);
  const type = board.configuration?.types.find(one => one.typeId === about?.typeId);
  const waiting = row.callIds.length;
  return (
    <div className={`line line-group priority-${row.priority}`} title={w('group.open')}>
      <span className="line-priority">
        <span aria-hidden="true">≡</span>
      </span>
      <span className="line-id">{row.leader}</span>
      <span className="line-what">
        {type === undefined ? <span className="faint">{w('queue.noType')}</span> : w.named(type.names)}
      </span>
      <span className="line-clock">
        <Since at={instant(row.since)} />
      </span>
      <span className="line-where">
        {about?.place !== undefined ? (
          <PlaceName place={about.place} short />
        ) : (
          <span className="faint">{w('group.around', { call: row.leader })}</span>
        )}
      </span>
      <span className="line-counts">
        {waiting > 0 && (
          <span className="tag">
            {w('group.calls', { n: waiting })} · {w('group.likely')}
          </span>
        )}
        {row.ringing > 0 && <span className="tag tag-warn">☎ {w('group.ringing', { n: row.ringing })}</span>}
        {row.unread.length > 0 && (
          <span className="tag tag-unread">● {w('group.unread', { n: row.unread.length })}</span>
        )}
      </span>
    </div>
  );
}
