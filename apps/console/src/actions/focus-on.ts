/** Parts of the floor that a key can go to; each carries `data-focus` with one of these. */
export type Spot =
  | 'bar'
  | 'location'
  | 'type'
  | 'words'
  | 'language'
  | 'note'
  | 'hazard'
  | 'card'
  | 'queue'
  | 'active'
  | 'units'
  | 'list'
  | 'map'
  | 'protocolCard'
  | 'resort'
  | 'lead'
  | 'afterAction'
  | 'handOver'
  | 'shifts'
  | 'transfer'
  | 'tasks';

/** Whether that part is on the page now. */
export const isThere = (spot: Spot): boolean => document.querySelector(`[data-focus="${spot}"]`) !== null;

/** Puts the focus on a part of the floor, or presses it when it is a button made for that. */
export function focusOn(spot: Spot): void {
  const found = document.querySelector<HTMLElement>(`[data-focus="${spot}"]`);
  if (found === null) return;
  if (spot === 'resort') found.click();
  // The map's keys (moving it, Enter on a place) are its canvas's.
  else if (spot === 'map') (found.querySelector<HTMLElement>('canvas[tabindex]') ?? found).focus();
  else {
    found.focus();
    if (found instanceof HTMLInputElement) found.select();
  }
}

/** Takes the focus from the call card, wherever on it it stands. */
export function leaveCard(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.closest('.card') !== null) activeElement.blur();
}
