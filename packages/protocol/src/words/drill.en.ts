/** Drills: their scripts, and what their leader does. */
export const drillEn = {
  'cli.fault.Script.kindOne': 'The script is wrong at {field}: an inject is exactly one of {value}.',
  'cli.fault.Script.timeOne':
    'The script is wrong at {field}: an inject has either afterSeconds or "byHand": true.',
  'cli.fault.Script.idTwice': 'The script is wrong at {field}: {value} is there already.',
  'cli.fault.Script.unknown': 'The script is wrong at {field}: this centre has no {value}.',
  'cli.fault.Script.laterNotEarlier':
    'The script is wrong at {field}: {value} is no call that stands before this one.',
  'cli.fault.Script.expectNotHere':
    'The script is wrong at {field}: this can be expected of another kind of inject only.',
  'cli.fault.Script.streetUnknown':
    'The script is wrong at {field}: there is no one street there. Name a point on it between two junctions, or its two ends.',
};
