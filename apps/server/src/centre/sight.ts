import {
  type Board,
  type Call,
  hasCallBack,
  type Incident,
  languagesAt,
  leadOf,
  newestMove,
  postsOf,
  type Role,
  spokenLanguages,
} from '@clarion/dispatch';
import type { UnitView } from '@clarion/protocol';

/** Roles that see the whole board: they work on it, or check it. */
export const boardRoles = ['callTaker', 'dispatcher', 'commander', 'auditor'] as const satisfies Role[];
/** Roles that see a card while it is typed. */
export const draftRoles = ['callTaker', 'dispatcher', 'commander'] as const satisfies Role[];

/** What a crew's phone may see: its unit, and the incidents that it is assigned to now. */
export function unitViewOf(board: Board, unitId: string): UnitView | undefined {
  const unit = board.units.get(unitId);
  if (unit === undefined) return undefined;
  const spoken = spokenLanguages(board);
  const assignments: UnitView['assignments'][number][] = [];
  for (const assignmentId of unit.assignmentIds) {
    const assignment = board.assignments.get(assignmentId);
    const incident = assignment && board.incidents.get(assignment.incidentId);
    if (assignment === undefined || incident === undefined) continue;
    const type = board.configuration?.types.find(known => known.typeId === incident.typeId);
    const before = board.configuration?.types.filter(known =>
      assignment.unread?.some(({ was }) => was.typeId === known.typeId),
    );
    const tags = languagesAt(board, incident);
    assignments.push({
      assignment,
      incident,
      ...(type === undefined ? {} : { type }),
      ...(tags.length === 0
        ? {}
        : {
            languages: tags.map(tag => ({
              tag,
              names: spoken.find(one => one.tag === tag)?.names ?? {},
            })),
          }),
      ...(before === undefined || before.length === 0 ? {} : { typesBefore: before }),
    });
  }
  const emergency = board.emergencies.get(unitId);
  const { moveUp } = unit;
  const post = moveUp && postsOf(board).find(one => one.postId === moveUp.postId);
  return {
    head: board.head,
    unit,
    ...(emergency === undefined ? {} : { emergency }),
    ...(post === undefined
      ? {}
      : { moveTo: { names: post.names, at: post.at, home: post.postId === unit.description.postId } }),
    assignments,
  };
}

export type SealedKind = 'words' | 'contact' | 'note' | 'location' | 'recording' | 'place' | 'handOver';
/** `toCallBack`: for the purpose of calling back alone. */
export type SealedSight = 'inHand' | 'withPurpose' | 'toCallBack' | 'never';

/**
 * Whether a role may read a sealed text. In hand (read at once, logged): the call's own taker and every dispatcher as
 * long as the call or its incident is open; the commander words and notes of an open incident, and all of a call that
 * they took themselves; the crew words and notes of the incident it is assigned to. Of a moving incident the newest place is read by all who work on it while it is open; the
 * places before it are not in anybody's hand. After that, or otherwise, a purpose is needed; a crew, an administrator and a planner have none.
 */
export function sightOfSealed(
  board: Board,
  asker: { readonly operatorId: string; readonly role: Role; readonly unitId?: string },
  text: {
    readonly kind: SealedKind;
    readonly sealedId?: string;
    readonly callId?: string;
    readonly incidentId?: string;
    readonly deskId?: string;
  },
): SealedSight {
  if (text.kind === 'handOver') return sightOfHandOver(board, asker, text);
  const call = text.callId === undefined ? undefined : board.calls.get(text.callId);
  const own = text.incidentId ?? call?.incidentId ?? '';
  // What is part of another incident is in hand as long as that one is.
  const incident = board.incidents.get(text.kind === 'place' ? own : leadOf(board, own));
  const open = isInHand(call, incident);
  if (text.kind === 'place') return sightOfPlace(board, asker, incident, text.sealedId);
  switch (asker.role) {
    case 'administrator':
    case 'planner':
      return 'never';
    case 'responder': {
      if (
        text.kind === 'contact' ||
        text.kind === 'location' ||
        text.kind === 'recording' ||
        asker.unitId === undefined ||
        incident === undefined
      )
        return 'never';
      const view = unitViewOf(board, asker.unitId);
      const assigned = view?.assignments.some(held => held.incident.incidentId === incident.incidentId);
      return assigned === true && incident.state === 'open' ? 'inHand' : 'never';
    }
    case 'callTaker': {
      const own = call?.taker?.id === asker.operatorId && call.taker.kind === 'operator';
      if (text.kind === 'note') return open ? 'inHand' : 'never';
      if (call?.state === 'ringing') return 'inHand';
      if (own) return open ? 'inHand' : 'withPurpose';
      const toReach = text.kind === 'contact' || text.kind === 'location';
      return toReach && call && hasCallBack(board, call, asker.operatorId) ? 'toCallBack' : 'never';
    }
    case 'dispatcher':
      return open ? 'inHand' : 'withPurpose';
    case 'commander': {
      const own = call?.taker?.id === asker.operatorId && call.taker.kind === 'operator';
      const toCommand = text.kind === 'words' || text.kind === 'note';
      return open && (own || toCommand) ? 'inHand' : 'withPurpose';
    }
    case 'auditor':
      return 'withPurpose';
  }
}

