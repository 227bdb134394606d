import { commandRoles, orderKinds, type PlanStep } from '@clarion/dispatch';
import { useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NamesField, NumberField, TextField } from './Fields.tsx';
import { Rows } from './Rows.tsx';

/** The steps of one level of a plan, in their order: what is done, by whom, within what time. */
export function PlanStepRows(props: {
  readonly path: string;
  readonly steps: readonly PlanStep[];
  readonly onChange: (steps: readonly PlanStep[]) => void;
}) {
  const { wanted, w } = useInHand();
  const { steps } = props;
  const desks = (wanted.desks ?? []).map(one => [one.deskId, one.deskId] as const);
  /** Some value, or that the field is absent. */
  const orNone = <K extends 'role' | 'deskId' | 'order'>(
    step: PlanStep,
    field: K,
    value: string,
  ): PlanStep => (value === '' ? (without(step, field) as PlanStep) : { ...step, [field]: value });
  return (
    <Rows
      path={props.path}
      label={w('rules.plan.step')}
      columns={[
        w('rules.level.id'),
        w('rules.plan.text'),
        w('rules.field.role'),
        w('rules.field.desk'),
        w('rules.field.dueMinutes'),
        w('rules.field.orderKind'),
      ]}
      rows={steps}
      ordered
      make={(): PlanStep => ({ stepId: `step${steps.length + 1}`, names: {} })}
      onChange={props.onChange}
      cells={(step, path, put) => [
        <TextField
          key="id"
          label={w('rules.level.id')}
          path={`${path}.stepId`}
          value={step.stepId}
          onChange={stepId => put({ ...step, stepId })}
        />,
        <NamesField
          key="names"
          path={`${path}.names`}
          value={step.names}
          onChange={names => put({ ...step, names })}
        />,
        <ChoiceField
          key="role"
          label={w('rules.field.role')}
          path={`${path}.role`}
          value={step.role ?? ''}
          options={[
            ['', w('rules.plan.noRole')] as const,
            ...commandRoles.map(one => [one, w(`commandRole.${one}`)] as const),
          ]}
          onChange={role => put(orNone(step, 'role', role))}
        />,
        <ChoiceField
          key="desk"
          label={w('rules.field.desk')}
          path={`${path}.deskId`}
          value={step.deskId ?? ''}
          options={[['', w('rules.plan.ownDesk')] as const, ...desks]}
          onChange={deskId => put(orNone(step, 'deskId', deskId))}
        />,
        <NumberField
          key="due"
          label={w('rules.field.dueMinutes')}
          path={`${path}.dueMinutes`}
          value={step.dueMinutes}
          onChange={dueMinutes =>
            put(dueMinutes === undefined ? without(step, 'dueMinutes') : { ...step, dueMinutes })
          }
        />,
        <ChoiceField
          key="order"
          label={w('rules.field.orderKind')}
          path={`${path}.order`}
          value={step.order ?? ''}
          options={[
            ['', w('rules.plan.noOrder')] as const,
            ...orderKinds.map(one => [one, w(`order.${one}`)] as const),
          ]}
          onChange={order => put(orNone(step, 'order', order))}
        />,
      ]}
    />
  );
}
