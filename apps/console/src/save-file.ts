/** Hands the browser a file of JSON to keep. */
export function saveFile(name: string, json: unknown): void {
  const url = URL.createObjectURL(
    new Blob([JSON.stringify(json, undefined, 2)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
