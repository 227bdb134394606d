import type { CellsAnswer } from '@clarion/protocol';
import { useState } from 'react';
import { saveFile } from '../save-file.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { Division } from './division.ts';
import {
  areasCsv,
  areasGeoJson,
  cellsCsv,
  edgesCsv,
  type FileProblem,
  readDivision,
} from './division-files.ts';
import { usePlanner } from './planner.ts';

/** Areas from a file, `cell,area` or GeoJSON, and everything that `clarion plan areas` reads. */
export function AreaFiles(props: { readonly ground: CellsAnswer; readonly division: Division }) {
  const planner = usePlanner();
  const w = useSpeech();
  const { ground, division } = props;
  const [problem, setProblem] = useState<FileProblem | undefined>(undefined);
  const [outside, setOutside] = useState(0);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const found = readDivision(await file.text(), ground, division);
    setProblem(found.ok ? undefined : found.error);
    setOutside(found.ok ? found.value.outside : 0);
    if (found.ok) planner.dividing.take(() => found.value.division);
  };
  const files = [
    ['areas.csv', 'text/csv', () => areasCsv(ground, division)],
    ['areas.geojson', 'application/geo+json', () => areasGeoJson(ground, division)],
    ['cells.csv', 'text/csv', () => cellsCsv(ground)],
    ['edges.csv', 'text/csv', () => edgesCsv(ground)],
  ] as const;
  return (
    <fieldset>
      <legend className="label">{w('plan.areas.files')}</legend>
      <div className="plan-row">
        <label>
          {w('plan.areas.import')}{' '}
          <input
            type="file"
            accept=".csv,.json,.geojson"
            name="areaFile"
            onChange={event => {
              void read(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
      </div>
      {problem !== undefined && (
        <p role="alert" className="plan-bad">
          {w(`plan.areas.fault.${problem.code}`, problem.facts)}
        </p>
      )}
      {outside > 0 && <p role="status">{w('plan.areas.outside', { n: outside })}</p>}
      <div className="plan-row">
        {files.map(([name, type, text]) => (
          <button
            key={name}
            type="button"
            className="button"
            data-file={name}
            onClick={() => saveFile(name, type, text())}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
