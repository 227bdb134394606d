/** Where a place comes from and where its pack goes. All are paths. */
export interface PlaceInputs {
  readonly out: string;
  readonly source:
    | { readonly form: 'osm'; readonly osm: string }
    | { readonly form: 'streets'; readonly streets: string }
    | { readonly form: 'tables'; readonly nodes: string; readonly arcs: string };
  readonly columns?: string;
  readonly stations?: string;
  readonly units?: string;
  readonly population?: string;
  readonly areas?: string;
  readonly calls?: string;
  /** What was learnt from recorded drives; the pack keeps the file as it is. */
  readonly calibration?: string;
  readonly id?: string;
  readonly name?: string;
  readonly timeZone?: string;
  /** When the pack is made, ISO 8601. */
  readonly builtAt: string;
}

/** The file to name when its streets are at fault. */
export const sourceFile = ({ source }: PlaceInputs): string =>
  source.form === 'osm' ? source.osm : source.form === 'streets' ? source.streets : source.arcs;
