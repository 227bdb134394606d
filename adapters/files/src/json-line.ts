/**
 * The line, from 1, at which the value at `path` begins in a text that `JSON.parse` accepts; that of the nearest value
 * around it when there is none at the path.
 */
export function jsonLine(text: string, path: readonly (string | number)[]): number {
  let at = 0;
  let found = 0;
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const string = (): string => {
    const start = at++;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at++;
    return JSON.parse(text.slice(start, at)) as string;
  };
  /** `depth`: how many steps of the path lead to this value; undefined beside the path. */
  const value = (depth: number | undefined) => {
    space();
    if (depth !== undefined) found = at;
    const opening = text[at];
    if (opening === '"') {
      string();
      return;
    }
    if (opening !== '{' && opening !== '[') {
      while (at < text.length && !/[\s,\]}]/.test(text[at]!)) at++;
      return;
    }
    const closing = opening === '{' ? '}' : ']';
    at++;
    for (let index = 0; ; index++) {
      space();
      if (text[at] === closing) break;
      if (text[at] === ',') at++;
      space();
      let key: string | number = index;
      if (opening === '{') {
        key = string();
        space();
        at++;
      }
      const isNext = depth !== undefined && depth < path.length && path[depth] === key;
      value(isNext ? depth + 1 : undefined);
    }
    at++;
  };
  value(0);
  return text.slice(0, found).split('\n').length;
}
