import { attemptOutcomes, giveUpReasons, mayGive } from '@clarion/dispatch';
import type { WireCommand } from '@clarion/protocol';
import type { Intention, Situation } from './intention.ts';
import { listedCodes, namedCode } from './named-code.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about callers who are called back mean; undefined for any other. */
export function callBackIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  if (verb !== 'tried' && verb !== 'giveUp' && verb !== 'silent' && verb !== 'cutOff') return undefined;
  const callId = parsed.callId ?? situation.callId;
  if (callId === undefined) return problem('callMissing');
  const act = (command: WireCommand, detail?: string): Intention =>
    mayGive(situation.role, command.type, situation.board)
      ? {
          kind: 'act',
          verb,
          commands: [command],
          unitIds: [],
          doubts: [],
          callId,
          ...(detail === undefined ? {} : { detail }),
        }
      : problem('notYourRole');
  switch (verb) {
    case 'silent':
    case 'cutOff':
      return act({ type: 'SetCallBack', callId, cause: verb });
    case 'tried': {
      const outcome = namedCode(parsed.rest, attemptOutcomes, 'callBack.outcome');
      return outcome === undefined
        ? problem('triedForm', { list: listedCodes(attemptOutcomes, 'callBack.outcome') })
        : act({ type: 'AttemptCallBack', callId, outcome }, `callBack.outcome.${outcome}`);
    }
    case 'giveUp': {
      const reason = namedCode(parsed.rest, giveUpReasons, 'giveUp');
      return reason === undefined
        ? problem('giveUpForm', { list: listedCodes(giveUpReasons, 'giveUp') })
        : act({ type: 'GiveUpCallBack', callId, reason }, `giveUp.${reason}`);
    }
  }
}
