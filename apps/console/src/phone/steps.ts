import type { UnitStatus } from '@clarion/dispatch';

/** What the one big button does next, and what else may come. */
export function stepsAfter(
  status: UnitStatus,
  assigned: boolean,
): {
  readonly next: UnitStatus | undefined;
  readonly others: readonly UnitStatus[];
} {
  if (!assigned) {
    return status === 'outOfService'
      ? { next: 'available', others: [] }
      : {
          next: undefined,
          others: status === 'available' ? ['outOfService'] : ['available', 'outOfService'],
        };
  }
  const order: readonly UnitStatus[] = [
    'acknowledged',
    'enRoute',
    'onScene',
    'transporting',
    'atDestination',
    'available',
  ];
  const usual: Readonly<Partial<Record<UnitStatus, UnitStatus>>> = {
    dispatched: 'acknowledged',
    acknowledged: 'enRoute',
    enRoute: 'onScene',
    onScene: 'available',
    transporting: 'atDestination',
    atDestination: 'available',
  };
  const next = usual[status] ?? 'acknowledged';
  return { next, others: [...order.filter(one => one !== next && one !== status), 'outOfService'] };
}
