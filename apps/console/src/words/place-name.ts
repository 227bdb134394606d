import type { Configuration, Names } from '@clarion/dispatch';

/** What the centre's place is called: as the configuration in force says it, else as its pack does. */
export const placeName = (
  configuration: Pick<Configuration, 'placeName'> | undefined,
  pack: { readonly name: Names } | undefined,
): Names | undefined =>
  Object.values(configuration?.placeName ?? {}).some(Boolean) ? configuration?.placeName : pack?.name;
