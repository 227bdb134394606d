import { type Minimum, type MoveUpPolicy, moveUpRules, usualMoveUp } from '@clarion/dispatch';
import { HoursField, type Level, SomeOf, useInHand, without } from './ConditionFields.tsx';
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
          <SomeOf
            key="levels"
            bare
            of={minimum}
            field="levelIds"
            path={path}
            label={w('rules.levels')}
            options={options.levels}
            onChange={put}
          />,
          <SomeOf
            key="areas"
            bare
            of={minimum}
            field="areaIds"
            path={path}
            label={w('rules.areas')}
            options={options.areas}
            all={w('rules.wholeCentre')}
            onChange={put}
          />,
          <HoursField
            key="hours"
            path={`${path}.hours`}
            value={minimum.hours}
            onChange={hours =>
              put({ ...without(minimum, 'hours'), ...(hours === undefined ? {} : { hours }) })
            }
          />,
          <SomeOf
            key="posts"
            bare
            of={minimum}
            field="postIds"
            path={path}
            label={w('rules.posts')}
            options={options.posts}
            all={w('rules.none')}
            onChange={put}
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
