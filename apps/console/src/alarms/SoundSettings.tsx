import { alarmSeverities } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { loudnessOf } from './loudness.ts';
import { thePlayer } from './useSounds.ts';

/** Volume, and muting by severity; never of an emergency. */
export function SoundSettings() {
  const console = useConsole();
  const w = useSpeech();
  const settings = useCell(console.settings);
  return (
    <fieldset>
      <legend className="label">{w('sound.title')}</legend>
      <label className="check">
        {w('sound.volume')}
        <input
          type="range"
          min={0}
          max={100}
          step={10}
          value={settings.volume}
          onChange={event => console.settings.change(now => ({ ...now, volume: Number(event.target.value) }))}
        />
      </label>
      {alarmSeverities.map(severity => (
        <span key={severity} className="check">
          {severity !== 'emergency' && (
            <label className="check">
              <input
                type="checkbox"
                checked={settings.muted.includes(severity)}
                onChange={event => {
                  const others = settings.muted.filter(one => one !== severity);
                  const muted = event.target.checked ? [...others, severity] : others;
                  console.settings.change(now => ({ ...now, muted }));
                }}
              />
              {w('sound.mute', { severity: w(`alarm.severity.${severity}`) })}
            </label>
          )}
          <button
            type="button"
            className="button button-small"
            onClick={() => void thePlayer().play(severity, loudnessOf(settings, { severity }) ?? 0.3)}
          >
            {w('sound.try', { severity: w(`alarm.severity.${severity}`) })}
          </button>
        </span>
      ))}
      <p className="faint">{w('sound.never')}</p>
    </fieldset>
  );
}
