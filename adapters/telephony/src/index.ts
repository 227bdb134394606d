export { createSipDoor, type SipDoor } from './sip-digest.ts';
export { answerTo, bodyOf, numberOf, readSipRequest, type SipMessage } from './sip-message.ts';
export { type LineEvent, type SipOptions, type SipServer, serveSip } from './sip-server.ts';
