import { desksOf, desksOfOperator, mayGive } from '@clarion/dispatch';
import type { WireCommand } from '@clarion/protocol';
import { openFor } from '../hand-over/hand-overs.ts';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about handing a desk over mean; undefined for any other. */
export function handOverIntention(
  verb: Verb,
  { rest }: Parsed,
  { board, role, operatorId }: Situation,
): Intention | undefined {
  const said = rest.replace(/^[\s:：]+/, '').trim();
  const named = desksOf(board).find(({ deskId }) => deskId.toUpperCase() === said.toUpperCase())?.deskId;
  const own = desksOfOperator(board, operatorId);
  const act = (commands: readonly WireCommand[], detail: string): Intention =>
    commands.every(({ type }) => mayGive(role, type, board))
      ? { kind: 'act', verb, commands, unitIds: [], doubts: [], detail }
      : problem('notYourRole');
  switch (verb) {
    case 'handOver': {
      const desks = named === undefined ? own : own.filter(deskId => deskId === named);
      if (desks.length === 0) return problem('deskMissing');
      const text = named === undefined && said !== '' ? { text: said } : {};
      return act(
        desks.map(deskId => ({ type: 'OpenHandOver', deskId, ...text })),
        [desks.join(' '), text.text].filter(Boolean).join(': '),
      );
    }
    case 'takeOver': {
      const open = openFor(board, { operatorId, role });
      const [first, ...others] = named === undefined ? open : open.filter(({ deskId }) => deskId === named);
      if (first === undefined) return problem('noHandOver');
      if (others.length > 0)
        return problem('handOverForm', { list: open.map(({ deskId }) => deskId).join(', ') });
      const { deskId, seq: opened } = first;
      return act([{ type: 'TakeOver', deskId, opened }], deskId);
    }
    case 'withdrawHandOver': {
      const opened = own.filter(deskId => board.handOvers.has(deskId));
      if (opened.length === 0) return problem('noHandOver');
      return act(
        opened.map(deskId => ({ type: 'WithdrawHandOver', deskId })),
        opened.join(' '),
      );
    }
    default:
      return undefined;
  }
}
