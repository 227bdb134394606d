import { useEffect } from 'react';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { matches } from './action.ts';
import { doAction } from './do-action.ts';
import { actions } from './table.ts';

/** Every key of the action table, wherever the focus stands. A key whose action cannot be done now says so. */
export function useKeys(): void {
  const console = useConsole();
  const w = useSpeech();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat) return;
      const action = actions.find(one => matches(one.key, event));
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      doAction(console, action, w);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [console, w]);
}
