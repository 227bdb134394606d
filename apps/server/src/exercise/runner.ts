import { randomUUID } from 'node:crypto';
import type { Command } from '@clarion/dispatch';
import {
  assignmentFrom,
  type CrewFix,
  type Directed,
  type Exercise,
  type Happening,
  type Saying,
} from '@clarion/exercise';
import { type Instant, instant } from '@clarion/measure';
import type { Fix, Language } from '@clarion/protocol';
import { type SealedText, StoreUnavailable } from '@clarion/store';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { Injects } from '../drill/injects.ts';
import type { Intake } from '../positions/intake.ts';
import { type Attendance, deskMay } from './attendance.ts';

const POSITIONS_EVERY_MS = 1000;
/** A standing unit reports this seldom; it still never looks silent. */
const STANDING_EVERY_MS = 20_000;
const LOOK_AGAIN_MS = 250;
const AWAY_MS = 1000;
/** So many of the fixes of a made-up phone lie within its radius. */
const TWO_THIRDS = 0.67;
/** After the last call, what can still be done is done; an incident that nobody can be sent to stays open. */
const STANDSTILL_MS = 6 * 3_600_000;

export interface RunnerOptions {
  readonly exercise: Exercise;
  readonly centre: Centre;
  readonly intake: Intake;
  readonly speed: number | 'max';
  /** What the drill's leader had set before a restart: 0 when it was paused; the speed otherwise. */
  readonly rate?: number;
  readonly attendance: Attendance;
  /** What callers are heard to speak. */
  readonly language: Language;
  /** Of a drill with a script: it goes on until it is stopped, for the leader may still fire something. */
  readonly injects?: Injects;
  /** Calls still to come; undefined when they never end. */
  readonly callsLeft: () => number | undefined;
  readonly onTrouble: (error: unknown) => void;
}

