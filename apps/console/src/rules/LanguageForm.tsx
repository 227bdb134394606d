import { type SpokenLanguage, usualLanguages } from '@clarion/dispatch';
import { useInHand, without } from './ConditionFields.tsx';
import { NamesField, TextField } from './Fields.tsx';
import { Rows } from './Rows.tsx';

/** Languages of callers in the order in which they are offered, and the interpreter service of each. */
export function LanguageForm() {
  const { wanted, change, w } = useInHand();
  const languages = wanted.languages ?? usualLanguages;
  const withInterpreter = (
    one: SpokenLanguage,
    said: { readonly service?: string; readonly line?: string },
  ) => {
    const { service = '', line = '' } = { ...one.interpreter, ...said };
    const rest = without(one, 'interpreter');
    return service === '' && line === '' ? rest : { ...rest, interpreter: { service, line } };
  };
  return (
    <>
      <h3>{w('rules.languages')}</h3>
      <p className="faint">{w('rules.about.languages')}</p>
      <Rows
        path="languages"
        label={w('rules.language')}
        ordered
        columns={[
          w('rules.field.tag'),
          w('rules.name.local'),
          w('rules.names'),
          w('rules.field.service'),
          w('rules.field.line'),
        ]}
        rows={languages}
        make={(): SpokenLanguage => ({ tag: '', names: {} })}
        onChange={next => change(now => ({ ...now, languages: next }))}
        cells={(one, path, put) => [
          <TextField
            key="tag"
            bare
            label={w('rules.field.tag')}
            path={`${path}.tag`}
            value={one.tag}
            onChange={tag => put({ ...one, tag: tag.trim() })}
          />,
          <TextField
            key="local"
            bare
            label={w('rules.name.local')}
            path={`${path}.names.local`}
            lang={one.tag}
            value={one.names.local ?? ''}
            onChange={local =>
              put({ ...one, names: local === '' ? without(one.names, 'local') : { ...one.names, local } })
            }
          />,
          <NamesField
            key="names"
            bare
            path={`${path}.names`}
            value={one.names}
            onChange={names => put({ ...one, names })}
          />,
          <TextField
            key="service"
            bare
            label={w('rules.field.service')}
            path={`${path}.interpreter.service`}
            value={one.interpreter?.service ?? ''}
            onChange={service => put(withInterpreter(one, { service }))}
          />,
          <TextField
            key="line"
            bare
            label={w('rules.field.line')}
            path={`${path}.interpreter.line`}
            value={one.interpreter?.line ?? ''}
            onChange={line => put(withInterpreter(one, { line }))}
          />,
        ]}
      />
    </>
  );
}
