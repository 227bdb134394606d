import {
  CREW_PAGE,
  closureReasons,
  dispositions,
  hazards,
  interpreterSteps,
  languageTag,
  MAX_LANGUAGE_TAG,
  overrideReasons,
  preemptionReasons,
  readinessReasons,
  speedReasons,
  unitStatuses,
} from '@clarion/dispatch';
import { z } from 'zod';
import { callBackCommandSchemas } from './call-back.ts';
import { setCordonSchema } from './cordon.ts';
import { crewCommandSchemas } from './crew.ts';
import { planCommandSchemas } from './emergency-plan.ts';
import {
  hazardSchemas,
  mergeSchemas,
  moveSchema,
  scheduleSchema,
  scheduleSchemas,
  stagingSchemas,
} from './incident-commands.ts';
import { majorCommandSchemas } from './major.ts';
import { idSchema, instantSchema, lngLatSchema, textSchema } from './measures.ts';
import { moveUpCommandSchemas } from './move-up.ts';
import { placeSchema } from './place-schema.ts';
import { deploymentBodySchema } from './planning.ts';
import { answerSchema, cardTranslationSchema, protocolCardSchema } from './protocol-card.ts';
import { rulesCommandSchemas } from './rules/rules-answer.ts';
import { transferCommandSchemas } from './transfer.ts';
import { watchCommandSchemas } from './watch.ts';

export const prioritySchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const languageTagSchema = z.string().max(MAX_LANGUAGE_TAG).regex(languageTag);

export const callFieldsSchema = z.object({
  kind: z.enum(['report', 'help', 'complaint']).optional(),
  typeId: idSchema.optional(),
  place: placeSchema.optional(),
  /** BCP 47. What is not sealed takes no more than it is for. */
  language: languageTagSchema.optional(),
});

const incidentId = idSchema;
const unitId = idSchema;
const callId = idSchema;
/** No service counts further. */
export const MAX_ALARM = 9;

