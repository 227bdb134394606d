import { solveMedian } from '@clarion/coverage';
import { sitesCommand } from './sites-command.ts';

export const command = sitesCommand('plan median', 'cli.plan.median', solveMedian);
