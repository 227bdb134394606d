import { type Calibration, calibratePlace, openPack, type Pack, sha256 } from '@clarion/files';
import { type LngLat, ringContains } from '@clarion/measure';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { checkOutputs, rounded, writeOutputs } from '../roads/output.ts';
import { type CityRecord, cityRecord, needsOf } from './record/city-record.ts';
import { cityTimes } from './record/city-times.ts';
import { type CityProof, fitOfToday, type Improvement, improve, type RecordFit } from './record/prove.ts';

export const command: CliCommand = {
  name: 'plan prove',
  summary: 'cli.plan.prove',
  options: {
    place: { kind: 'folder', summary: 'cli.plan.prove.place', required: true },
    teach: { kind: 'integer', summary: 'cli.plan.prove.teach', minimum: 1, maximum: 1000, preset: '7' },
    cell: { kind: 'number', summary: 'cli.plan.demand.cell', minimum: 50, maximum: 100_000, preset: '500' },
    moves: { kind: 'integer', summary: 'cli.plan.prove.moves', minimum: 1, maximum: 100, preset: '3' },
    sites: {
      kind: 'text',
      summary: 'cli.plan.prove.sites',
      choices: ['stations', 'anywhere'],
      preset: 'anywhere',
    },
    within: { kind: 'integers', summary: 'cli.plan.prove.within', minimum: 1, preset: '240,480' },
    replications: {
      kind: 'integer',
      summary: 'cli.plan.prove.replications',
      minimum: 2,
      maximum: 1000,
      preset: '40',
    },
    seed: { kind: 'integer', summary: 'cli.plan.seed', minimum: 0, maximum: 4_294_967_295, preset: '1' },
    out: { kind: 'file', summary: 'cli.plan.prove.out' },
  },
  async run(args, io) {
    const out = args.findText('out');
    const writable = await checkOutputs(out === undefined ? [] : [out]);
    if (!writable.ok) return badInput(writable.error);
    const folder = args.text('place');
    const pack = await openPack(folder);
    if (!pack.ok) return badInput(pack.error);
    const { calls } = pack.value;
    if (calls === undefined || calls.length === 0)
      return badInput({ code: 'NoCalls', file: folder, field: '--place' });
    const calibration = await calibrationOf(pack.value, folder);
    if (!calibration.ok) return badInput(calibration.error);
    io.progress('cli.plan.prove.times');
    const record = cityRecord(pack.value, calls, args.number('cell'));
    const days = args.number('teach');
    const [teach, judge] = [
      record.calls.filter(call => call.day < days),
      record.calls.filter(call => call.day >= days),
    ];
    if (teach.length === 0 || judge.length === 0)
      return badInput({ code: 'NoCalls', file: folder, field: '--teach' });
    const sites = [
      ...record.posts,
      ...(args.text('sites') === 'anywhere'
        ? record.zones.map(zone => ({ ...zone, id: `cell ${zone.id}` }))
        : []),
    ];
    const times = cityTimes(
      pack.value,
      calibration.value,
      record,
      sites.map(site => site.snap),
      calls,
      days,
    );
    const siteOf = new Map(sites.map(({ id }, site) => [id, site]));
    const proof: CityProof = {
      record,
      times,
      siteIds: sites.map(({ id }) => id),
      teach,
      teachDays: days,
      judge,
      standardsS: args.numbers('within'),
      replications: args.number('replications'),
      seed: args.number('seed'),
      today: record.units.map(unit => siteOf.get(unit.postId)!),
      areaOf: record.zones.map(({ at }) => areaAt(pack.value, at)),
    };
    io.progress('cli.plan.prove.fit');
    const fit = fitOfToday(proof);
    io.progress('cli.plan.prove.improve');
    const kind = mostAsked(record);
    const better = improve(proof, kind, args.number('moves'));
    const result = {
      calls: { answered: record.calls.length, teach: teach.length, judge: judge.length, ...record.leftOut },
      units: record.units.length,
      zones: record.zones.length,
      sites: sites.length,
      kind,
      fit: out === undefined ? { all: fit.all, hours: fit.hours } : fit,
      better: out === undefined ? { ...better, areas: undefined } : better,
      seed: proof.seed,
      replications: proof.replications,
      inputs: {
        place: sha256(Buffer.from(JSON.stringify(pack.value.manifest))),
        graph: calibration.value.graph,
      },
      seconds: rounded(io.elapsedSeconds()),
    };
    if (out !== undefined) {
      const written = await writeOutputs([{ path: out, content: [JSON.stringify(result, undefined, 1)] }]);
      if (!written.ok) return badInput(written.error);
    }
    return done(result, inWords(fit, better, io));
  },
};

function inWords({ all }: RecordFit, better: Improvement, io: CliIo): string {
  const { moves, heldOut, verdict } = better;
  const whole = (seconds: number | null) => (seconds === null ? '–' : Math.round(seconds));
  const { mean, low, high } = all.meanSeconds.simulated;
  const gain = (name: keyof Improvement['verdict']) =>
    io.say('cli.plan.prove.gain', {
      figure: io.say(`cli.plan.prove.${name}`),
      before: whole(heldOut[name].first),
      after: whole(heldOut[name].second),
      low: heldOut[name].low.toFixed(1),
      high: heldOut[name].high.toFixed(1),
      verdict: io.say(`cli.plan.prove.verdict.${verdict[name]}`),
    });
  return [
    io.say('cli.plan.prove.fits', {
      n: all.n,
      recorded: whole(all.meanSeconds.recorded),
      mean: whole(mean),
      low: whole(low),
      high: whole(high),
      distance: all.distance.toFixed(3),
    }),
    ...moves.map(({ unitId, fromId, toId }) => io.say('cli.plan.prove.move', { unitId, fromId, toId })),
    ...(moves.length === 0 ? [io.say('cli.plan.prove.noMove')] : []),
    gain('meanSeconds'),
    gain('p90Seconds'),
    gain('worstTenthSeconds'),
    ...losers(better).map(([area, { n, before, after }]) =>
      io.say('cli.plan.prove.longer', {
        area,
        n: Math.round(n),
        before: whole(before),
        after: whole(after),
      }),
    ),
  ].join('\n');
}

/** Where help takes longer by most in all: a better mean is paid for by somebody. */
const losers = ({ areas }: Improvement) =>
  Object.entries(areas)
    .filter(([, { before, after }]) => after - before >= 1)
    .sort(([, a], [, b]) => b.n * (b.after - b.before) - a.n * (a.after - a.before))
    .slice(0, 3);

/** The pack's own, or what is learnt from its record now. */
async function calibrationOf(pack: Pack, folder: string) {
  const own: Calibration | undefined = pack.calibration?.calibration;
  return own === undefined ? calibratePlace({ graph: folder }) : { ok: true as const, value: own };
}

function areaAt({ areas }: Pack, at: LngLat): string | undefined {
  const found = areas?.features.find(({ geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.some(
      ([outer, ...holes]) =>
        ringContains(outer as unknown as LngLat[], at) &&
        !holes.some(hole => ringContains(hole as unknown as LngLat[], at)),
    );
  });
  return found === undefined
    ? undefined
    : (found.properties.name.local ?? found.properties.name.en ?? found.properties.id);
}

/** The kind of unit that most calls ask for. */
function mostAsked({ calls }: CityRecord): string {
  const counts = new Map<string, number>();
  for (const { type } of calls)
    for (const { capability } of needsOf(type)) counts.set(capability, (counts.get(capability) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
