import { headerOf, parameterOf, type SipMessage } from './sip-message.ts';

/** RFC 3326: the cause 200 of SIP, or 26 ("non-selected user clearing") of Q.850: another branch was answered. */
export function isAnsweredElsewhere(reason: string): boolean {
  const cause = parameterOf(reason, 'cause');
  return /^\s*sip\b/i.test(reason) ? cause === '200' : /^\s*q\.850\b/i.test(reason) && cause === '26';
}

/** By the branch of the topmost Via, and who sent it: an INVITE, its CANCEL and its ACK have the same (RFC 3261 17.2.3). */
export function transactionOf(request: SipMessage): string {
  const via = headerOf(request, 'via')!;
  const sentBy = /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+([^;,\s]+)/i.exec(via)?.[1] ?? '';
  return `${sentBy} ${parameterOf(via, 'branch') ?? headerOf(request, 'call-id')}`;
}
