import { type Incident, languagesAt, spokenLanguages } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { languageName } from './language-name.ts';

/** What the callers of an incident speak, where anybody has marked it. */
export function SpokenThere({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const tags = languagesAt(board, incident);
  if (tags.length === 0) return null;
  const languages = spokenLanguages(board);
  return (
    <span className="incident-languages" data-spoken>
      {w('language.atScene', {
        languages: tags
          .map(tag => languageName(tag, languages, w))
          .join(w.language === 'zh-CN' ? '、' : ', '),
      })}
    </span>
  );
}
