type Loose<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]: Loose<T[K]> | undefined }
    : T;

/** The same without fields that are `undefined`, at every depth of objects: the log and the wire hold none. */
export function withoutAbsent<T extends object>(value: Loose<T>): T {
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const nested = typeof field === 'object' && field !== null && !Array.isArray(field);
    kept[name] = nested ? withoutAbsent(field) : field;
  }
  return kept as T;
}
