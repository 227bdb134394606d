/** Packets of a phone that sends real-time text with redundancy (RFC 4103, RFC 2198): each block once, then again with those after it. */
export function textSender(options: {
  readonly t140: number;
  readonly red?: number;
  readonly generations: number;
  readonly sequence?: number;
  readonly source?: number;
}) {
  const { t140, red, generations, source = 0x1234 } = options;
  let sequence = options.sequence ?? 65_530;
  let at = 1000;
  const before: Buffer[] = Array.from({ length: generations }, () => Buffer.alloc(0));

  /** One packet with what was typed since the last; empty: what is said again only. */
  function send(text: string): Buffer {
    const block = Buffer.from(text);
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = red ?? t140;
    header.writeUInt16BE(sequence, 2);
    header.writeUInt32BE(at, 4);
    header.writeUInt32BE(source, 8);
    const heads = before.map((one, i) => {
      const head = Buffer.alloc(4);
      head[0] = 0x80 | t140;
      head.writeUInt16BE((((generations - i) * 300) << 2) & 0xffff, 1);
      head.writeUInt16BE((head.readUInt16BE(2) & 0xfc00) | one.length, 2);
      return head;
    });
    const payload = red === undefined ? [block] : [...heads, Buffer.from([t140]), ...before, block];
    sequence = (sequence + 1) & 0xffff;
    at += 300;
    before.push(block);
    before.shift();
    return Buffer.concat([header, ...payload]);
  }
  return {
    send,
    /** What a phone sends when nobody types any more, so that the end is not lost. */
    finish: () => Array.from({ length: generations }, () => send('')),
  };
}
