import type {
  CentreRules,
  Command,
  Evidence,
  HeldArea,
  Place,
  ShownLikeness,
  ShownMove,
} from '@clarion/dispatch';
import { fail, type Instant, type LngLat, ok, type Result } from '@clarion/measure';
import type { StreetAnswer, WireCommand } from '@clarion/protocol';
import type { SealedText, Sealing } from '@clarion/store';
import type { CordonProblem } from '../cordon/cordons.ts';
import type { RulesProblem } from '../rules/rules-at-hand.ts';
import type { StreetFault } from '../streets/find-street.ts';
import { withoutAbsent } from './without-absent.ts';

export interface Translated {
  readonly command: Command;
  readonly sealed: readonly SealedText[];
}

/** The move is not advised any more, or was advised by another server. */
export interface AdviceOver {
  readonly code: 'AdviceOver';
  readonly unitId: string;
}

export interface TranslationMeans {
  readonly seal: Sealing['seal'];
  /** Where a unit was last seen by its own device, and when. */
  readonly fixOf: (unitId: string) => { readonly at: LngLat; readonly fixAt: Instant } | undefined;
  /** Keeps a moving incident's place at hand, by the number of its seal. */
  readonly noteMoved?: (sealedId: string, place: Place) => void;
  /** The evidence that was on the screen, or, when it is no longer known, what the same question answers now. */
  readonly evidenceFor: (incidentId: string, evidenceId: string | undefined) => Evidence | undefined;
  /** What stood on the screen about a call and an incident. */
  readonly likenessFor: (
    shownId: string | undefined,
    callId: string,
    incidentId: string,
  ) => ShownLikeness | undefined;
  /** What stood on the screen about a move; undefined: it is over. */
  readonly shownMove?: (adviceId: string, unitId: string, postId: string) => ShownMove | undefined;
  /** A rules file as the log keeps it. */
  readonly rulesOf: (file: unknown) => Result<CentreRules, RulesProblem>;
  readonly findStreet: (
    points: readonly LngLat[],
    oneDirection: boolean,
  ) => Result<StreetAnswer, StreetFault>;
  readonly findCordon: (
    command: Extract<WireCommand, { type: 'SetCordon' }>,
  ) => Result<HeldArea, CordonProblem>;
}

/**
 * Turns what a page sent into a command of dispatch: text of people becomes a seal, the evidence's number the evidence, places on the
 * map the street between them. */
export async function translate(
  wire: WireCommand,
  means: TranslationMeans,
): Promise<Result<Translated, StreetFault | CordonProblem | AdviceOver | RulesProblem>> {
  switch (wire.type) {
    case 'RecordWords': {
      const sealed = await means.seal('words', wire.text);
      return ok({ command: { type: wire.type, callId: wire.callId, words: sealed.ref }, sealed: [sealed] });
    }
    case 'RecordContact': {
      const sealed = await means.seal('contact', wire.text);
      return ok({ command: { type: wire.type, callId: wire.callId, contact: sealed.ref }, sealed: [sealed] });
    }
    case 'AddNote': {
      const sealed = await means.seal('note', wire.text);
      return ok({
        command: { type: wire.type, incidentId: wire.incidentId, note: sealed.ref },
        sealed: [sealed],
      });
    }
    case 'OpenHandOver':
    case 'NoteHandOver': {
      const { type, deskId, text } = wire;
      if (text === undefined) return ok({ command: { type: 'OpenHandOver', deskId }, sealed: [] });
      const sealed = await means.seal('handOver', text);
      return ok({ command: { type, deskId, note: sealed.ref }, sealed: [sealed] });
    }
    case 'SendMessage': {
      const { text, ...rest } = wire;
      const sealed = await means.seal('note', text);
      return ok({ command: withoutAbsent<Command>({ ...rest, words: sealed.ref }), sealed: [sealed] });
    }
    case 'WriteToFloor': {
      const { text, ...rest } = wire;
      if (text === undefined) return ok({ command: withoutAbsent<Command>(rest), sealed: [] });
      const sealed = await means.seal('note', text);
      return ok({ command: withoutAbsent<Command>({ ...rest, words: sealed.ref }), sealed: [sealed] });
    }
    case 'AnswerCard': {
      const { text, ...rest } = wire;
      if (text === undefined) return ok({ command: withoutAbsent<Command>(rest), sealed: [] });
      const sealed = await means.seal('words', text);
      return ok({ command: { ...rest, words: sealed.ref }, sealed: [sealed] });
    }
    case 'AttachCall': {
      const { type, callId, incidentId, shownId } = wire;
      const likeness = means.likenessFor(shownId, callId, incidentId);
      return ok({ command: withoutAbsent<Command>({ type, callId, incidentId, likeness }), sealed: [] });
    }
    case 'MovePlace': {
      const place = withoutAbsent<Place>(wire.place);
      const sealed = await means.seal('place', JSON.stringify(place));
      means.noteMoved?.(sealed.ref.sealedId, place);
      const { type, incidentId, told } = wire;
      return ok({ command: { type, incidentId, told, place: sealed.ref }, sealed: [sealed] });
    }
    case 'AssignUnits': {
      const { evidenceId, ...rest } = wire;
      const evidence = means.evidenceFor(wire.incidentId, evidenceId);
      return ok({
        command: withoutAbsent<Command>({ ...rest, ...(evidence === undefined ? {} : { evidence }) }),
        sealed: [],
      });
    }
    case 'OrderMoveUp':
    case 'DismissMoveUp': {
      const { adviceId, ...rest } = wire;
      if (adviceId === undefined) return ok({ command: withoutAbsent<Command>(rest), sealed: [] });
      const shown = means.shownMove?.(adviceId, wire.unitId, wire.postId);
      if (shown === undefined) return fail({ code: 'AdviceOver', unitId: wire.unitId });
      return ok({ command: withoutAbsent<Command>({ ...rest, shown }), sealed: [] });
    }
    case 'DraftRules': {
      const rules = means.rulesOf(wire.rules);
      if (!rules.ok) return rules;
      const { type, reason, startsAt } = wire;
      const start = startsAt === undefined ? {} : { startsAt };
      return ok({ command: { type, rules: rules.value, reason, ...start }, sealed: [] });
    }
    case 'CloseStreet': {
      const { type, reason, expiresAt } = wire;
      const street = means.findStreet(wire.points, wire.oneDirection ?? false);
      if (!street.ok) return street;
      const { pairs, lines, names } = street.value;
      return ok({ command: { type, pairs, lines, label: names, reason, expiresAt }, sealed: [] });
    }
    case 'SetCordon': {
      const { type, incidentId, replaces } = wire;
      const held = means.findCordon(wire);
      if (!held.ok) return held;
      return ok({
        command: withoutAbsent<Command>({ type, incidentId, replaces, ...held.value }),
        sealed: [],
      });
    }
    case 'ChangeSpeed': {
      const { type, pace, reason, expiresAt } = wire;
      const street = means.findStreet(wire.points, wire.oneDirection ?? false);
      if (!street.ok) return street;
      const { pairs, lines, names } = street.value;
      return ok({ command: { type, pairs, lines, label: names, pace, reason, expiresAt }, sealed: [] });
    }
    case 'RaiseEmergency': {
      const fix = means.fixOf(wire.unitId);
      return ok({
        command: withoutAbsent<Command>({ ...wire, ...(fix === undefined ? {} : { fix }) }),
        sealed: [],
      });
    }
    default:
      return ok({ command: withoutAbsent<Command>(wire), sealed: [] });
  }
}
