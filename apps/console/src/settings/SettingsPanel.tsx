import { SoundSettings } from '../alarms/SoundSettings.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { AccountSettings } from '../session/AccountSettings.tsx';
import { useSpeech } from '../words/useSpeech.ts';

/** Language, theme and sounds, kept on this machine; and one’s own sign-in. */
export function SettingsPanel() {
  const console = useConsole();
  const w = useSpeech();
  const settings = useCell(console.settings);
  return (
    <div className="settings">
      <fieldset>
        <legend className="label">{w('settings.language')}</legend>
        {(['en', 'zh-CN'] as const).map(language => (
          <label key={language} className="check">
            <input
              type="radio"
              name="language"
              checked={settings.language === language}
              onChange={() => console.settings.change(now => ({ ...now, language }))}
            />
            {w(`language.${language}`)}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="label">{w('settings.theme')}</legend>
        {(['dark', 'light', 'system'] as const).map(theme => (
          <label key={theme} className="check">
            <input
              type="radio"
              name="theme"
              checked={settings.theme === theme}
              onChange={() => console.settings.change(now => ({ ...now, theme }))}
            />
            {w(`theme.${theme}`)}
          </label>
        ))}
      </fieldset>
      <SoundSettings />
      <AccountSettings />
    </div>
  );
}
