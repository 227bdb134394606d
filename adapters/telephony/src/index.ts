export type { LineEvent } from './line-event.ts';
export { createSipDoor, type SipDoor } from './sip-digest.ts';
export { createSipFramer, type SipFramer, type SipPiece } from './sip-framing.ts';
export type { SipHeard } from './sip-member.ts';
export {
  answerTo,
  bodyOf,
  headerOf,
  locationReferenceOf,
  numberOf,
  readSipRequest,
  type SipMessage,
} from './sip-message.ts';
export { type SipOptions, type SipServer, serveSip } from './sip-server.ts';
