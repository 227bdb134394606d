/** Looking back: the floor as it stood. */
export const replayEn = {
  'replay.title': 'Replay',
  'replay.banner': 'REPLAY – not live:',
  'replay.play': 'Play',
  'replay.pause': 'Pause',
  'replay.rate': 'Speed',
  'replay.scrub': 'Time',
  'replay.close': 'Back to live',
  'replay.notYet': 'Not yet an incident.',
  'replay.loading': 'This part is being fetched from the log…',
  'replay.keys': 'Space plays; ← → one second, with Shift one minute; + − speed; Home, End',
  'replay.positionsErased':
    'Where units were is kept from {time} on. Before that it is erased, so the map shows none.',
  'replay.otherVersion': 'The server is newer than this page. Load the page again.',
  'replay.floor': 'The floor then',
  'replay.open': 'Open incidents then',
  'replay.nothingOpen': 'No incident was open.',
  'replay.calls': 'Calls without an incident: {calls}',
  'replay.more': 'and {n} more',
  'replay.erased': 'erased',
  'bar.problem.replayForm':
    'Replay an incident, a time of day, or both: replay I17, replay 14:05, replay I17 14:05',
  'bar.echo.replayFrom': 'Replay {incident} from {time}',
  'bar.echo.replayFloor': 'Replay the floor from {time}',
} as const;