/** Who directs an open incident, or looks back at one, sees its photos, always for a stated purpose; nobody else does. */
export function sightOfPhoto(board: Board, role: Role, incidentId: string): SealedSight {
  if (role === 'auditor') return 'withPurpose';
  if (role !== 'dispatcher' && role !== 'commander') return 'never';
  return board.incidents.get(leadOf(board, incidentId))?.state === 'open' ? 'inHand' : 'withPurpose';
}

/** Who sees, and who may write, a card while it is typed: its own taker, dispatchers and commanders, for they would see its words. */
export function seesDraft(
  board: Board,
  asker: { readonly operatorId: string; readonly role: Role },
  callId: string,
): boolean {
  const { role } = asker;
  if (!(draftRoles as readonly Role[]).includes(role)) return false;
  return sightOfSealed(board, asker, { kind: 'words', callId }) === 'inHand';
}

function isInHand(call: Call | undefined, incident: Incident | undefined): boolean {
  return incident?.state === 'open' || (call !== undefined && call.state !== 'ended');
}

function sightOfPlace(
  board: Board,
  { role, unitId }: { readonly role: Role; readonly unitId?: string },
  incident: Incident | undefined,
  sealedId: string | undefined,
): SealedSight {
  const isNewest = incident !== undefined && newestMove(incident)?.place.sealedId === sealedId;
  const inHand = isNewest && incident.state === 'open';
  switch (role) {
    case 'administrator':
    case 'planner':
      return 'never';
    case 'responder': {
      const held = unitId === undefined ? undefined : unitViewOf(board, unitId)?.assignments;
      const assigned = held?.some(one => one.incident.incidentId === incident?.incidentId) === true;
      return inHand && assigned ? 'inHand' : 'never';
    }
    case 'callTaker':
      return inHand ? 'inHand' : 'never';
    case 'dispatcher':
    case 'commander':
      return inHand ? 'inHand' : 'withPurpose';
    case 'auditor':
      return 'withPurpose';
  }
}

/**
 * Notes of a hand-over: in hand for everybody who could take the desk over while it is open, for who wrote them, and for who sits
 * there by it now; afterwards for a purpose.
 */
function sightOfHandOver(
  board: Board,
  { operatorId, role }: { readonly operatorId: string; readonly role: Role },
  { sealedId, deskId = '' }: { readonly sealedId?: string; readonly deskId?: string },
): SealedSight {
  const opened = board.handOvers.get(deskId);
  const sitting = board.desks.get(deskId);
  const isOpen = opened?.notes.some(note => note.sealedId === sealedId) === true;
  const isTheirs =
    sitting?.by.id === operatorId && sitting.from?.notes.some(note => note.sealedId === sealedId);
  switch (role) {
    case 'callTaker':
      if (board.configuration?.desks?.find(desk => desk.deskId === deskId)?.work !== 'calls') return 'never';
      return isOpen || isTheirs ? 'inHand' : 'never';
    case 'dispatcher':
      return isOpen || isTheirs ? 'inHand' : 'never';
    case 'commander':
      return isOpen || isTheirs ? 'inHand' : 'withPurpose';
    case 'auditor':
      return 'withPurpose';
    default:
      return 'never';
  }
}
