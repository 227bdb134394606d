/**
 * The order in which the nodes of a small cell are put away: always the one that has the fewest others
 * left to join. `links[v]` lists what v is joined to: below `count` nodes of the cell, from there on nodes around it,
 * which stay and count as neighbours. Ties go to the lower number.
 */
export function orderSmallCell(count: number, links: readonly (readonly number[])[]): number[] {
  const joined = links.map(list => new Set(list));
  const left = new Set(Array.from({ length: count }, (_, v) => v));
  const order: number[] = [];
  while (left.size > 0) {
    let fewest = -1;
    for (const v of left) if (fewest === -1 || joined[v]!.size < joined[fewest]!.size) fewest = v;
    left.delete(fewest);
    order.push(fewest);
    const around = [...joined[fewest]!];
    for (const v of around) {
      if (v >= count) continue;
      const mine = joined[v]!;
      mine.delete(fewest);
      for (const w of around) if (w !== v) mine.add(w);
    }
  }
  return order;
}
