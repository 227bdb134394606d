import { type DeskDescription, deskWork, usualShifts } from '@clarion/dispatch';
import { AgencyRows } from './AgencyRows.tsx';
import { CallBackRow } from './CallBackRow.tsx';
import { SomeOf, useInHand } from './ConditionFields.tsx';
import { ChoiceField, NamesField, NumberField, TextField } from './Fields.tsx';
import { LanguageForm } from './LanguageForm.tsx';
import { Rows } from './Rows.tsx';

/** Desks of the floor, what each is for, and what it owns. */
export function DeskForm() {
  const { wanted, change, options, w } = useInHand();
  const desks = wanted.desks ?? [];
  return (
    <>
      <Rows
        path="desks"
        label={w('rules.desk')}
        columns={[
          w('rules.desk.id'),
          w('rules.names'),
          w('rules.desk.work'),
          w('rules.areas'),
          w('rules.categories'),
        ]}
        rows={desks}
        make={(): DeskDescription => ({ deskId: `D${desks.length + 1}`, names: {}, work: 'dispatch' })}
        onChange={next => change(now => ({ ...now, desks: next }))}
        cells={(desk, path, put) => [
          <TextField
            key="id"
            bare
            label={w('rules.desk.id')}
            path={`${path}.deskId`}
            value={desk.deskId}
            onChange={deskId => put({ ...desk, deskId })}
          />,
          <NamesField
            key="names"
            bare
            path={`${path}.names`}
            value={desk.names}
            onChange={names => put({ ...desk, names })}
          />,
          <ChoiceField
            key="work"
            bare
            label={w('rules.desk.work')}
            path={`${path}.work`}
            value={desk.work}
            options={deskWork.map(work => [work, w(`desk.${work}`)] as const)}
            onChange={work => put({ ...desk, work })}
          />,
          <SomeOf
            key="areas"
            bare
            of={desk}
            field="areaIds"
            path={path}
            label={w('rules.areas')}
            options={options.areas}
            onChange={put}
          />,
          <SomeOf
            key="categories"
            bare
            of={desk}
            field="categories"
            path={path}
            label={w('rules.categories')}
            options={options.categories}
            onChange={put}
          />,
        ]}
      />
      <CallBackRow />
      <AgencyRows />
      <div className="plan-row">
        <NumberField
          label={w('rules.field.lostSeconds')}
          path="shifts.lostSeconds"
          value={(wanted.shifts ?? usualShifts).lostSeconds}
          onChange={lost =>
            change(now => ({
              ...now,
              shifts: { ...(now.shifts ?? usualShifts), lostSeconds: lost ?? Number.NaN },
            }))
          }
        />
      </div>
      <LanguageForm />
    </>
  );
}
