import {
  agenciesOf,
  isOpenTransfer,
  type Matter,
  matterId,
  mayGive,
  returnReasons,
  transferReasons,
  transferResults,
  transfersOf,
} from '@clarion/dispatch';
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
const WITH_NUMBER = /\s*\+(?:number|号码)\s*/i;

/** What the verbs about matters that other agencies take over mean; undefined for any other. */
export function transferIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  if (verb !== 'transfer' && verb !== 'receipt' && verb !== 'result' && verb !== 'withdrawTransfer')
    return undefined;
  const matter = matterOf(parsed, situation);
  if (matter === undefined) return problem('matterMissing');
  const said = commandOf(verb, matter, parsed.rest.trim(), situation);
  if ('kind' in said) return said;
  if (!mayGive(situation.role, said.type, situation.board)) return problem('notYourRole');
  return {
    kind: 'act',
    verb,
    commands: [said],
    unitIds: [],
    doubts: [],
    ...matter,
    ...(parsed.rest.trim() === '' ? {} : { detail: parsed.rest.trim() }),
  };
}

/** As it is named; else the incident in hand, else the call. */
function matterOf(parsed: Parsed, { incidentId, callId }: Situation): Matter | undefined {
  if (parsed.callId !== undefined) return { callId: parsed.callId };
  const incident = parsed.incidentId ?? incidentId;
  if (incident !== undefined) return { incidentId: incident };
  return callId === undefined ? undefined : { callId };
}

function commandOf(
  verb: 'transfer' | 'receipt' | 'result' | 'withdrawTransfer',
  matter: Matter,
  rest: string,
  { board }: Situation,
): WireCommand | Intention {
  if (verb === 'transfer') {
    const [word = '', ...more] = rest.replace(WITH_NUMBER, ' ').trim().split(/\s+/);
    const wanted = word.toLowerCase();
    const agency = agenciesOf(board).find(({ agencyId, names }) =>
      [agencyId, names.en, names.zh].some(name => name?.toLowerCase() === wanted && wanted !== ''),
    );
    const reason = namedCode(more.join(' '), transferReasons, 'transferReason');
    if (agency === undefined || reason === undefined)
      return problem('transferForm', {
        agencies: agenciesOf(board)
          .map(one => one.agencyId)
          .join(', '),
        list: listedCodes(transferReasons, 'transferReason'),
      });
    const withContact = WITH_NUMBER.test(rest);
    return {
      type: 'SendTransfer',
      ...matter,
      agencyId: agency.agencyId,
      reason,
      ...(withContact ? { withContact } : {}),
    };
  }
  const given = transfersOf(board, matter);
  // A receipt is that of who has not given one.
  const unheard = verb === 'receipt' ? given.findLast(({ state }) => state === 'sent') : undefined;
  const open = unheard ?? given.findLast(isOpenTransfer);
  if (open === undefined) return problem('noTransfer', { about: matterId(matter) });
  const of = { ...matter, number: open.number };
  if (verb === 'withdrawTransfer') return { type: 'WithdrawTransfer', ...of };
  if (verb === 'receipt') return { type: 'NoteReceipt', ...of, ...(rest === '' ? {} : { receipt: rest }) };
  const form = problem('resultForm', { list: listedCodes(returnReasons, 'returnReason') });
  const [word = '', ...more] = rest.split(/\s+/);
  const result = namedCode(word, transferResults, 'transferResult');
  if (result === undefined) return form;
  if (result === 'done') return { type: 'NoteResult', ...of, result };
  const reason = namedCode(more.join(' '), returnReasons, 'returnReason');
  return reason === undefined ? form : { type: 'NoteResult', ...of, result, reason };
}
