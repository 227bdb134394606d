import { faultEn } from './fault.en.ts';

/** Trackers: what `clarion tracker …` says, in English. */
export const trackersEn = {
  'cli.tracker.issue': 'give a tracker a key: it reports the positions of one unit, and nothing else',
  'cli.tracker.list': 'trackers: whose unit, when last seen, and how far their clocks are off',
  'cli.tracker.revoke': 'let the key of a tracker open nothing any more',
  'cli.tracker.id': 'name of the tracker: letters, digits, dot, dash, underscore',
  'cli.tracker.unit': 'the unit that it reports for',
  'cli.tracker.issued':
    'Tracker {trackerId} reports for {unitId}.\nKey: {key}\nThe key is shown this once; only its hash is kept.',
  'cli.tracker.revoked':
    'The key of {trackerId} opens nothing any more, within three seconds also at a server that runs.',
  'cli.tracker.line': '{trackerId}  {unitId}  {seen}',
  'cli.tracker.never': 'never seen',
  'cli.tracker.seen': 'last seen {time}, clock {seconds} s ahead of ours',
  'cli.tracker.gone': 'revoked {time}',
  'cli.tracker.none': 'There is no tracker yet.',
  'cli.fault.TrackerTaken': faultEn.TrackerTaken,
  'cli.fault.TrackerUnknown': faultEn.TrackerUnknown,
  'cli.fault.TrackerNameWrong':
    '{trackerId} cannot be a name: letters, digits, dot, dash and underscore only.',
  'cli.fault.UnitUnknown': faultEn.UnitUnknown,
} as const satisfies Record<string, string>;
