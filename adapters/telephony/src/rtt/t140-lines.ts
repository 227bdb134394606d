/** Lines out of text as it is typed (ITU-T T.140). */
export interface T140Lines {
  /** @returns the lines that this text ends, in order, without those that are empty */
  type(text: string): readonly string[];
  /** What stands in the line that nobody has ended; the line is empty then. */
  end(): string;
  readonly isEmpty: boolean;
}

/** As long as a text message may be; more is the next line. */
const LONGEST = 2000;
const BACKSPACE = '\b';
const ESCAPE = '\u001B';
const LINE_SEPARATOR = '\u2028';
const PARAGRAPH_SEPARATOR = '\u2029';
const STRING_BEGINS = '\u0098';
const STRING_ENDS = '\u009C';
const SEQUENCE_BEGINS = '\u009B';
/** Bell, the mark of a byte order that stands at the beginning of each session, and other controls that write nothing. */
const isSilent = (sign: string) => /^[\p{Cc}\uFEFF]$/u.test(sign);

/**
 * What a backspace takes away is gone as if it had never been typed: it is in no line. A line ends with CR, LF, both, or a separator; of control
 * sequences (T.140 8) nothing is written. What was typed in lines before stands.
 */
export function createT140Lines(): T140Lines {
  let line: string[] = [];
  /** Of all that is written onto one sign too, so that a line has an end whatever is typed. */
  let length = 0;
  let isAfterReturn = false;
  /** Of a control that has begun: what ends it. */
  let until: 'string' | 'sequence' | 'escape' | undefined;

  function skips(sign: string): boolean {
    if (until === undefined) return false;
    const ends =
      until === 'escape' ||
      (until === 'string' ? sign === STRING_ENDS : /^[@-~]$/.test(sign)) ||
      // A control that does not end is none: a new line is a new beginning.
      /^[\r\n\u2028\u2029]$/.test(sign);
    if (ends) until = undefined;
    return !/^[\r\n\u2028\u2029]$/.test(sign);
  }

  function take(): string {
    const text = line.join('').trim();
    line = [];
    length = 0;
    return text;
  }

  return {
    type(text) {
      const ended: string[] = [];
      for (const sign of text) {
        const followsReturn = isAfterReturn;
        isAfterReturn = false;
        if (skips(sign)) continue;
        if (sign === '\r' || sign === '\n' || sign === LINE_SEPARATOR || sign === PARAGRAPH_SEPARATOR) {
          if (sign === '\n' && followsReturn) continue;
          isAfterReturn = sign === '\r';
          ended.push(take());
        } else if (sign === BACKSPACE) length -= line.pop()?.length ?? 0;
        else if (sign === STRING_BEGINS) until = 'string';
        else if (sign === SEQUENCE_BEGINS) until = 'sequence';
        else if (sign === ESCAPE) until = 'escape';
        else if (!isSilent(sign)) {
          // What is written onto the sign before it goes with it.
          if (/^\p{M}$/u.test(sign) && line.length > 0) line.push(`${line.pop()}${sign}`);
          else line.push(sign);
          length += sign.length;
          if (length >= LONGEST) ended.push(take());
        }
      }
      return ended.filter(one => one !== '');
    },
    end: take,
    get isEmpty() {
      return line.length === 0;
    },
  };
}
