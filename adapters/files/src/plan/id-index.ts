const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Numbers ids in the order of their first coming, by their bytes: millions of cells are looked up without making a
 * string of each. Open addressing, half full at most.
 */
export class IdIndex {
  readonly ids: string[] = [];
  #slots = new Int32Array(1024).fill(-1);
  #hashes: number[] = [];
  #bytes = Buffer.alloc(1 << 14);
  #ends: number[] = [0];

  /** The number of the id, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#slots[this.#slotOf(hashOf(bytes, start, end), bytes, start, end)]!;
  }

  /** The number of the id, which is taken in if it is new. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const slot = this.#slotOf(hash, bytes, start, end);
    const known = this.#slots[slot]!;
    if (known !== -1) return known;
    const number = this.ids.length;
    this.#slots[slot] = number;
    this.#hashes.push(hash);
    const from = this.#ends[number]!;
    const to = from + end - start;
    if (to > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(to, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), from);
    this.#ends.push(to);
    this.ids.push(this.#bytes.toString('utf8', from, to));
    if (2 * this.ids.length > this.#slots.length) this.#grow();
    return number;
  }

  addText(id: string): number {
    const bytes = Buffer.from(id);
    return this.add(bytes, 0, bytes.length);
  }

  #slotOf(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (number === -1) return slot;
      if (this.#hashes[number] === hash && this.#isSame(number, bytes, start, end)) return slot;
    }
  }

  #isSame(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#ends[number]!;
    if (this.#ends[number + 1]! - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== this.#bytes[j]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (const [number, hash] of this.#hashes.entries()) {
      let slot = hash & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = FNV_START;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME);
  // The low bits choose the slot, and ids often differ in their last letters alone.
  return (hash ^ (hash >>> 15)) >>> 0;
}
