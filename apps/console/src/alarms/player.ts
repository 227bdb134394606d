import type { AlarmSeverity, Sounding } from '@clarion/dispatch';
import { lengthOf, tones } from './tones.ts';

export interface Player {
  /** Plays the tone; tells whether it was heard out of the machine, as far as a page can know. */
  play(severity: AlarmSeverity, loudness: number): Promise<Exclude<Sounding, 'muted'>>;
  /** Whether a page may sound now; browsers want a key or a click first. */
  isReady(): boolean;
  /** Called with a key or a click. */
  wake(): Promise<void>;
}

/** Synthesizes tones; no files. `sounded` is said only when samples other than silence went out while the clock ran. */
export function createPlayer(make: () => AudioContext): Player {
  let context: AudioContext | undefined;
  const ready = () => context?.state === 'running';

  async function wake(): Promise<void> {
    context ??= make();
    // A browser that wants a gesture leaves this pending: nobody waits for it.
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
  }

  return {
    isReady: ready,
    wake,
    async play(severity, loudness) {
      await wake();
      const audio = context!;
      await new Promise(resolve => setTimeout(resolve, ready() ? 0 : 150));
      if (!ready()) return 'blocked';
      const gain = audio.createGain();
      const listener = audio.createAnalyser();
      gain.gain.value = loudness * 0.4;
      gain.connect(listener).connect(audio.destination);
      const begun = audio.currentTime + 0.02;
      for (const { hertz, from, until } of tones[severity]) {
        const voice = audio.createOscillator();
        voice.type = severity === 'emergency' ? 'square' : 'triangle';
        voice.frequency.value = hertz;
        voice.connect(gain);
        voice.start(begun + from);
        voice.stop(begun + until);
      }
      const heard = await isHeard(audio, listener, begun + lengthOf(severity));
      gain.disconnect();
      listener.disconnect();
      return heard ? 'sounded' : 'blocked';
    },
  };
}

async function isHeard(audio: AudioContext, listener: AnalyserNode, until: number): Promise<boolean> {
  const samples = new Float32Array(listener.fftSize);
  let heard = false;
  // The audio's own clock says when it is over; a wall's limit, should that clock stand.
  for (let looks = 0; looks < 100 && audio.currentTime < until; looks++) {
    await new Promise(resolve => setTimeout(resolve, 40));
    listener.getFloatTimeDomainData(samples);
    heard ||= samples.some(sample => Math.abs(sample) > 0.001);
  }
  return heard && audio.state === 'running';
}
