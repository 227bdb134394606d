import { useEffect } from 'react';
import { sections, useRules } from './rules-desk.ts';

/** Keys that hold on the whole page: Alt+1 … Alt+0 the sections, Alt+R the reason of the draft, Alt+V the versions. */
export function useRulesKeys(): void {
  const desk = useRules();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const digit = /^Digit(\d)$/.exec(event.code)?.[1];
      const focus = { KeyR: 'reason', KeyV: 'versions' }[event.code];
      if (digit !== undefined) desk.section.set(sections[(Number(digit) + 9) % 10]!);
      else if (focus !== undefined) document.querySelector<HTMLElement>(`[data-focus=${focus}]`)?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [desk]);
}
