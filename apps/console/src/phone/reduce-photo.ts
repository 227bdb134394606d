/** Longer on no side; enough to read a sign across a street. */
export const MOST_EDGE = 1600;
/** What the server takes in is a megabyte; a bad radio link wants less. */
const MOST_BYTES = 700_000;
const QUALITIES = [0.82, 0.7, 0.55, 0.4] as const;

/** How large it is drawn: as it is, or the longer side at most so long. */
export function sizeFor(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, MOST_EDGE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The picture drawn anew, smaller: what its camera has written into it (time, device, place) does not come along, for a canvas knows
 * pixels alone. Undefined: the browser cannot read it.
 */
export async function reducePhoto(file: Blob): Promise<Blob | undefined> {
  const drawn = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (drawn === undefined) return undefined;
  const { width, height } = sizeFor(drawn.width, drawn.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(drawn, 0, 0, width, height);
  drawn.close();
  for (const quality of QUALITIES) {
    const made = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (made === null) return undefined;
    if (made.size <= MOST_BYTES || quality === QUALITIES.at(-1)) return made;
  }
  return undefined;
}
