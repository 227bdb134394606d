import { solveMedian } from '@clarion/coverage';
import { medianWithinCapacity } from './median-within.ts';
import { sitesCommand } from './sites-command.ts';

export const command = sitesCommand('plan median', 'cli.plan.median', solveMedian, medianWithinCapacity);
