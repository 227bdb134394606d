import { solveCenter } from '@clarion/coverage';
import { sitesCommand } from './sites-command.ts';

export const command = sitesCommand('plan center', 'cli.plan.center', solveCenter);
