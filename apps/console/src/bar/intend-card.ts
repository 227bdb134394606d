import { liveCards, openAssignments } from '@clarion/dispatch';
import type { WireCommand } from '@clarion/protocol';
import { cardNamed } from '../protocol/questioning.ts';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about protocol cards and read changes mean; undefined for any other. */
export function cardIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  if (verb === 'protocol') return protocolOf(parsed, situation);
  return verb === 'told' ? toldOf(parsed, situation) : undefined;
}

function protocolOf(parsed: Parsed, situation: Situation): Intention {
  const callId = parsed.callId ?? situation.callId;
  if (callId === undefined) return problem('callMissing');
  const cards = liveCards(situation.board);
  const found = cardNamed(cards, parsed.rest);
  const list = cards.map(({ card }) => card.cardId).join(', ');
  if (found === undefined) return problem('cardMissing', { list });
  const { cardId } = found.card;
  const command: WireCommand = { type: 'OpenCard', callId, cardId };
  return {
    kind: 'act',
    verb: 'protocol',
    commands: [command],
    unitIds: [],
    callId,
    detail: cardId,
    doubts: [],
  };
}

/** Of the units that are named, each of its incidents; without a name, of all on the incident in hand. */
function toldOf({ unitIds, incidentId }: Parsed, situation: Situation): Intention {
  const { board } = situation;
  const about = incidentId ?? situation.incidentId;
  const held =
    unitIds.length > 0
      ? unitIds
          .flatMap(id => board.units.get(id)?.assignmentIds ?? [])
          .flatMap(id => board.assignments.get(id) ?? [])
      : [board.incidents.get(about ?? '')].flatMap(incident =>
          incident ? openAssignments(board, incident) : [],
        );
  const commands = held.flatMap(({ unitId, incidentId: of, unread }): WireCommand[] => {
    const seq = unread?.at(-1)?.seq;
    return seq === undefined ? [] : [{ type: 'ReadChange', unitId, incidentId: of, seq }];
  });
  if (commands.length === 0) return problem('nothingToDo');
  const named = commands.flatMap(command => (command.type === 'ReadChange' ? [command.unitId] : []));
  return { kind: 'act', verb: 'told', commands, unitIds: named, doubts: [] };
}
