import { useEffect, useState } from 'react';
import { type Settings, themeInForce } from './settings.ts';

/** Puts the theme on the page and follows the system's where that was chosen. */
export function useTheme(settings: Settings): 'dark' | 'light' {
  const [systemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const asked = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setSystemDark(asked.matches);
    asked.addEventListener('change', follow);
    return () => asked.removeEventListener('change', follow);
  }, []);
  const theme = themeInForce(settings, systemDark);
  // Before the map asks for the colours, which it does in an effect.
  if (document.documentElement.dataset['theme'] !== theme) document.documentElement.dataset['theme'] = theme;
  return theme;
}
