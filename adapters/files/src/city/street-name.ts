/** A street's name as a map shows it: `03RD ST` → `3rd St`. Names that are not all upper case stay as they are. */
export function mapStreetName(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name
    .toLowerCase()
    .replace(/\b0+(?=\d)/g, '')
    .replace(
      /(^|[\s/'(-])(\p{Letter})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
    .replace(/'S\b/g, "'s");
}
