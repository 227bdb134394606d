import type { z } from 'zod';

/** What is wrong with a scenario, and where: `field` as in `zones[2].callsPerHour`. Words come from the catalogue. */
export interface ScenarioFault {
  readonly code:
    | 'FieldUnknown'
    | 'FieldMissing'
    | 'FieldUnfit'
    | 'NameTwice'
    | 'NameUnknown'
    | 'NothingHappens'
    | 'ZoneUnserved'
    | 'NeedUnmet'
    | 'NotModelled'
    | 'Overloaded';
  readonly field: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const faultAt = (
  code: ScenarioFault['code'],
  field: string,
  params?: ScenarioFault['params'],
): ScenarioFault => ({ code, field, ...(params ? { params } : {}) });

/** The first thing that does not fit, named by its field: a field nobody knows goes before all else, since it is a typo. */
export function faultOfIssues(issues: readonly z.core.$ZodIssue[]): ScenarioFault {
  const flat = issues.flatMap(issue => flatten(issue, []));
  const unknown = flat.find(({ issue }) => issue.code === 'unrecognized_keys');
  const { issue, path } = unknown ?? flat[0]!;
  if (issue.code === 'unrecognized_keys')
    return faultAt('FieldUnknown', fieldOf([...path, issue.keys[0] ?? '']));
  const field = fieldOf(path);
  if (issue.code === 'invalid_type' && issue.input === undefined) return faultAt('FieldMissing', field);
  return faultAt('FieldUnfit', field, { reason: reasonOf(issue) });
}

/** `zones[2].callsPerHour`. */
export function fieldOf(path: readonly PropertyKey[]): string {
  let field = '';
  for (const part of path) {
    if (typeof part === 'number') field += `[${part}]`;
    else field += field === '' ? String(part) : `.${String(part)}`;
  }
  return field;
}

interface Placed {
  readonly issue: z.core.$ZodIssue;
  readonly path: readonly PropertyKey[];
}

/** Of a union the branch that fits best speaks: the one whose complaint lies deepest, then one of the right type, then the first. */
function flatten(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Placed[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const branches = issue.errors.map(errors => errors.flatMap(error => flatten(error, path)));
  const fit = (branch: readonly Placed[]) =>
    2 * Math.max(0, ...branch.map(placed => placed.path.length)) +
    (branch.some(placed => placed.issue.code === 'invalid_type') ? 0 : 1);
  return branches.reduce((best, branch) => (fit(branch) > fit(best) ? branch : best));
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'too_small':
      return `${issue.inclusive === false ? '>' : '≥'} ${issue.minimum}`;
    case 'too_big':
      return `${issue.inclusive === false ? '<' : '≤'} ${issue.maximum}`;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? issue.options.join(' | ') : issue.message;
    default:
      return issue.message;
  }
}