/** Commands as consoles and phones send them: like the commands of dispatch, but with the text itself where the log has a seal. */
export const wireCommandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AnswerCall'),
    callId: callId.optional(),
    channel: z.enum(['phone', 'text', 'walkIn', 'alarm']).optional(),
  }),
  z.object({ type: z.literal('AmendCall'), callId, fields: callFieldsSchema }),
  z.object({ type: z.literal('OpenCard'), callId, cardId: idSchema }),
  z.object({
    type: z.literal('AnswerCard'),
    callId,
    /** Which of the questions asked, from 0; the next one, or one before that is answered anew. */
    position: z.int().min(0).max(500),
    questionId: idSchema,
    choiceId: idSchema,
    /** What was said beside it; sealed. */
    text: textSchema.optional(),
  }),
  z.object({ type: z.literal('TakeAdvice'), callId }),
  z.object({ type: z.literal('ProposeTranslation'), translation: cardTranslationSchema }),
  z.object({
    type: z.literal('TryTranslation'),
    cardId: idSchema,
    tag: languageTagSchema,
    proposal: z.int().min(1),
    answers: z.array(answerSchema).max(500),
  }),
  z.object({
    type: z.literal('ApproveTranslation'),
    cardId: idSchema,
    tag: languageTagSchema,
    proposal: z.int().min(1),
  }),
  z.object({ type: z.literal('WithdrawTranslation'), cardId: idSchema, tag: languageTagSchema }),
  z.object({ type: z.literal('StampInterpreter'), callId, step: z.enum(interpreterSteps) }),
  z.object({ type: z.literal('BeginCompressions'), callId }),
  z.object({ type: z.literal('EndCompressions'), callId }),
  z.object({ type: z.literal('ProposeCard'), card: protocolCardSchema }),
  z.object({
    type: z.literal('TestCard'),
    cardId: idSchema,
    proposal: z.int().min(1),
    answers: z.array(answerSchema).max(500),
  }),
  z.object({ type: z.literal('PublishCard'), cardId: idSchema, proposal: z.int().min(1) }),
  z.object({
    type: z.literal('RollBackCard'),
    cardId: idSchema,
    /** Absent: the card is in use no more. */
    edition: z.int().min(1).optional(),
  }),
  z.object({ type: z.literal('RecordWords'), callId, text: textSchema }),
  z.object({ type: z.literal('RecordContact'), callId, text: textSchema }),
  z.object({
    type: z.literal('EndCall'),
    callId,
    /** Why no incident comes of it; an abandoned call stays in the queue until somebody says so. */
    disposition: z.enum(dispositions).optional(),
  }),
  z.object({
    type: z.literal('OpenIncident'),
    callId: callId.optional(),
    typeId: idSchema.optional(),
    place: placeSchema.optional(),
    priority: prioritySchema.optional(),
    schedule: scheduleSchema.optional(),
  }),
  z.object({
    type: z.literal('AmendIncident'),
    incidentId,
    typeId: idSchema.optional(),
    place: placeSchema.optional(),
    priority: prioritySchema.optional(),
    hazards: z.array(z.enum(hazards)).max(hazards.length).optional(),
    /** Whether crews are advised to wait at a distance. */
    stage: z.boolean().optional(),
  }),
  z.object({
    type: z.literal('ReadChange'),
    unitId,
    incidentId,
    seq: z.int().min(1),
    happenedAt: instantSchema.optional(),
  }),
  /** The crew's phone shows the page: that it is sent, or the change that entry made. */
  z.object({
    type: z.literal('MarkPage'),
    unitId,
    assignmentId: idSchema,
    channelId: z.literal(CREW_PAGE),
    step: z.literal('delivered'),
    change: z.int().min(1).optional(),
  }),
  z.object({
    type: z.literal('AttachCall'),
    callId,
    incidentId,
    /** Names what stood on the screen about the two. */
    shownId: z.string().max(80).optional(),
  }),
  z.object({ type: z.literal('ReadCall'), callId }),
  z.object({ type: z.literal('DetachCall'), callId }),
  z.object({ type: z.literal('AddNote'), incidentId, text: textSchema }),
  z.object({
    type: z.literal('AssignUnits'),
    incidentId,
    unitIds: z.array(unitId).min(1).max(200),
    displayed: z.array(unitId).max(1000),
    /** Names the recommendation that was on the screen. */
    evidenceId: z.string().max(80).optional(),
    alsoAssigned: z.boolean().optional(),
    /** Said on purpose: the unit leaves its other assignments for this one. */
    diverted: z.boolean().optional(),
    divertedFor: z.enum(preemptionReasons).optional(),
    /** Behind what the unit is on. */
    stacked: z.boolean().optional(),
    preempted: z.enum(preemptionReasons).optional(),
    /** The point of the incident's cordon that they are to hold. */
    point: z.object({ cordonId: idSchema, node: idSchema }).optional(),
  }),
  z.object({ type: z.literal('JoinIncident'), unitId, incidentId }),
  z.object({ type: z.literal('SwapUnits'), unitId, otherUnitId: unitId }),
  z.object({ type: z.literal('ExchangeUnit'), incidentId, outUnitId: unitId, inUnitId: unitId }),
  z.object({ type: z.literal('RaiseAlarm'), incidentId, alarm: z.int().min(1).max(MAX_ALARM) }),
  z.object({
    type: z.literal('StaffUnit'),
    unitId,
    /** People aboard; absent: as the configuration says. */
    people: z.int().min(0).max(99).optional(),
    /** What it cannot do for now, because the equipment is away or broken. */
    without: z.array(idSchema).max(40),
  }),
  z.object({
    type: z.literal('ExplainOverride'),
    /** The entry that sent others than recommended. */
    seq: z.int().min(1),
    reason: z.enum(overrideReasons),
  }),
  ...stagingSchemas,
  ...hazardSchemas,
  ...scheduleSchemas,
  moveSchema,
  ...mergeSchemas,
  z.object({ type: z.literal('ReleaseUnit'), unitId, incidentId }),
  z.object({
    type: z.literal('ReportStatus'),
    unitId,
    status: z.enum(unitStatuses),
    incidentId: incidentId.optional(),
    happenedAt: instantSchema.optional(),
  }),
  z.object({
    type: z.literal('PlaceUnit'),
    unitId,
    at: lngLatSchema,
    label: z.string().max(300).optional(),
    expiresAt: instantSchema,
  }),
  z.object({ type: z.literal('TrustPosition'), unitId }),
  z.object({
    type: z.literal('CloseStreet'),
    /** One place: the street there, from junction to junction. More: the way from the first to the last along them. */
    points: z.array(lngLatSchema).min(1).max(50),
    reason: z.enum(closureReasons),
    expiresAt: instantSchema,
    /** Only in the direction of the points; both ways when absent. */
    oneDirection: z.boolean().optional(),
  }),
  z.object({ type: z.literal('ReopenStreet'), closureId: idSchema }),
  setCordonSchema,
  ...watchCommandSchemas,
  ...majorCommandSchemas,
  ...planCommandSchemas,
  ...moveUpCommandSchemas,
  ...crewCommandSchemas,
  ...callBackCommandSchemas,
  ...transferCommandSchemas,
  z.object({ type: z.literal('LiftCordon'), cordonId: idSchema }),
  z.object({
    type: z.literal('ChangeSpeed'),
    /** Places as for CloseStreet. */
    points: z.array(lngLatSchema).min(1).max(50),
    /** So many km/h, or the usual speed times a factor; what no road is driven at is refused by the law. */
    pace: z.union([z.object({ kmh: z.number() }), z.object({ factor: z.number() })]),
    reason: z.enum(speedReasons),
    expiresAt: instantSchema,
    oneDirection: z.boolean().optional(),
  }),
  z.object({ type: z.literal('RestoreSpeed'), speedId: idSchema }),
  z.object({
    type: z.literal('SetReadiness'),
    /** Absent: the whole centre. */
    areaId: idSchema.optional(),
    levelId: idSchema,
    reason: z.enum(readinessReasons),
    expiresAt: instantSchema,
  }),
  z.object({ type: z.literal('EndReadiness'), areaId: idSchema.optional() }),
  ...rulesCommandSchemas,
  z.object({ type: z.literal('DraftDeployment'), deployment: deploymentBodySchema }),
  z.object({ type: z.literal('ApproveDeployment'), deploymentId: idSchema }),
  z.object({ type: z.literal('WithdrawDeployment'), deploymentId: idSchema }),
  z.object({ type: z.literal('RollBackDeployment'), deploymentId: idSchema }),
  z.object({ type: z.literal('CloseIncident'), incidentId, disposition: z.enum(dispositions) }),
  z.object({ type: z.literal('ReopenIncident'), incidentId }),
  z.object({ type: z.literal('Undo'), seq: z.int().min(1) }),
  z.object({
    type: z.literal('CorrectTime'),
    assignmentId: idSchema,
    step: z.enum(unitStatuses),
    at: instantSchema,
  }),
]);
export type WireCommand = z.infer<typeof wireCommandSchema>;

/** As printed on the card: one word with a digit. It stands in the log for ever, so it is no place for a sentence. */
const cardSchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^(?=.*\p{N})[\p{L}\p{N}._/#-]+$/u);

/** POST /api/commands. A retry carries the same `commandId` and gets the same answer. */
export const commandRequestSchema = z.object({
  commandId: z.uuid(),
  command: wireCommandSchema,
  /** Entered afterwards from a paper card: when it happened and the card's number. */
  onPaper: z.object({ happenedAt: instantSchema, card: cardSchema }).optional(),
});
export type CommandRequest = z.infer<typeof commandRequestSchema>;

export const commandAcceptedSchema = z.object({
  /** Head of the log after the command; a console that has seen it has seen the command's entries. */
  head: z.int(),
  seqs: z.array(z.int()),
  /** Numbers given out by this command, if any. */
  callId: idSchema.optional(),
  incidentId: idSchema.optional(),
  closureId: idSchema.optional(),
  cordonId: idSchema.optional(),
  speedId: idSchema.optional(),
  deploymentId: idSchema.optional(),
  rulesId: idSchema.optional(),
});
export type CommandAccepted = z.infer<typeof commandAcceptedSchema>;
