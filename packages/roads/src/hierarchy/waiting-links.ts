/** Links that wait to be looked at, lowest first: a bit for each, and over every 32 words of bits one that says where some are. */
export class WaitingLinks {
  private readonly levels: Int32Array[] = [];

  constructor(linkCount: number) {
    let words = linkCount;
    do {
      words = (words + 31) >>> 5;
      this.levels.push(new Int32Array(words));
    } while (words > 1);
  }

  add(link: number): void {
    let at = link;
    for (const level of this.levels) {
      const word = at >>> 5;
      const before = level[word]!;
      level[word] = before | (1 << (at & 31));
      if (before !== 0) return;
      at = word;
    }
  }

  remove(link: number): void {
    let at = link;
    for (const level of this.levels) {
      const word = at >>> 5;
      level[word]! &= ~(1 << (at & 31));
      if (level[word] !== 0) return;
      at = word;
    }
  }

  /** The lowest from `link` on; -1 when none waits there. */
  next(link: number): number {
    const { levels } = this;
    let at = link;
    for (let up = 0; up < levels.length; up++) {
      const word = at >>> 5;
      const level = levels[up]!;
      if (word >= level.length) return -1;
      const bits = level[word]! & (-1 << (at & 31));
      if (bits !== 0) {
        at = 32 * word + lowestBit(bits);
        for (let down = up - 1; down >= 0; down--) at = 32 * at + lowestBit(levels[down]![at]!);
        return at;
      }
      at = word + 1;
    }
    return -1;
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
