import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where a system Chromium may stand, first match wins. No browser is ever downloaded. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && existsSync(named)) return named;
  const paths = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
  const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return [...paths, onMac].find(path => existsSync(path));
}

/**
 * Finds Chromium, or installs Debian's where that is possible (apt-get, as root).
 * Otherwise says in one line what to install, as an error.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('No Chromium here: installing Debian’s chromium and fonts-noto-cjk\n');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'],
    ])
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The browser tests need Chromium: install the package `chromium` (or set CHROMIUM_PATH) and run again.',
  );
}
