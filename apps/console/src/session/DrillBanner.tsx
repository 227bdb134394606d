import { useSpeech } from '../words/useSpeech.ts';

/** Unmistakable on every page of a log that is not live. */
export function DrillBanner({ kind }: { readonly kind: string | undefined }) {
  const w = useSpeech();
  if (kind === undefined || kind === 'live') return null;
  return (
    <section className="drill" aria-label={w('drill.banner')}>
      <span>{w('drill.banner')}</span>
      <span className="drill-more">{w('drill.more')}</span>
      <span>{w('drill.banner')}</span>
    </section>
  );
}
