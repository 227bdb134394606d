import type { Language } from './measures.ts';
import { backupEn } from './words/backup.en.ts';
import { backupZh } from './words/backup.zh-CN.ts';
import { callBackEn } from './words/call-back.en.ts';
import { callBackZh } from './words/call-back.zh-CN.ts';
import { cliEn } from './words/cli.en.ts';
import { cliZh } from './words/cli.zh-CN.ts';
import { compareEn } from './words/compare.en.ts';
import { compareZh } from './words/compare.zh-CN.ts';
import { consoleEn } from './words/console.en.ts';
import { consoleZh } from './words/console.zh-CN.ts';
import { cordonEn } from './words/cordon.en.ts';
import { cordonZh } from './words/cordon.zh-CN.ts';
import { crewsEn } from './words/crews.en.ts';
import { crewsZh } from './words/crews.zh-CN.ts';
import { drillEn } from './words/drill.en.ts';
import { drillZh } from './words/drill.zh-CN.ts';
import { duplicatesEn } from './words/duplicates.en.ts';
import { duplicatesZh } from './words/duplicates.zh-CN.ts';
import { emergencyPlanEn } from './words/emergency-plan.en.ts';
import { emergencyPlanZh } from './words/emergency-plan.zh-CN.ts';
import { faultEn } from './words/fault.en.ts';
import { faultZh } from './words/fault.zh-CN.ts';
import { fieldEn } from './words/field.en.ts';
import { fieldZh } from './words/field.zh-CN.ts';
import { floorEn } from './words/floor.en.ts';
import { floorZh } from './words/floor.zh-CN.ts';
import { handOverEn } from './words/hand-over.en.ts';
import { handOverZh } from './words/hand-over.zh-CN.ts';
import { incidentsEn } from './words/incidents.en.ts';
import { incidentsZh } from './words/incidents.zh-CN.ts';
import { languagesEn } from './words/languages.en.ts';
import { languagesZh } from './words/languages.zh-CN.ts';
import { locationEn } from './words/location.en.ts';
import { locationZh } from './words/location.zh-CN.ts';
import { majorEn } from './words/major.en.ts';
import { majorZh } from './words/major.zh-CN.ts';
import { measuringEn } from './words/measuring.en.ts';
import { measuringZh } from './words/measuring.zh-CN.ts';
import { moveUpEn } from './words/move-up.en.ts';
import { moveUpZh } from './words/move-up.zh-CN.ts';
import { pagingEn } from './words/paging.en.ts';
import { pagingZh } from './words/paging.zh-CN.ts';
import { planEn } from './words/plan.en.ts';
import { planZh } from './words/plan.zh-CN.ts';
import { planningEn } from './words/planning.en.ts';
import { planningZh } from './words/planning.zh-CN.ts';
import { protocolEn } from './words/protocol.en.ts';
import { protocolZh } from './words/protocol.zh-CN.ts';
import { replayEn } from './words/replay.en.ts';
import { replayZh } from './words/replay.zh-CN.ts';
import { roadsEn } from './words/roads.en.ts';
import { roadsZh } from './words/roads.zh-CN.ts';
import { rulesEn } from './words/rules.en.ts';
import { rulesZh } from './words/rules.zh-CN.ts';
import { serverEn } from './words/server.en.ts';
import { serverZh } from './words/server.zh-CN.ts';
import { shiftsEn } from './words/shifts.en.ts';
import { shiftsZh } from './words/shifts.zh-CN.ts';
import { signInEn } from './words/sign-in.en.ts';
import { signInZh } from './words/sign-in.zh-CN.ts';
import { simulationEn } from './words/simulation.en.ts';
import { simulationZh } from './words/simulation.zh-CN.ts';
import { speedsEn } from './words/speeds.en.ts';
import { speedsZh } from './words/speeds.zh-CN.ts';
import { stepsEn } from './words/steps.en.ts';
import { stepsZh } from './words/steps.zh-CN.ts';
import { storeEn } from './words/store.en.ts';
import { storeZh } from './words/store.zh-CN.ts';
import { streetsEn } from './words/streets.en.ts';
import { streetsZh } from './words/streets.zh-CN.ts';
import { timesEn } from './words/times.en.ts';
import { timesZh } from './words/times.zh-CN.ts';
import { trackersEn } from './words/trackers.en.ts';
import { trackersZh } from './words/trackers.zh-CN.ts';
import { transferEn } from './words/transfer.en.ts';
import { transferZh } from './words/transfer.zh-CN.ts';
import { watchEn } from './words/watch.en.ts';
import { watchZh } from './words/watch.zh-CN.ts';

export type Words = Readonly<Record<string, string>>;

/** Every word that a person reads, by language; keys are the same in both. */
export const catalogue: Readonly<Record<Language, Words>> = {
  en: {
    ...fieldEn,
    ...faultEn,
    ...serverEn,
    ...cliEn,
    ...roadsEn,
    ...rulesEn,
    ...storeEn,
    ...backupEn,
    ...stepsEn,
    ...compareEn,
    ...consoleEn,
    ...signInEn,
    ...streetsEn,
    ...speedsEn,
    ...timesEn,
    ...cordonEn,
    ...simulationEn,
    ...planEn,
    ...planningEn,
    ...floorEn,
    ...pagingEn,
    ...crewsEn,
    ...callBackEn,
    ...transferEn,
    ...protocolEn,
    ...languagesEn,
    ...incidentsEn,
    ...majorEn,
    ...emergencyPlanEn,
    ...measuringEn,
    ...handOverEn,
    ...shiftsEn,
    ...watchEn,
    ...drillEn,
    ...replayEn,
    ...trackersEn,
    ...duplicatesEn,
    ...locationEn,
    ...moveUpEn,
  },
  'zh-CN': {
    ...fieldZh,
    ...faultZh,
    ...serverZh,
    ...cliZh,
    ...roadsZh,
    ...rulesZh,
    ...storeZh,
    ...backupZh,
    ...stepsZh,
    ...compareZh,
    ...consoleZh,
    ...signInZh,
    ...floorZh,
    ...pagingZh,
    ...crewsZh,
    ...callBackZh,
    ...transferZh,
    ...protocolZh,
    ...languagesZh,
    ...incidentsZh,
    ...streetsZh,
    ...speedsZh,
    ...timesZh,
    ...cordonZh,
    ...simulationZh,
    ...planZh,
    ...planningZh,
    ...majorZh,
    ...emergencyPlanZh,
    ...measuringZh,
    ...handOverZh,
    ...shiftsZh,
    ...watchZh,
    ...drillZh,
    ...replayZh,
    ...trackersZh,
    ...duplicatesZh,
    ...locationZh,
    ...moveUpZh,
  },
};

/** The words of `key` in `language`, its {parameters} filled in. An unknown key throws: that is a bug, not a message. */
export function say(
  language: Language,
  key: string,
  parameters: Readonly<Record<string, unknown>> = {},
): string {
  const words = catalogue[language][key];
  if (words === undefined) throw new Error(`no words for ${key} in ${language}`);
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}

/** The language to speak: the first known one of an Accept-Language header, LANG, or the like; English otherwise. */
export function chooseLanguage(wanted: string | undefined): Language {
  for (const part of (wanted ?? '').split(/[,;:]/)) {
    const tag = part.trim().toLowerCase();
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'en';
}
