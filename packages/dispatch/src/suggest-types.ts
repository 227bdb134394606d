import type { IncidentType } from './configuration.ts';
import type { TypeId } from './ids.ts';

export interface TypeSuggestion {
  readonly typeId: TypeId;
  /** Sum over the keywords found, longer ones weighing more; only the order means something. */
  readonly score: number;
  /** The words that spoke for it, as they stand in the type. */
  readonly because: readonly string[];
}

/**
 * Types whose keywords or names occur in `text`, best first; ties: the more urgent, then the order of `types`.
 * Latin words match from a word's start ("crash" in "crashed"), Chinese ones anywhere. It suggests; people choose.
 */
export function suggestTypes(text: string, types: readonly IncidentType[]): readonly TypeSuggestion[] {
  const said = ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const found = types.flatMap((type, order) => {
    const words = [...(type.keywords ?? []), ...Object.values(type.names)];
    const because = words.filter(word => occurs(said, word));
    const score = because.reduce((sum, word) => sum + weight(word), 0);
    return score > 0 ? [{ type, order, score, because }] : [];
  });
  found.sort((a, b) => b.score - a.score || a.type.priority - b.type.priority || a.order - b.order);
  return found.map(({ type, score, because }) => ({ typeId: type.typeId, score, because }));
}

function occurs(said: string, word: string): boolean {
  const plain = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (plain === '') return false;
  return said.includes(isHan(plain) ? plain : ` ${plain}`);
}

/** A phrase says more than a word, and a Chinese character about as much as two letters and a half. */
function weight(word: string): number {
  return isHan(word) ? word.length * 2.5 : word.length;
}

function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}
