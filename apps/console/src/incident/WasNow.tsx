import type { Hazard, Incident, IncidentType, ToldBefore } from '@clarion/dispatch';
import { useSpeech } from '../words/useSpeech.ts';

/** The old value struck through beside the new one, for each thing that changed. */
export function WasNow(props: {
  readonly was: ToldBefore;
  readonly incident: Incident;
  readonly types: readonly IncidentType[] | undefined;
}) {
  const w = useSpeech();
  const { was, incident } = props;
  const typeOf = (typeId: string | null | undefined) =>
    w.named(props.types?.find(type => type.typeId === typeId)?.names) || typeId || w('change.none');
  const hazardsOf = (all: readonly Hazard[] | undefined) =>
    all === undefined || all.length === 0 ? w('change.none') : all.map(one => w(`hazard.${one}`)).join(', ');
  const lines: (readonly [what: string, before: string, after: string])[] = [];
  if (was.place !== undefined)
    lines.push(['place', was.place?.label ?? w('change.none'), incident.place?.label ?? w('change.none')]);
  if (was.typeId !== undefined) lines.push(['type', typeOf(was.typeId), typeOf(incident.typeId)]);
  if (was.hazards !== undefined) lines.push(['hazards', hazardsOf(was.hazards), hazardsOf(incident.hazards)]);
  if (was.stage !== undefined)
    lines.push([
      'stage',
      w(was.stage ? 'change.stageYes' : 'change.stageNo'),
      w(incident.stage ? 'change.stageYes' : 'change.stageNo'),
    ]);
  return (
    <span className="was-now">
      {lines.map(([what, before, after]) => (
        <span key={what} data-changed={what}>
          <span className="faint">{w(`change.${what}`)}</span>{' '}
          <span className="hidden">{w('change.was', { value: before, now: after })}</span>{' '}
          <del aria-hidden="true">{before}</del> <ins aria-hidden="true">{after}</ins>
        </span>
      ))}
    </span>
  );
}
