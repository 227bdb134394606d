/**
 * Work that follows a hand: of each key one run is under way at a time, and when it ends the newest wish is done, if there
 * came one meanwhile. What lay between is left out.
 */
export function latest<K>(work: (key: K) => Promise<void>): (key: K) => Promise<void> {
  const busy = new Map<K, boolean>();
  return async key => {
    if (busy.has(key)) {
      busy.set(key, true);
      return;
    }
    do {
      busy.set(key, false);
      try {
        await work(key);
      } catch (error) {
        busy.delete(key);
        throw error;
      }
    } while (busy.get(key) === true);
    busy.delete(key);
  };
}
