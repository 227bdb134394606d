/** Keys and values of an OpenStreetMap object; made without a prototype, so any key is safe. */
export type OsmTags = Readonly<Record<string, string>>;

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  readonly ref: number;
  readonly role: string;
}

/** Takes the objects of an extract in the order of the file, which need not be sorted. */
export interface OsmSink {
  node(id: number, lng: number, lat: number, tags: OsmTags | undefined): void;
  way(id: number, refs: readonly number[], tags: OsmTags | undefined): void;
  relation(id: number, members: readonly OsmMember[], tags: OsmTags | undefined): void;
}

/** Thrown inside a reader for content that breaks the format; the reader turns it into a value. */
export class OsmFormatError extends Error {}
