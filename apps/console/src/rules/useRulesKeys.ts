import { useEffect } from 'react';
import { sections, useRules } from './rules-desk.ts';

/** So many sections have a digit of their own; those after them have it with Shift. */
const ON_DIGITS = 10;

export const sectionKey = (i: number): string =>
  `${i < ON_DIGITS ? 'Alt+' : 'Alt+Shift+'}${(i + 1) % ON_DIGITS}`;

/** Keys that hold on the whole page: Alt+1 … Alt+0 the first ten sections, with Shift those after them, Alt+R the reason of the draft, Alt+V the versions. */
export function useRulesKeys(): void {
  const desk = useRules();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const digit = /^Digit(\d)$/.exec(event.code)?.[1];
      const focus = { KeyR: 'reason', KeyV: 'versions' }[event.code];
      const section =
        digit === undefined
          ? undefined
          : sections[((Number(digit) + 9) % 10) + (event.shiftKey ? ON_DIGITS : 0)];
      if (section !== undefined) desk.section.set(section);
      else if (focus !== undefined && !event.shiftKey)
        document.querySelector<HTMLElement>(`[data-focus=${focus}]`)?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [desk]);
}
