import type { LngLat } from '@clarion/measure';

/** Places of nodes by id, in typed arrays (16 bytes a node); `add` in any order, then `finish`, then read only. */
export class NodeStore {
  private ids = new Float64Array(1 << 16);
  private places = new Int32Array(1 << 17);
  private size = 0;
  private sorted = true;
  private finished = false;

  get count(): number {
    return this.size;
  }

  add(id: number, lng: number, lat: number): void {
    if (this.finished) throw new Error('NodeStore: add after finish');
    if (this.size === this.ids.length) this.grow();
    if (this.size > 0 && id <= this.ids[this.size - 1]!) this.sorted = false;
    this.ids[this.size] = id;
    // OpenStreetMap's own resolution: 1e-7 degrees, about a centimetre.
    this.places[2 * this.size] = Math.round(lng * 1e7);
    this.places[2 * this.size + 1] = Math.round(lat * 1e7);
    this.size++;
  }

  /** Sorts if the file was not sorted. */
  finish(): void {
    if (!this.sorted) this.sort();
    this.finished = true;
  }

  /** The place of a node; undefined for an id that the extract does not hold. */
  find(id: number): LngLat | undefined {
    if (!this.finished) throw new Error('NodeStore: find before finish');
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const here = this.ids[middle]!;
      if (here === id) return [this.places[2 * middle]! / 1e7, this.places[2 * middle + 1]! / 1e7];
      if (here < id) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  private grow(): void {
    const ids = new Float64Array(this.ids.length * 2);
    ids.set(this.ids);
    this.ids = ids;
    const places = new Int32Array(this.places.length * 2);
    places.set(this.places);
    this.places = places;
  }

  private sort(): void {
    const { ids, places, size } = this;
    const order = new Uint32Array(size);
    for (let i = 0; i < size; i++) order[i] = i;
    order.sort((a, b) => ids[a]! - ids[b]! || a - b);
    const sortedIds = new Float64Array(size);
    const sortedPlaces = new Int32Array(2 * size);
    for (let i = 0; i < size; i++) {
      sortedIds[i] = ids[order[i]!]!;
      sortedPlaces[2 * i] = places[2 * order[i]!]!;
      sortedPlaces[2 * i + 1] = places[2 * order[i]! + 1]!;
    }
    this.ids = sortedIds;
    this.places = sortedPlaces;
  }
}
