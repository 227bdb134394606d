import { removeUnfinished } from '@clarion/files';
import { chooseLanguage } from '@clarion/protocol';
import { createInterrupt } from './interrupt.ts';
import { faultText } from './io.ts';
import { runCli } from './run.ts';

const environment = process.env;

const lang = chooseLanguage(environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG']);
const argv = process.argv.slice(2);
const now = () => performance.now();
const interrupt = createInterrupt(now, () => {
  removeUnfinished();
  process.stderr.write(faultText({ code: 'Cancelled' }, lang, argv.includes('--json')));
  process.exit(3);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt.wish);
// A reader that goes away (`clarion … | head`) ends the run quietly instead of by an exception.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await runCli(argv, {
  lang,
  signal: interrupt.signal,
  environment,
  streams: { out: process.stdout, err: process.stderr },
  now,
  onCommand: command => interrupt.leaveToCommand(command.stopsItself ?? false),
});
