import { OsmFormatError } from './sink.ts';

/** Reads the wire format of Protocol Buffers (varints, lengths, packed lists) within given bounds. */
export class ProtobufCursor {
  private readonly bytes: Uint8Array;
  private at: number;
  private readonly end: number;
  /** Wire type of the field that `nextField` stands on. */
  private wire = 0;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** The number of the next field; 0 at the end. */
  nextField(): number {
    if (this.at >= this.end) return 0;
    const key = this.varint();
    this.wire = key & 7;
    const field = Math.floor(key / 8);
    if (field === 0) throw new OsmFormatError('a field without a number');
    return field;
  }

  /** An unsigned number; for int64 below zero, its negative value. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 7; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    // Beyond 49 bits: large ids, and negative ones, which take all 64 in two's complement.
    let big = BigInt(value);
    for (let shift = 49n; ; shift += 7n) {
      if (shift > 63n) throw new OsmFormatError('a number is too large');
      const byte = this.byte();
      big += BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    const signed = Number(BigInt.asIntN(64, big));
    if (!Number.isSafeInteger(signed)) throw new OsmFormatError('a number is too large');
    return signed;
  }

  /** A zigzag-coded number (sint64). */
  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** The bounds of a length-delimited field, as a cursor of its own. */
  message(): ProtobufCursor {
    const length = this.length();
    this.at += length;
    return new ProtobufCursor(this.bytes, this.at - length, this.at);
  }

  slice(): Uint8Array {
    const length = this.length();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    return Buffer.from(this.slice()).toString('utf8');
  }

  /** Numbers of a repeated field, packed or single, added to `into`. */
  varints(into: number[]): void {
    if (this.wire !== 2) {
      into.push(this.varint());
      return;
    }
    const inner = this.message();
    while (!inner.done) into.push(inner.varint());
  }

  /** As `varints`, zigzag-coded and each the difference to the one before. */
  deltas(into: number[]): void {
    let value = into.at(-1) ?? 0;
    if (this.wire !== 2) {
      into.push(value + this.signed());
      return;
    }
    const inner = this.message();
    while (!inner.done) {
      value += inner.signed();
      into.push(value);
    }
  }

  skip(): void {
    if (this.wire === 0) this.varint();
    else if (this.wire === 1) this.forward(8);
    else if (this.wire === 2) this.forward(this.length());
    else if (this.wire === 5) this.forward(4);
    else throw new OsmFormatError(`an unknown wire type ${this.wire}`);
  }

  private byte(): number {
    if (this.at >= this.end) throw new OsmFormatError('a message ends in the middle');
    return this.bytes[this.at++]!;
  }

  private length(): number {
    if (this.wire !== 2) throw new OsmFormatError('a field is not of the expected type');
    const length = this.varint();
    if (length < 0 || this.at + length > this.end)
      throw new OsmFormatError('a length reaches past its message');
    return length;
  }

  private forward(count: number): void {
    if (this.at + count > this.end) throw new OsmFormatError('a message ends in the middle');
    this.at += count;
  }
}
