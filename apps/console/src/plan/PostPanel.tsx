import type { LngLat } from '@clarion/measure';
import type { PlaceHitAnswer } from '@clarion/protocol';
import { useEffect, useRef, useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { usePlanner } from './planner.ts';
import { type GroundPost, NOW, postsToShow, shifted } from './variant.ts';

const STEP_M = 50;
const FAR_STEP_M = 250;

/** The posts of the service, its units, and what a hand can do with the chosen one. */
export function PostPanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const figures = useCell(planner.figures, all => all.get(desk.variantId));
  const list = useRef<HTMLDivElement>(null);
  const variant = planner.current();
  const posts = postsToShow(variant, ground, desk.agency);
  const chosen = posts.find(post => post.postId === desk.postId);
  const changed = new Set(planner.changes().posts.map(post => post.postId));
  const unitsAt = (postId: string) =>
    ground.units.filter(unit => unit.agency === desk.agency && variant.postOf[unit.unitId] === postId);

  const choose = (post: GroundPost | undefined) => {
    if (post === undefined) return;
    planner.choose(post.postId);
    // At once: the next key is for this post, however long the next frame takes.
    list.current?.querySelector<HTMLElement>(`[data-post="${CSS.escape(post.postId)}"]`)?.focus();
  };
  const onKey = (event: React.KeyboardEvent, post: GroundPost) => {
    const { carrying } = planner.desk.get();
    if (carrying?.postId === post.postId) return carry(event, post, carrying.from);
    const at = posts.indexOf(post);
    if (event.key === 'ArrowDown') choose(posts[at + 1]);
    else if (event.key === 'ArrowUp') choose(posts[at - 1]);
    else if (event.key === 'Home') choose(posts[0]);
    else if (event.key === 'End') choose(posts.at(-1));
    else if (event.key === 'Enter' || event.key === 'm' || event.key === 'M') pickUp(post);
    else if (event.key === 'Delete') planner.remove(post.postId);
    else if (event.key === 'n' || event.key === 'N') planner.add(shifted(post.at, FAR_STEP_M, 0));
    else return;
    event.preventDefault();
  };
  const pickUp = (post: GroundPost) =>
    planner.desk.change(now => ({
      ...now,
      postId: post.postId,
      carrying: { postId: post.postId, from: post.at },
    }));
  const putDown = () => planner.desk.change(now => ({ ...now, carrying: undefined }));
  const carry = (event: React.KeyboardEvent, post: GroundPost, from: LngLat) => {
    const step = event.shiftKey ? FAR_STEP_M : STEP_M;
    const way = ({ ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const)[
      event.key
    ];
    if (way !== undefined) planner.move(post.postId, shifted(post.at, way[0] * step, way[1] * step));
    else if (event.key === 'Enter') putDown();
    else if (event.key === 'Escape') {
      putDown();
      planner.move(post.postId, from);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <h2 className="plan-head">
        {w('plan.posts')} <span className="faint numeric">{posts.length}</span>
      </h2>
      <div ref={list} className="plan-list" role="listbox" aria-label={w('plan.posts')}>
        {posts.map((post, i) => {
          const units = unitsAt(post.postId);
          const isChosen = post.postId === desk.postId;
          const stop = isChosen || (chosen === undefined && i === 0);
          return (
            <div
              key={post.postId}
              role="option"
              aria-selected={isChosen}
              tabIndex={stop ? 0 : -1}
              data-post={post.postId}
              {...(stop ? { 'data-focus': 'posts' } : {})}
              className={`plan-post${desk.carrying?.postId === post.postId ? ' plan-post-carried' : ''}`}
              onClick={() => choose(post)}
              onKeyDown={event => onKey(event, post)}
            >
              <b>{post.postId}</b>
              <span className="plan-post-name">{w.named(post.names)}</span>
              <span className="plan-post-units">
                {units.length === 0 ? w('plan.noUnit') : units.map(unit => unit.unitId).join(' ')}
              </span>
              {changed.has(post.postId) && (
                <span className="tag tag-warn">
                  {w(ground.posts.some(one => one.postId === post.postId) ? 'plan.moved' : 'plan.new')}
                </span>
              )}
              {figures?.offRoad.includes(post.postId) && (
                <span className="tag tag-alert">{w('plan.offRoad')}</span>
              )}
            </div>
          );
        })}
      </div>
      <p className="plan-keys faint">
        {desk.carrying === undefined
          ? w(desk.variantId === NOW ? 'plan.keys.now' : 'plan.keys')
          : w('plan.keys.carrying')}
      </p>
      {chosen === undefined ? (
        <button
          type="button"
          className="button"
          data-do="add"
          onClick={() => planner.add(planner.place.get()!.center)}
        >
          {w('plan.add')}
        </button>
      ) : (
        <ChosenPost key={chosen.postId} post={chosen} posts={posts} />
      )}
    </>
  );
}

function ChosenPost(props: { readonly post: GroundPost; readonly posts: readonly GroundPost[] }) {
  const planner = usePlanner();
  const w = useSpeech();
  const { post } = props;
  const agency = useCell(planner.desk, desk => desk.agency);
  const ground = useCell(planner.ground)!;
  const variant = planner.current();
  const units = ground.units.filter(unit => unit.agency === agency);
  return (
    <div className="plan-chosen">
      <h3>
        {post.postId} {w.named(post.names)}
      </h3>
      <MoveTo post={post} />
      <ul className="plan-units">
        {units
          .filter(unit => variant.postOf[unit.unitId] === post.postId)
          .map(unit => (
            <li key={unit.unitId}>
              <label>
                <b>{unit.unitId}</b> {w.maybe(`unitKind.${unit.kind}`) ?? unit.kind}{' '}
                <select
                  value={post.postId}
                  aria-label={w('plan.unitTo', { unit: unit.unitId })}
                  onChange={event => planner.send(unit.unitId, event.target.value)}
                >
                  {props.posts.map(one => (
                    <option key={one.postId} value={one.postId}>
                      {one.postId} {w.named(one.names)}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
      </ul>
      <label>
        {w('plan.bring')}{' '}
        <select
          value=""
          data-do="bring"
          onChange={event => event.target.value !== '' && planner.send(event.target.value, post.postId)}
        >
          <option value="">—</option>
          {units
            .filter(unit => variant.postOf[unit.unitId] !== post.postId)
            .map(unit => (
              <option key={unit.unitId} value={unit.unitId}>
                {unit.unitId} ({variant.postOf[unit.unitId] ?? '—'})
              </option>
            ))}
        </select>
      </label>
      <div className="plan-row">
        <button
          type="button"
          className="button"
          data-do="add"
          onClick={() => planner.add(shifted(post.at, FAR_STEP_M, 0))}
        >
          {w('plan.add')} <kbd>N</kbd>
        </button>
        <button type="button" className="button" data-do="remove" onClick={() => planner.remove(post.postId)}>
          {w('plan.remove')} <kbd>Del</kbd>
        </button>
      </div>
    </div>
  );
}

/** By name of a place: the first candidate is taken by Enter, others by arrows. */
function MoveTo({ post }: { readonly post: GroundPost }) {
  const planner = usePlanner();
  const w = useSpeech();
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly PlaceHitAnswer[]>([]);
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (query.trim() === '') return setHits([]);
    const gone = new AbortController();
    const near = post.at.join(',');
    void planner.request
      .get<{ readonly hits: readonly PlaceHitAnswer[] }>(
        `/api/places?q=${encodeURIComponent(query)}&near=${near}&limit=6`,
        gone.signal,
      )
      .then(answer => {
        if (gone.signal.aborted) return;
        setHits(answer.ok ? answer.value.hits : []);
        setAt(0);
      });
    return () => gone.abort();
  }, [query, post.at, planner]);
  const take = (hit: PlaceHitAnswer | undefined) => {
    if (hit === undefined) return;
    planner.move(post.postId, hit.at);
    setQuery('');
  };
  return (
    <div className="plan-search">
      <input
        className="input"
        data-focus="search"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="plan-hits"
        aria-activedescendant={hits.length > 0 ? `plan-hit-${at}` : undefined}
        aria-label={w('plan.moveTo')}
        placeholder={w('plan.moveTo')}
        value={query}
        onChange={event => setQuery(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'ArrowDown') setAt(Math.min(hits.length - 1, at + 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
          else if (event.key === 'Enter') take(hits[at]);
          else if (event.key === 'Escape') setQuery('');
          else return;
          event.preventDefault();
        }}
      />
      <div id="plan-hits" role="listbox" aria-label={w('plan.moveTo')} hidden={hits.length === 0}>
        {hits.map((hit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are those of the field above
          <div
            key={hit.id}
            id={`plan-hit-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            onClick={() => take(hit)}
          >
            {hit.label}
          </div>
        ))}
      </div>
    </div>
  );
}
