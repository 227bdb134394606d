import { chooseLanguage, say } from '@clarion/protocol';
import { readOptions, type StartFault } from './options.ts';
import { type Running, start } from './start.ts';

const PROGRESS_MS = 10_000;
const SAME_WISH_MS = 2000;
const environment = process.env;
const language = chooseLanguage(
  environment['CLARION_LANG'] || environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'],
);
const options = readOptions(process.argv.slice(2), environment);
if (!options.ok) refuse(options.error);
const { report, untilEnd } = options.value;

/** With --report json the one line on stdout is the report; the rest is for people and goes beside it. */
const people = report === undefined ? process.stdout : process.stderr;
const tell = (key: string, params: Readonly<Record<string, unknown>> = {}) => {
  people.write(`${say(language, key, params)}\n`);
};

let running: Running | undefined;
let stopping: Promise<void> | undefined;
let askedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    const now = performance.now();
    // Ctrl-C reaches the whole group and is passed on by the parent too: that is one wish, not two.
    if (stopping !== undefined && now - askedAt < SAME_WISH_MS) return;
    // Before it stands there is nothing to put away; asked again, it goes at once.
    if (running === undefined || stopping !== undefined) process.exit(3);
    askedAt = now;
    // A server that is stopped has done its work; an exercise that was to be played to its end has not.
    stopping = stop(running, untilEnd ? 3 : 0);
  });

const started = await start(options.value, { wall: () => Date.now(), tell, language });
if (!started.ok) refuse(started.error);
running = started.value;
const { exercise, centre } = running;
if (exercise !== undefined) {
  const began = performance.now();
  const progress = setInterval(() => {
    const { callsDone, callsTotal } = exercise.current();
    const time = new Date(centre.clock.now()).toISOString();
    if (callsTotal !== undefined)
      tell('server.exerciseProgress', { time, done: callsDone ?? 0, total: callsTotal });
  }, PROGRESS_MS);
  const broken = await exercise.runner.ended.then(
    () => undefined,
    (error: unknown) => error,
  );
  clearInterval(progress);
  await stopping;
  if (broken !== undefined) {
    process.stderr.write(`${broken instanceof Error ? broken.stack : String(broken)}\n`);
    // A drill that broke leaves the centre at work; one that was to be played to its end has failed.
    if (untilEnd) await stop(running, 1);
  }
  const answer = exercise.current();
  const seconds = Math.round((performance.now() - began) / 1000);
  tell('server.exerciseEnd', { seconds, calls: answer.callsDone ?? 0, head: centre.log.board.head });
  if (report === 'json') process.stdout.write(`${JSON.stringify(answer)}\n`);
  if (untilEnd) {
    stopping ??= stop(running, 0);
    await stopping;
  }
}

async function stop(server: Running, code: number): Promise<void> {
  tell('server.stopping');
  await server.stop();
  tell('server.stopped');
  process.exit(code);
}

function refuse({ code, params, file, line }: StartFault): never {
  const where = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  process.stderr.write(`${where}${say(language, code, params)}\n`);
  process.exit(2);
}
