/** Nodes of a search tree, the most promising first. */
export class NodeHeap<T> {
  readonly #nodes: T[] = [];
  readonly #keyOf: (node: T) => number;

  /** `keyOf`: how promising a node is; the highest comes first. */
  constructor(keyOf: (node: T) => number) {
    this.#keyOf = keyOf;
  }

  peek(): T | undefined {
    return this.#nodes[0];
  }

  clear(): void {
    this.#nodes.length = 0;
  }

  push(node: T): void {
    const nodes = this.#nodes;
    const key = this.#keyOf(node);
    let at = nodes.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#keyOf(nodes[parent]!) >= key) break;
      nodes[at] = nodes[parent]!;
      at = parent;
    }
    nodes[at] = node;
  }

  pop(): T | undefined {
    const nodes = this.#nodes;
    const top = nodes[0];
    const last = nodes.pop();
    if (last === undefined || nodes.length === 0) return top;
    const key = this.#keyOf(last);
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= nodes.length) break;
      if (child + 1 < nodes.length && this.#keyOf(nodes[child + 1]!) > this.#keyOf(nodes[child]!)) child++;
      if (this.#keyOf(nodes[child]!) <= key) break;
      nodes[at] = nodes[child]!;
      at = child;
    }
    nodes[at] = last;
    return top;
  }
}
