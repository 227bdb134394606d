import { type Disposition, dispositions } from '@clarion/dispatch';
import { say } from '@clarion/protocol';

/** A disposition by its code or its word in either language, or an unmistakable beginning of one. */
export function dispositionOf(text: string): Disposition | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  const words = (one: Disposition) =>
    [one, say('en', `disposition.${one}`), say('zh-CN', `disposition.${one}`)].map(word =>
      word.toLowerCase(),
    );
  const exact = dispositions.find(one => words(one).includes(wanted));
  if (exact !== undefined) return exact;
  const beginning = dispositions.filter(one => words(one).some(word => word.startsWith(wanted)));
  return beginning.length === 1 ? beginning[0] : undefined;
}
