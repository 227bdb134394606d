import { dismissalReasons, mayGive, moveUpSuspension, postsOf, suspensionReasons } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { say, type WireCommand } from '@clarion/protocol';
import { SUSPENDED_USUALLY_MIN, untilIn } from '../move-up/advised.ts';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const MINUTES_AT_MOST = 720;

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about moves to other posts mean; undefined for any other. */
export function moveUpIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  switch (verb) {
    case 'moveUp':
      return moveUpOf(parsed, situation);
    case 'dismissMove':
      return dismissalOf(parsed, situation);
    case 'suspendMoves':
      return suspensionOf(parsed, situation);
    case 'resumeMoves':
      return moveUpSuspension(situation.board, instant(Math.round(situation.now))) === undefined
        ? problem('nothingToDo')
        : act(verb, { type: 'ResumeMoveUps' }, situation);
    default:
      return undefined;
  }
}

function act(
  verb: Verb,
  command: WireCommand,
  { role, board }: Situation,
  more: Partial<Extract<Intention, { kind: 'act' }>> = {},
): Intention {
  return mayGive(role, command.type, board)
    ? { kind: 'act', verb, commands: [command], unitIds: [], doubts: [], ...more }
    : problem('notYourRole');
}

function moveUpOf({ unitIds, rest }: Parsed, situation: Situation): Intention {
  const { board, advised } = situation;
  const [unitId] = unitIds;
  if (unitId === undefined) {
    if (advised === undefined) return problem('noMove');
    const { unitId: first, postId, adviceId } = advised;
    return act('moveUp', { type: 'OrderMoveUp', unitId: first, postId, adviceId }, situation, {
      unitIds: [first],
      detail: nameOf(board, postId),
    });
  }
  const posts = postsOf(board);
  const wanted = rest.trim().toLowerCase();
  const post = posts.find(({ postId, names }) =>
    [postId, names.en, names.zh, names.local].some(name => name?.toLowerCase() === wanted),
  );
  if (post === undefined)
    return problem('postMissing', { list: posts.map(({ postId }) => postId).join(', ') });
  return act('moveUp', { type: 'OrderMoveUp', unitId, postId: post.postId }, situation, {
    unitIds: [unitId],
    detail: nameOf(board, post.postId),
  });
}

function dismissalOf({ rest }: Parsed, situation: Situation): Intention {
  const { advised, board } = situation;
  if (advised === undefined) return problem('noMove');
  const reason = reasonOf(rest, dismissalReasons, 'moveUp.why');
  if (rest !== '' && reason === undefined)
    return problem('dismissalForm', { list: listed(dismissalReasons, 'moveUp.why') });
  const { unitId, postId, adviceId } = advised;
  return act(
    'dismissMove',
    { type: 'DismissMoveUp', unitId, postId, adviceId, ...(reason === undefined ? {} : { reason }) },
    situation,
    { unitIds: [unitId], detail: nameOf(board, postId) },
  );
}

/** `30 weather`: minutes and reason, in either order; without minutes half an hour. */
function suspensionOf({ rest }: Parsed, situation: Situation): Intention {
  const words = rest.split(/\s+/).filter(word => word !== '');
  const at = words.findIndex(word => /^\d+$/.test(word));
  const minutes = at < 0 ? SUSPENDED_USUALLY_MIN : Number(words.splice(at, 1)[0]);
  const why = words.join(' ');
  const reason = why === '' ? 'other' : reasonOf(why, suspensionReasons, 'moveUp.reason');
  if (reason === undefined || minutes < 1 || minutes > MINUTES_AT_MOST)
    return problem('suspensionForm', { list: listed(suspensionReasons, 'moveUp.reason') });
  return act(
    'suspendMoves',
    { type: 'SuspendMoveUps', until: untilIn(situation.now, minutes), reason },
    situation,
    { detail: `${minutes} min` },
  );
}

const nameOf = (board: Situation['board'], postId: string): string => {
  const names = postsOf(board).find(post => post.postId === postId)?.names;
  return [...new Set([names?.zh, names?.en])].filter(Boolean).join(' ') || postId;
};

/** By its code or its word in either language. */
function reasonOf<R extends string>(said: string, reasons: readonly R[], key: string): R | undefined {
  const wanted = said.trim().toLowerCase();
  return reasons.find(one =>
    [one.toLowerCase(), say('en', `${key}.${one}`), say('zh-CN', `${key}.${one}`)].includes(wanted),
  );
}

const listed = (reasons: readonly string[], key: string): string =>
  reasons.map(one => `${say('en', `${key}.${one}`)} ${say('zh-CN', `${key}.${one}`)}`).join(', ');
