import type { Role } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { createOperator, type Database, listOperators } from '@clarion/store';
import { GATEWAY_UNIT } from './http/door.ts';

/** Known to everybody, so only a drill ever has it: a live installation begins with one administrator and a random password. */
export const DRILL_PASSWORD = 'clarion-drill';

const people: readonly { readonly login: string; readonly role: Role; readonly unitId?: string }[] = [
  { login: 'calltaker', role: 'callTaker' },
  { login: 'calltaker2', role: 'callTaker' },
  { login: 'dispatcher', role: 'dispatcher' },
  { login: 'dispatcher2', role: 'dispatcher' },
  { login: 'commander', role: 'commander' },
  { login: 'auditor', role: 'auditor' },
  { login: 'planner', role: 'planner' },
  { login: 'admin', role: 'administrator' },
  { login: 'gateway', role: 'responder', unitId: GATEWAY_UNIT },
];

export const drillLogins = people.map(({ login }) => login);

/** Each password is hashed at the cost of a real one; more at once only wait for each other. */
const AT_ONCE = 4;

/** Makes the sign-ins of a drill that are not there yet: one for each role. */
export function seedPeople(database: Database, now: Instant): Promise<void> {
  return seed(
    database,
    people.map(person => ({ ...person, displayName: person.login })),
    now,
  );
}

/** One for each unit's phone, named as the unit. */
export function seedUnits(database: Database, unitIds: readonly string[], now: Instant): Promise<void> {
  return seed(
    database,
    unitIds.map(unitId => ({
      login: unitId.toLowerCase(),
      role: 'responder' as const,
      displayName: unitId,
      unitId,
    })),
    now,
  );
}

async function seed(
  database: Database,
  wanted: readonly Omit<Parameters<typeof createOperator>[1], 'password' | 'now'>[],
  now: Instant,
): Promise<void> {
  const known = new Set((await listOperators(database)).map(operator => operator.login));
  const missing = wanted.filter(({ login }) => !known.has(login));
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    const batch = missing.slice(from, from + AT_ONCE);
    const made = await Promise.all(
      batch.map(who => createOperator(database, { ...who, password: DRILL_PASSWORD, now })),
    );
    // Another server of the same drill may have made it meanwhile.
    for (const [index, result] of made.entries())
      if (!result.ok && result.error.code !== 'LoginTaken')
        throw new Error(`sign-in ${batch[index]?.login} not made: ${result.error.code}`);
  }
}
