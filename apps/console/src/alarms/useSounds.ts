import { useEffect, useRef, useState } from 'react';
import { may } from '../actions/action.ts';
import { type Console, useConsole } from '../console.ts';
import { deskHere, toSound } from './here.ts';
import { loudnessOf } from './loudness.ts';
import { createPlayer, type Player } from './player.ts';

let player: Player | undefined;
export const thePlayer = (): Player => {
  player ??= createPlayer(() => new AudioContext());
  return player;
};

/** Plays every alarm of this desk once a round, one after another, and tells the log whether it was heard. */
export function useSounds(): { readonly isReady: boolean } {
  const console = useConsole();
  const done = useRef(new Set<string>());
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let playing = false;
    let stopped = false;
    const sound = async () => {
      if (playing || !may(console, 'ReportSounded') || console.liveness.get().state !== 'live') return;
      playing = true;
      try {
        for (
          let next = nextOf(console, done.current);
          next !== undefined && !stopped;
          next = nextOf(console, done.current)
        ) {
          done.current.add(next.id);
          await soundOne(console, next.alarm);
          setReady(thePlayer().isReady());
        }
      } finally {
        playing = false;
      }
    };
    const wake = () => {
      void thePlayer()
        .wake()
        .then(() => setTimeout(() => setReady(thePlayer().isReady()), 100));
    };
    const leave = [
      console.picture.board.follow(() => void sound()),
      console.liveness.follow(() => void sound()),
      console.session.follow(() => void sound()),
    ];
    for (const gesture of ['keydown', 'pointerdown'] as const) window.addEventListener(gesture, wake, true);
    void sound();
    return () => {
      stopped = true;
      for (const end of leave) end();
      for (const gesture of ['keydown', 'pointerdown'] as const)
        window.removeEventListener(gesture, wake, true);
    };
  }, [console]);
  return { isReady };
}

function nextOf(console: Console, done: ReadonlySet<string>) {
  const operatorId = console.session.get()?.operatorId;
  return operatorId === undefined ? undefined : toSound(console.board(), operatorId, done)[0];
}

async function soundOne(console: Console, alarm: ReturnType<typeof toSound>[number]['alarm']): Promise<void> {
  const { key, severity, room, repeats } = alarm;
  const loudness = loudnessOf(console.settings.get(), { severity, ...(room ? { room } : {}) });
  const how = loudness === undefined ? 'muted' : await thePlayer().play(severity, loudness);
  const deskId = deskHere(console.board(), console.session.get()?.operatorId ?? '');
  // Beside the commands of the person: it is the page that tells, and nothing of it is shown as pending.
  const request = {
    commandId: crypto.randomUUID(),
    command: { type: 'ReportSounded', key, how, round: repeats, ...(deskId === undefined ? {} : { deskId }) },
  };
  for (let attempt = 0; attempt < 5; attempt++) {
    const answer = await console.request.post('/api/commands', request);
    if (answer.ok || (answer.error.status >= 400 && answer.error.status < 500)) return;
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
}
