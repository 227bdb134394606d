import fc from 'fast-check';

export const unitId = fc.constantFrom('E1', 'E2', 'M11', 'M12', 'M11', 'E1', 'X1');
export const incidentId = fc.constantFrom('I1', 'I2', 'I3', 'I1', 'I2', 'I4');
export const sealed = fc.constantFrom({ sealedId: 's1', digest: 'aa' }, { sealedId: 's2', digest: 'bb' });

export { ask } from './asked.ts';
