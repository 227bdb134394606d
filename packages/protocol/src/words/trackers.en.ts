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
  'cli.tracker.certificate': 'its certificate (PEM): over TLS it is known by that, and gets no other key',
  'cli.tracker.pinned':
    'Tracker {trackerId} reports for {unitId} over TLS, known by its certificate: {certificate}',
  'cli.tracker.revoked':
    'The key of {trackerId} opens nothing any more, within three seconds also at a server that runs.',
  'cli.tracker.line': '{trackerId}  {unitId}  {seen}',
  'cli.tracker.never': 'never seen',
  'cli.tracker.seen': 'last seen {time}, clock {seconds} s ahead of ours',
  'cli.tracker.gone': 'revoked {time}',
  'cli.tracker.none': 'There is no tracker yet.',
  'cli.fault.CertificateTaken': faultEn.CertificateTaken,
  'cli.fault.CertificateUnreadable': faultEn.CertificateUnreadable,
  'cli.fault.TrackerTaken': faultEn.TrackerTaken,
  'cli.fault.TrackerUnknown': faultEn.TrackerUnknown,
  'cli.fault.TrackerNameWrong':
    '{trackerId} cannot be a name: letters, digits, dot, dash and underscore only.',
  'cli.fault.UnitUnknown': faultEn.UnitUnknown,
  'cli.tracker.replay': 'play a recorded track (GPX or NMEA) as if its tracker were driving it now',
  'cli.tracker.replay.in': 'the track: .gpx, or sentences in .nmea, .log or .txt',
  'cli.tracker.replay.server': 'address of the server',
  'cli.tracker.replay.speed': 'how much faster than recorded',
  'cli.tracker.replay.begun': '{fixes} fixes, {seconds} s of track; {unreadable} lines unreadable',
  'cli.tracker.replay.cut': 'The line is cut; {waiting} fixes wait, trying again.',
  'cli.tracker.replay.done': '{fixes} fixes sent, {taken} taken, {aside} kept aside.',
  'cli.fault.TrackerKeyMissing':
    'CLARION_TRACKER_KEY is missing: put the key of the tracker there. On the command line others could read it.',
  'cli.fault.TrackUnreadable': 'The track cannot be read: {reason}.',
  'cli.fault.TrackEmpty': 'The track has no fix with a time.',
  'cli.fault.TrackRefused': 'The server does not take the track ({status}): {reason}',
} as const satisfies Record<string, string>;
