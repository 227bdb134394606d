import { defaultConfiguration } from '@clarion/dispatch';
import { firstUnits, homesOf, playUnattended, recordedCalls } from '@clarion/exercise';
import { calibratePlace, openPack, type Pack } from '@clarion/files';
import { minuteOfWeek } from '@clarion/measure';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { rounded } from '../roads/output.ts';
import { drivesOf } from './drives.ts';
import { type CompareReport, type GroupRow, reportOn } from './report.ts';

const SEED = 1;
const TOLD_EVERY = 500;
const AREAS_SHOWN = 12;

/**
 * A city's recorded calls played again, unattended and without a server, with our run cards and our choice of units; and the
 * first unit there beside the record's, call by call.
 */
export const command: CliCommand = {
  name: 'exercise compare',
  summary: 'cli.compare',
  options: { place: { kind: 'file', summary: 'cli.compare.place', required: true } },
  async run(args, io) {
    const folder = args.text('place');
    const opened = await openPack(folder);
    if (!opened.ok) return badInput(opened.error);
    const pack = opened.value;
    if (pack.calls === undefined || pack.calls.length === 0)
      return badInput({ code: 'PackWithoutCalls', field: '--place', params: { folder } });
    const learned =
      pack.calibration === undefined
        ? await calibratePlace({ graph: folder }, (code, params) => io.progress(code, params))
        : { ok: true as const, value: pack.calibration.calibration };
    if (!learned.ok) return badInput(learned.error);
    const drives = drivesOf(pack, learned.value);
    const calls = pack.calls;
    let told = 0;
    const began = io.elapsedSeconds();
    const played = playUnattended({
      configuration: configurationOf(pack),
      script: recordedCalls(calls, SEED),
      seed: SEED,
      hospitals: pack.posts.filter(post => post.kind === 'hospital').map(post => post.at),
      routeTo: drives.routeTo,
      travelTo: drives.travelTo,
      graphHash: pack.roads.hash,
      minuteOfWeek: now => minuteOfWeek(now, pack.manifest.timeZone),
      onProgress: callsDone => {
        if (callsDone < told + TOLD_EVERY) return;
        told = callsDone;
        io.progress('cli.compare.progress', { done: callsDone, total: calls.length });
      },
    });
    const playSeconds = io.elapsedSeconds() - began;
    const { compared, excluded } = firstUnits({
      board: played.board,
      recorded: calls,
      recordOf: incidentId => played.exercise.scriptOfIncident(incidentId)?.id,
      sentFrom: played.sentFrom,
    });
    const report = reportOn(compared, drives, learned.value);
    const counts = { calls: calls.length, compared: compared.length, excluded, entries: played.entries };
    return done(
      { graph: pack.roads.hash, ...counts, ...report, playSeconds: rounded(playSeconds) },
      inWords({ ...counts, playSeconds }, report, io),
    );
  },
};

/** As a drill of the place has it: the usual run cards, units without a known station dealt to the posts. */
function configurationOf(pack: Pack) {
  const posts = pack.posts.map(({ id, name, kind, at }) => ({ postId: id, names: name, kind, at }));
  const units = homesOf(pack.units, pack.posts, SEED);
  return defaultConfiguration({ placeName: pack.manifest.name, units, posts }, 1);
}

function inWords(
  counts: {
    readonly calls: number;
    readonly compared: number;
    readonly excluded: Readonly<Record<string, number>>;
    readonly entries: number;
    readonly playSeconds: number;
  },
  report: CompareReport,
  io: CliIo,
): string {
  const share = ({ n, of }: { readonly n: number; readonly of: number }) =>
    `${n} / ${of} (${of === 0 ? '–' : Math.round((100 * n) / of)} %)`;
  const spread = (key: string, of: CompareReport['choice']) =>
    `${io.say(`cli.compare.${key}`)}: n ${of.n}, p10 ${of.p10 ?? '–'}, p25 ${of.p25 ?? '–'}, ${io.say('cli.compare.median')} ${of.median ?? '–'}, p75 ${of.p75 ?? '–'}, p90 ${of.p90 ?? '–'}, ${io.say('cli.compare.meanAbsolute')} ${of.meanAbsolute ?? '–'}`;
  const rows = (key: string, of: readonly GroupRow[]) => [
    io.say(`cli.compare.${key}`),
    ...of.map(
      row =>
        `  ${row.key}: n ${row.n}, ${io.say('cli.compare.ours')} ${row.ourMedian}, ${io.say('cli.compare.recorded')} ${row.recordedMedian}, ${io.say('cli.compare.difference')} ${row.medianDifference}, ${io.say('cli.compare.sameStation')} ${Math.round((100 * row.sameStation) / row.n)} %`,
    ),
  ];
  const left = Object.entries(counts.excluded)
    .map(([why, n]) => `${io.say(`cli.compare.excluded.${why}`)} ${n}`)
    .join(', ');
  return [
    io.say('cli.compare.played', {
      calls: counts.calls,
      entries: counts.entries,
      seconds: Math.round(counts.playSeconds),
    }),
    io.say('cli.compare.compared', { n: counts.compared, left }),
    spread('travel.ours', report.travel.ours),
    spread('travel.recorded', report.travel.recorded),
    spread('travel.difference', report.travel.difference),
    `${io.say('cli.compare.sameUnit')}: ${share(report.sameUnit)}`,
    `${io.say('cli.compare.sameStation')}: ${share(report.sameStation)}`,
    spread('differenceBy.sameStation', report.differenceBy.sameStation),
    spread('differenceBy.otherStation', report.differenceBy.otherStation),
    spread('theirDrive.free', report.theirDrive.free),
    spread('theirDrive.freeSameCalls', report.theirDrive.freeSameCalls),
    spread('theirDrive.calibrated', report.theirDrive.calibrated),
    spread('choice', report.choice),
    ...rows('byHour', report.byHour),
    ...rows('byGroup', report.byGroup),
    ...rows('byArea', report.byArea.slice(0, AREAS_SHOWN)),
  ].join('\n');
}
