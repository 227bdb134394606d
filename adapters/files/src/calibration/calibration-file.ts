import { ok, type Result } from '@clarion/measure';
import { HOURS_OF_WEEK, type Learned, ROAD_CLASSES, type TimesModel } from '@clarion/roads';
import { z } from 'zod';
import { type FileFault, fileFault } from '../fault.ts';
import { inputSchema } from '../pack/manifest.ts';
import { parseJson, readBytes, sha256 } from '../read-text.ts';

export const CALIBRATION_FORMAT = 'clarion-calibration';
export const CALIBRATION_VERSION = 1;

const whole = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
/** Beyond these a factor is a mistake of whoever wrote it, not a street. */
const factors = z.array(z.number().min(0.05).max(20)).min(1);

const profileSchema = z.object({
  overheadMs: whole,
  bands: z.array(z.string()).min(1),
  bandOfHour: z.array(whole).length(HOURS_OF_WEEK),
  factors: z.partialRecord(z.enum(ROAD_CLASSES), factors),
  otherFactors: factors,
});
const rangesSchema = z.array(
  z.object({ atMs: whole, low: z.number().min(0).max(1), high: z.number().min(1).max(100) }),
);
const turnoutSchema = z.array(
  z.object({
    from: z.enum(['post', 'road']),
    kind: z.string(),
    part: z.enum(['day', 'night']).exactOptional(),
    priority: z.string().exactOptional(),
    n: whole,
    p10Ms: whole,
    medianMs: whole,
    p90Ms: whole,
  }),
);
const figuresSchema = z.object({
  n: whole,
  correlation: z.number().nullable(),
  rankCorrelation: z.number().nullable(),
  medianRatio: z.number(),
  meanAbsoluteErrorMs: whole,
  medianAbsoluteErrorMs: whole,
  coverage: share.exactOptional(),
  coverageByThird: z.array(share).exactOptional(),
  medianWidthMs: whole.exactOptional(),
});

const calibrationSchema = z
  .object({
    format: z.literal(CALIBRATION_FORMAT),
    version: z.literal(CALIBRATION_VERSION),
    inputs: z.array(inputSchema),
    /** Hash of the graph whose free-flow times the factors are of. */
    graph: z.string(),
    timeZone: z.string(),
    method: z.object({
      fit: z.literal('leastAbsoluteDeviations'),
      pull: z.number().nonnegative(),
      range: z.tuple([share, share]),
      atPostAfterMs: whole,
      leastTurnoutMs: whole,
      trainDays: whole,
      testDays: whole,
    }),
    profile: profileSchema,
    ranges: z.object({ onRoad: rangesSchema, fromPost: rangesSchema }),
    turnout: turnoutSchema,
    drives: z.object({
      responses: whole,
      train: whole,
      test: whole,
      excluded: z.record(z.string(), whole),
    }),
    figures: z.object({
      flat: figuresSchema,
      free: figuresSchema,
      calibrated: figuresSchema,
      fromPost: figuresSchema,
    }),
    repeats: z.object({ pairs: whole, medianMs: whole, meanMs: whole }).exactOptional(),
  })
  .superRefine(({ profile }, context) => {
    const wrong = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const { bands, bandOfHour, factors: byClass, otherFactors } = profile;
    if (bandOfHour.some(band => band >= bands.length))
      wrong(['profile', 'bandOfHour'], `expected less than ${bands.length}`);
    for (const [name, list] of [...Object.entries(byClass), ['otherFactors', otherFactors] as const])
      if (list.length !== bands.length)
        wrong(
          ['profile', name === 'otherFactors' ? name : `factors.${name}`],
          `expected ${bands.length} factors`,
        );
  });

/** What a calibration file says: a model of times, what it was learnt from, and how well it foretold what it had not seen. */
export type Calibration = Omit<z.infer<typeof calibrationSchema>, keyof Model> & Model;
type Model = Pick<Learned, keyof TimesModel | 'figures' | 'repeats'>;

/** A calibration as it stands in a file: `sha256` is that of the bytes. */
export interface CalibrationFile {
  readonly calibration: Calibration;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Errors: missing, not readable, not JSON, another format or version, unfit content (by field). */
export async function readCalibration(path: string): Promise<Result<CalibrationFile, FileFault>> {
  const bytes = await readBytes(path);
  return bytes.ok ? parseCalibration(bytes.value, path) : bytes;
}

export function parseCalibration(bytes: Uint8Array, path: string): Result<CalibrationFile, FileFault> {
  const json = parseJson(new TextDecoder().decode(bytes), path);
  if (!json.ok) return json;
  const claim = z.object({ format: z.string(), version: z.number() }).safeParse(json.value);
  if (!claim.success || claim.data.format !== CALIBRATION_FORMAT) return fileFault('NotACalibration', path);
  if (claim.data.version !== CALIBRATION_VERSION) {
    const params = { version: claim.data.version, expected: CALIBRATION_VERSION };
    return fileFault('CalibrationVersion', path, { field: 'version' }, params);
  }
  const found = calibrationSchema.safeParse(json.value);
  if (found.success) return ok({ calibration: found.data, sha256: sha256(bytes), bytes });
  const issue = found.error.issues[0];
  return fileFault(
    'JsonUnfit',
    path,
    { field: issue?.path.join('.') ?? '' },
    { reason: issue?.message ?? '' },
  );
}

/** The bytes of a calibration file: the same calibration gives the same bytes. Rows of numbers stand on one line. */
export function calibrationBytes(calibration: Calibration): Uint8Array {
  const text = JSON.stringify(calibration, null, 2).replace(/\[[\s\d.,]+\]/g, row =>
    row.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  return new TextEncoder().encode(`${text}\n`);
}
