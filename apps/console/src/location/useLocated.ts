import { useEffect } from 'react';
import { useConsole } from '../console.ts';
import type { Located } from './located.ts';

/** Lets the map and the keys know what the phone of the card's call says; it goes with the card. */
export function useLocated(located: Located | undefined): void {
  const console = useConsole();
  useEffect(() => {
    console.located.set(located);
    return () => console.located.change(now => (now === located ? undefined : now));
  }, [located, console]);
}
