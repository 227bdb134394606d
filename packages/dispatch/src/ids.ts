/** Numbers that people say on the radio: C17 a call, I17 an incident, A17 an assignment; counted per log. */
export type CallId = string;
export type IncidentId = string;
export type AssignmentId = string;
/** X17: a street that was closed, counted per log like the others. */
export type ClosureId = string;
/** Z17: a cordon, counted per log like the others. */
export type CordonId = string;
/** V17: a street that was given another speed, counted per log like the others. */
export type SpeedId = string;
/** G17: a deployment that was handed to the floor, counted per log like the others. */
export type DeploymentId = string;
/** K17: rules of the centre that were drafted, counted per log like the others. */
export type RulesId = string;
/** As painted on the vehicle: `E32`, `M14`. */
export type UnitId = string;
export type PostId = string;
export type AreaId = string;
/** A desk of the floor, as its sign says: D1. */
export type DeskId = string;
/** A crew that has several vehicles and goes with one of them. */
export type CrewId = string;
export type LevelId = string;
export type OperatorId = string;
export type TypeId = string;
export type Capability = string;
/** Made by whoever sends the command (UUID); a retried command carries the same one. */
export type CommandId = string;

/** Personal text kept apart from the log: the entry holds only this. `digest` = SHA-256 of salt and text, hex. */
export interface SealedRef {
  readonly sealedId: string;
  readonly digest: string;
}
