import { type Minimum, type MoveUpPolicy, moveUpRules, usualMoveUp } from '@clarion/dispatch';
import { HoursField, type Level, orAbsent, useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NamesField, NumberField, SomeField, TextField, TickField } from './Fields.tsx';
import { Rows } from './Rows.tsx';

/** Readiness levels, what each keeps free, and how free units are moved up. */
export function LevelForm() {
  const { wanted, change, options, w } = useInHand();
  const { levels, minimums } = wanted.readiness ?? { levels: [], minimums: [] };
  const set = (more: object) =>
    change(now => ({ ...now, readiness: { ...(now.readiness ?? { levels: [], minimums: [] }), ...more } }));
  return (
    <>
      <h3>{w('rules.levels')}</h3>
      <Rows
        path="readiness.levels"
        label={w('rules.level')}
        columns={[w('rules.level.id'), w('rules.names')]}
        ordered
        rows={levels}
        make={(): Level => ({ levelId: `level${levels.length + 1}`, names: {} })}
        onChange={next => set({ levels: next })}
        cells={(level, path, put) => [
          <TextField
            key="id"
            bare
            label={w('rules.level.id')}
            path={`${path}.levelId`}
            value={level.levelId}
            onChange={levelId => put({ ...level, levelId })}
          />,
          <NamesField
            key="names"
            bare
            path={`${path}.names`}
            value={level.names}
            onChange={names => put({ ...level, names })}
          />,
        ]}
      />
      <h3>{w('rules.minimums')}</h3>
      <Rows
        path="readiness.minimums"
        label={w('rules.minimum')}
        columns={[
          w('rules.count'),
          w('rules.capability'),
          w('rules.levels'),
          w('rules.areas'),
          w('rules.hours'),
          w('rules.posts'),
        ]}
        rows={minimums}
        make={(): Minimum => ({ capability: options.capabilities[0]?.[0] ?? '', count: 1 })}
        onChange={next => set({ minimums: next })}
        cells={(minimum, path, put) => [
          <NumberField
            key="count"
            bare
            label={w('rules.count')}
            path={`${path}.count`}
            value={minimum.count}
            onChange={count => put({ ...minimum, count: count ?? Number.NaN })}
          />,
          <ChoiceField
            key="capability"
            bare
            label={w('rules.capability')}
            path={`${path}.capability`}
            value={minimum.capability}
            options={options.capabilities}
            onChange={capability => put({ ...minimum, capability })}
          />,
          <SomeField
            key="levels"
            bare
            label={w('rules.levels')}
            path={`${path}.levelIds`}
            value={minimum.levelIds ?? []}
            options={options.levels}
            all={w('rules.all')}
            onChange={levelIds => put({ ...without(minimum, 'levelIds'), ...orAbsent('levelIds', levelIds) })}
          />,
          <SomeField
            key="areas"
            bare
            label={w('rules.areas')}
            path={`${path}.areaIds`}
            value={minimum.areaIds ?? []}
            options={options.areas}
            all={w('rules.wholeCentre')}
            onChange={areaIds => put({ ...without(minimum, 'areaIds'), ...orAbsent('areaIds', areaIds) })}
          />,
          <HoursField
            key="hours"
            path={`${path}.hours`}
            value={minimum.hours}
            onChange={hours =>
              put({ ...without(minimum, 'hours'), ...(hours === undefined ? {} : { hours }) })
            }
          />,
          <SomeField
            key="posts"
            bare
            label={w('rules.posts')}
            path={`${path}.postIds`}
            value={minimum.postIds ?? []}
            options={options.posts}
            all={w('rules.none')}
            onChange={postIds => put({ ...without(minimum, 'postIds'), ...orAbsent('postIds', postIds) })}
          />,
        ]}
      />
      <MoveUpFields />
    </>
  );
}

const numbers = [
  'withinMinutes',
  'busy',
  'minimumGain',
  'movesAtOnce',
  'movesPerShift',
  'shiftHours',
  'restMinutes',
  'longestDriveMinutes',
  'dismissedMinutes',
] as const satisfies (keyof MoveUpPolicy)[];

function MoveUpFields() {
  const { wanted, change, options, w } = useInHand();
  const { moveUp } = wanted;
  const put = (next: MoveUpPolicy | undefined) =>
    change(now => ({ ...without(now, 'moveUp'), ...(next === undefined ? {} : { moveUp: next }) }));
  const rules = moveUpRules.filter(rule => rule !== 'table' || moveUp?.tables !== undefined);
  return (
    <>
      <h3>{w('moveUp.title')}</h3>
      <TickField
        label={w('rules.moveUp.on')}
        path="moveUp.on"
        value={moveUp !== undefined}
        onChange={on => put(on ? usualMoveUp : undefined)}
      />
      {moveUp !== undefined && (
        <div className="plan-row">
          <ChoiceField
            label={w('rules.moveUp.rule')}
            path="moveUp.rule"
            value={moveUp.rule}
            options={rules.map(rule => [rule, w(`plan.moveUp.${rule}`)] as const)}
            onChange={rule => put({ ...moveUp, rule })}
          />
          <SomeField
            label={w('rules.capabilities')}
            path="moveUp.capabilities"
            value={moveUp.capabilities}
            options={options.capabilities}
            all={w('rules.none')}
            onChange={capabilities => put({ ...moveUp, capabilities })}
          />
          {numbers.map(field => (
            <NumberField
              key={field}
              label={w(`rules.field.${field}`)}
              path={`moveUp.${field}`}
              value={moveUp[field]}
              onChange={value => put({ ...moveUp, [field]: value ?? Number.NaN })}
            />
          ))}
        </div>
      )}
    </>
  );
}
