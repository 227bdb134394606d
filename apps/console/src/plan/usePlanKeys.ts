import { useEffect } from 'react';
import { tabs, usePlanner } from './planner.ts';

/** Keys that hold on the whole page: Alt+1 … the tabs, Alt+P the posts, Alt+S the search, Alt+M the map, Alt+C the cells. */
export function usePlanKeys(): void {
  const planner = usePlanner();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const tab = /^Digit([1-7])$/.exec(event.code)?.[1];
      const focus = { KeyP: 'posts', KeyS: 'search', KeyM: 'map', KeyC: 'cells' }[event.code];
      if (tab !== undefined) planner.show(tabs[Number(tab) - 1]!);
      else if (focus !== undefined) document.querySelector<HTMLElement>(`[data-focus=${focus}]`)?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [planner]);
}
