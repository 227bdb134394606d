/** What is said of learnt times and their ranges, in English. */
export const timesEn = {
  'cli.times.calibrate': 'learn from recorded responses how long drives take',
  'cli.times.calibrate.graph':
    'road graph, or a place pack; a pack with recorded calls, stations and units needs no tables',
  'cli.times.calibrate.out': 'file of the calibration (JSON)',
  'cli.times.calibration':
    'reckon with this calibration: starting and stopping count, and each time has its range (needs --when)',
  'cli.times.when':
    'local time of the drive, such as 2026-03-02 08:30 (needs --calibration, or a pack that holds one)',
  'cli.times.drives': '{drives} of {responses} recorded responses are drives whose start is known',
  'cli.times.otherGraph': 'The calibration was made on another road graph; its factors are used on this one.',
  'cli.times.calibrate.done':
    '{out}: learnt from {train} drives of {responses} recorded responses. Not used: {excluded}.',
  'cli.times.calibrate.overhead': 'Starting, stopping and the last metres: {seconds} s a drive.',
  'cli.times.of.flat': 'one time for all',
  'cli.times.of.free': 'roads alone (free flow)',
  'cli.times.of.calibrated': 'calibrated, from setting out',
  'cli.times.of.fromPost': 'calibrated, from being told',
  'cli.times.calibrate.figures':
    '{name}: {n} drives of days not learnt from; correlation {correlation} (ranks {rank}), real ÷ expected {ratio}, error {mean} s in the mean, {median} s in the median, {coverage} within the range.',
  'cli.times.calibrate.repeats':
    'Two drives between the same places differ by {median} s in the median ({pairs} pairs): no road time can tell them apart.',
  'cli.place.build.calibration': 'calibration to keep in the pack (made by `clarion roads calibrate`)',
  'cli.fault.NotACalibration': 'This is not a calibration.',
  'cli.fault.CalibrationVersion':
    'The calibration has version {version}; this program reads version {expected}. Make it again.',
  'cli.fault.CalibrationTooFew':
    'Too few drives whose start is known: {train} in the first half of the days, {test} in the second; at least {least} are needed in each.',
  'cli.fault.WhenNotTime': '{field} is "{value}", which is not a time of the form YYYY-MM-DD hh:mm.',

  'eta.calibrated': '1 in 10 comes before, 1 in 10 after',
  'eta.uncalibrated': '? not calibrated: stated range, no turnout',
  'eta.turnout': 'turnout {turnout}',
  'why.calibration': ', calibration {calibration}',
  'why.turns.restrictions': ', forbidden turns count ({profile})',
  'why.turns.full': ', every turn counts ({profile})',
  'why.profile.emergency': 'a forbidden one may be made, at a price',
  'why.profile.strict': 'a forbidden one is never made',
} as const satisfies Record<string, string>;
