/** In the middle of the 100 to 120 that the resuscitation councils ask for. */
export const BEATS_A_MINUTE = 110;
export const BEAT_MS = 60_000 / BEATS_A_MINUTE;
/** Who gives compressions tires; helpers change over this often. */
export const CHANGE_OVER_MS = 120_000;
const CLICK_S = 0.04;
const AHEAD_S = 0.4;
const LOOK_MS = 100;

/** The beats that fall into a window, in milliseconds since the beginning; the clock is the sound card's, which does not drift. */
export function beatsBetween(fromMs: number, toMs: number): readonly number[] {
  const beats: number[] = [];
  for (let n = Math.max(0, Math.ceil(fromMs / BEAT_MS)); n * BEAT_MS < toMs; n++) beats.push(n * BEAT_MS);
  return beats;
}

export interface Metronome {
  stop(): void;
}

/** Clicks from now on; silent where the browser gives no sound, then the page's own light beats alone. */
export function startMetronome(open: () => AudioContext = () => new AudioContext()): Metronome {
  let sound: AudioContext;
  try {
    sound = open();
  } catch (error) {
    if (error instanceof Error) return { stop: () => undefined };
    throw error;
  }
  const begun = sound.currentTime;
  let planned = 0;
  const plan = () => {
    const until = (sound.currentTime - begun + AHEAD_S) * 1000;
    for (const beat of beatsBetween(planned, until)) click(sound, begun + beat / 1000);
    planned = until;
  };
  plan();
  const timer = setInterval(plan, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      void sound.close();
    },
  };
}

function click(sound: AudioContext, at: number): void {
  const tone = sound.createOscillator();
  const loudness = sound.createGain();
  tone.frequency.value = 880;
  loudness.gain.setValueAtTime(0.5, at);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + CLICK_S);
  tone.connect(loudness).connect(sound.destination);
  tone.start(at);
  tone.stop(at + CLICK_S);
}
