import type { Enrolment } from '@clarion/protocol';
import { useMemo } from 'react';
import { encode } from 'uqr';
import { useSpeech } from '../words/useSpeech.ts';

/** The key for an authenticator: as a picture that this page draws itself, and as text. */
export function Enrol({ secret, uri }: Enrolment) {
  const w = useSpeech();
  const { size, path } = useMemo(() => squares(uri), [uri]);
  return (
    <div className="enrol">
      <svg
        className="enrol-picture"
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={w('session.secretPicture')}
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p className="faint">
        {w('session.secretKey')} <code className="enrol-key">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
    </div>
  );
}

/** A camera wants a quiet border of four squares (ISO/IEC 18004, 5.3.8), and black on white in either theme. */
const BORDER = 4;

function squares(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: BORDER });
  let path = '';
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries()) if (dark) path += `M${x} ${y}h1v1h-1z`;
  return { size, path };
}