export interface Runner {
  /** Ends when nothing more comes, or when stopped. */
  readonly ended: Promise<void>;
  /** Plays all that happens up to `to`, each at its own time; the clock then stands there. */
  jump(to: Instant): Promise<void>;
  /** Puts an inject to the log now. @returns the code of the refusal */
  put(directed: Directed): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Plays an exercise against a centre: waits or jumps to each happening, puts it to the log, moves the units. */
export function runExercise(options: RunnerOptions): Runner {
  const { exercise, centre, intake, speed, attendance, injects } = options;
  const { clock, log } = centre;
  let stopped = false;
  let lastEntryAt = boardOf(centre).at;
  let wake: () => void = () => undefined;
  let jumping: { readonly to: Instant; readonly arrived: () => void } | undefined;
  let playing = true;
  clock.onChange(() => wake());
  const stopListening = log.onBoard(entries => {
    for (const entry of entries) {
      exercise.observe(entry);
      injects?.observe(entry);
    }
    lastEntryAt = boardOf(centre).at;
    wake();
  });

  const pause = (ms: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function play(): Promise<void> {
    if (speed === 'max') clock.jump(clock.now());
    else clock.run(options.rate ?? speed);
    const positions = speed === 'max' ? undefined : setInterval(publish, POSITIONS_EVERY_MS);
    try {
      while (!stopped) {
        const next = earlier(exercise.next(), injects?.next());
        if (jumping !== undefined && (next === undefined || next > jumping.to)) {
          arrive(jumping);
          continue;
        }
        if (
          injects === undefined &&
          next !== undefined &&
          options.callsLeft() === 0 &&
          next - lastEntryAt > STANDSTILL_MS
        )
          break;
        if (next === undefined) {
          const isOver = attendance !== 'people' || boardOf(centre).openIncidents.size === 0;
          if (injects === undefined && isOver) break;
          await pause(LOOK_AGAIN_MS);
          continue;
        }
        if (isJumping()) clock.jump(next);
        else if (clock.now() < next) {
          const { rate } = clock.state();
          const waitMs = rate === 0 ? LOOK_AGAIN_MS : (next - clock.now()) / rate;
          await pause(Math.max(1, Math.min(LOOK_AGAIN_MS, waitMs)));
          continue;
        }
        for (const directed of injects?.advance(clock.now()) ?? [])
          await injects?.settled(directed, await put(directed));
        await submitAll(exercise.advance(clock.now()));
        // A jumping clock with nothing to store would never let the rest of the process have its turn.
        if (isJumping()) await new Promise(resolve => setImmediate(resolve));
      }
    } finally {
      playing = false;
      if (jumping !== undefined) arrive(jumping);
      clearInterval(positions);
      stopListening();
    }
  }

  const isJumping = () => speed === 'max' || jumping !== undefined;
  function arrive({ to, arrived }: { readonly to: Instant; readonly arrived: () => void }): void {
    jumping = undefined;
    clock.jump(to);
    publish();
    arrived();
  }

  async function submitAll(happenings: readonly Happening[]): Promise<void> {
    let running: Promise<void>[] = [];
    for (const happening of happenings) {
      if (stopped) break;
      if (!deskMay(attendance, happening, boardOf(centre))) continue;
      if (happening.kind === 'dispatch') {
        // Whom to send depends on all that came before it.
        await Promise.all(running);
        running = [];
        if (isJumping()) centre.positions.take(exercise.positionsAt(clock.now()).map(fixOf));
      }
      running.push(patiently(async () => void (await submit(happening))));
    }
    await Promise.all(running);
  }

  const put = async ({ happening }: Directed): Promise<string | undefined> => {
    let refused: string | undefined;
    await patiently(async () => {
      refused = await submit(happening);
    });
    return refused;
  };

  async function submit(happening: Happening | Saying): Promise<string | undefined> {
    const { actor, commandId } = happening;
    let command: Command | undefined;
    let sealed: readonly SealedText[] = [];
    if (happening.kind === 'dispatch') {
      const { evidence } = centre.recommender.recommend({ incidentId: happening.incidentId });
      command = assignmentFrom(happening.incidentId, evidence);
    } else ({ command, sealed } = await spoken(happening));
    if (command === undefined) return undefined;
    // A refusal is part of the play: somebody else was quicker.
    const now = instant(Math.max(happening.at, boardOf(centre).at));
    const done = await log.append({ commandId, actor, command }, { now, sealed });
    if (!done.ok) return done.error.code;
    if (happening.kind !== 'command' || happening.phone === undefined) return undefined;
    const received = done.value.entries.find(entry => entry.type === 'CallReceived');
    if (received) await locate(received.data.callId, happening.phone, now);
    return undefined;
  }

  /** As the network would say it of a real call: sealed, and by the line. */
  async function locate(
    callId: string,
    { at, radiusM }: NonNullable<(Happening & { kind: 'command' })['phone']>,
    now: Instant,
  ): Promise<void> {
    const location = await centre.locations.seal({
      shape: { kind: 'circle', at, radiusM },
      confidence: TWO_THIRDS,
      form: 'normal',
    });
    const command: Command = { type: 'RecordLocation', callId, location: location.ref };
    const actor = { kind: 'system', id: 'line' } as const;
    await log.append({ commandId: randomUUID(), actor, command }, { now, sealed: [location] });
  }

  async function spoken(happening: Exclude<Happening | Saying, { kind: 'dispatch' }>) {
    const said = happening.speech?.[options.language === 'zh-CN' ? 'zh' : 'en'];
    if (happening.kind === 'says') {
      const words = await centre.sealing.seal('words', said ?? '');
      const { callId } = happening;
      return { command: { type: 'RecordWords' as const, callId, words: words.ref }, sealed: [words] };
    }
    const { command } = happening;
    if (command.type !== 'ReceiveCall') return { command, sealed: [] };
    const words = said === undefined ? undefined : await centre.sealing.seal('words', said);
    const contact =
      happening.contact === undefined ? undefined : await centre.sealing.seal('contact', happening.contact);
    return {
      command: {
        ...command,
        ...(words === undefined ? {} : { words: words.ref }),
        ...(contact === undefined ? {} : { contact: contact.ref }),
      },
      sealed: [words, contact].filter(text => text !== undefined),
    };
  }

  /** A drill waits for its database as a centre would. The command's number makes the repetition harmless. */
  async function patiently(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || stopped) throw error;
        options.onTrouble(error);
        await new Promise(resolve => setTimeout(resolve, AWAY_MS));
      }
    }
  }

  const reportedAt = new Map<string, Instant>();
  let publishedAt = 0;
  function publish(): void {
    const now = clock.now();
    // Of a drill that is paused nothing new can be told.
    if (now === publishedAt) return;
    publishedAt = now;
    const due = exercise.positionsAt(now).filter(fix => {
      const before = reportedAt.get(fix.unitId);
      if (!fix.moving && before !== undefined && now - before < STANDING_EVERY_MS) return false;
      reportedAt.set(fix.unitId, now);
      return true;
    });
    if (due.length > 0) intake.accept(due.map(fixOf)).catch(options.onTrouble);
  }

  const ended = play();
  return {
    ended,
    put,
    async jump(to) {
      if (!playing || stopped) return;
      await new Promise<void>(arrived => {
        jumping = { to, arrived };
        wake();
      });
    },
    async stop() {
      stopped = true;
      wake();
      await ended;
    },
  };
}

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

function fixOf(fix: CrewFix): Fix {
  return {
    unitId: fix.unitId,
    at: fix.at,
    fixAt: fix.fixedAt,
    ...(fix.speedMps === undefined ? {} : { speedKmh: fix.speedMps * 3.6 }),
    ...(fix.headingDegrees === undefined ? {} : { headingDegrees: fix.headingDegrees }),
  };
}
