import type { Page } from 'playwright-core';

/**
 * Two hands at a keyboard, counted. A group is what one motion of the hands does: the typing of one field, or one chord.
 * A test that counts does everything through these, and nothing beside them.
 */
export interface Hands {
  readonly groups: readonly string[];
  /** One chord, e.g. `F8` or `Alt+Q`. The same chord held to repeat is one chord for each press. */
  press(chord: string): Promise<void>;
  /** The typing into whatever has the focus; it fails when nothing that takes text has it. */
  type(text: string): Promise<void>;
}

export function handsAt(page: Page): Hands {
  const groups: string[] = [];
  return {
    groups,
    press: async chord => {
      groups.push(chord);
      await page.keyboard.press(chord);
    },
    type: async text => {
      groups.push(JSON.stringify(text));
      const takesText = await page.evaluate(() =>
        ['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName ?? ''),
      );
      if (!takesText) throw new Error(`nothing takes ${text} after ${groups.join(' · ')}`);
      await page.keyboard.type(text);
    },
  };
}
