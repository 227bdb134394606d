import { type Cover, postsOf } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { coverInWords } from './help.ts';

/** Longer than this, somebody should think of a move-up. */
const LONG_MS = 4 * 60_000;

/** What is left behind when the unit goes: by how much later the next one is at its post. */
export function CoverLeft({ cover }: { readonly cover: Cover | undefined }) {
  const console = useConsole();
  const w = useSpeech();
  const posts = useCell(console.picture.board, view => postsOf(view.board));
  if (cover === undefined) return <span className="offer-cover" />;
  const post = w.named(posts?.find(one => one.postId === cover.postId)?.names) || cover.postId;
  const capability = w.maybe(`capability.${cover.capability}`) ?? cover.capability;
  const { nextUnitId, nextMs, longerMs } = cover;
  const whole =
    nextUnitId === undefined
      ? w('cover.titleNone', { capability, post })
      : w('cover.title', { capability, post, unit: nextUnitId, next: duration(nextMs ?? 0) });
  const long = longerMs === undefined || longerMs > LONG_MS;
  return (
    <span className={`offer-cover numeric${long ? ' offer-cover-long' : ''}`} title={whole}>
      {coverInWords(cover, w)}
    </span>
  );
}
