import { type AlarmSeverity, alarmSeverities } from '@clarion/dispatch';
import { chooseLanguage, type Language } from '@clarion/protocol';

export interface Settings {
  readonly language: Language;
  /** `system` follows prefers-color-scheme; a dispatch floor is dark unless somebody says otherwise. */
  readonly theme: 'dark' | 'light' | 'system';
  /** Of alarms, 0 to 100; and the severities that this person has muted here. */
  readonly volume: number;
  readonly muted: readonly AlarmSeverity[];
}

const KEY = 'clarion.settings';

/** What this person chose on this machine; dark, in the browser's language, at first. */
export function readSettings(storage: Storage, browserLanguage: string): Settings {
  const kept: Partial<Settings> = JSON.parse(storage.getItem(KEY) ?? '{}') ?? {};
  return {
    language:
      kept.language === 'en' || kept.language === 'zh-CN' ? kept.language : chooseLanguage(browserLanguage),
    volume: typeof kept.volume === 'number' ? Math.min(100, Math.max(0, kept.volume)) : 70,
    muted: alarmSeverities.filter(severity => kept.muted?.includes(severity)),
    theme: kept.theme === 'light' || kept.theme === 'dark' || kept.theme === 'system' ? kept.theme : 'dark',
  };
}

export function keepSettings(storage: Storage, settings: Settings): void {
  storage.setItem(KEY, JSON.stringify(settings));
}

/** The theme in force, once the system has been asked. */
export function themeInForce(settings: Settings, systemDark: boolean): 'dark' | 'light' {
  if (settings.theme === 'system') return systemDark ? 'dark' : 'light';
  return settings.theme;
}
