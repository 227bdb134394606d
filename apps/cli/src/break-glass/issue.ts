import { instant } from '@clarion/measure';
import { issueBreakGlass } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { installationOptions, openInstallation } from '../log/installation.ts';

const roles = ['callTaker', 'dispatcher', 'commander', 'administrator'] as const;

export const command: CliCommand = {
  name: 'break-glass issue',
  summary: 'cli.breakGlass.issue',
  stopsItself: true,
  options: {
    ...installationOptions,
    role: { kind: 'text', summary: 'cli.breakGlass.role', choices: roles, required: true },
    hours: { kind: 'integer', summary: 'cli.breakGlass.hours', minimum: 1, maximum: 24, preset: '8' },
    count: { kind: 'integer', summary: 'cli.breakGlass.count', minimum: 1, maximum: 20, preset: '1' },
    'valid-days': {
      kind: 'integer',
      summary: 'cli.breakGlass.validDays',
      minimum: 1,
      maximum: 366,
      preset: '180',
    },
  },
  async run(args, io) {
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    const db = opened.value;
    try {
      const role = roles.find(one => one === args.text('role'))!;
      const [hours, validDays] = [args.number('hours'), args.number('valid-days')];
      const envelopes: { id: string; code: string; until: string }[] = [];
      for (let made = 0; made < args.number('count'); made++) {
        const now = instant(Date.now());
        const { code, envelope } = await issueBreakGlass(db, { role, hours, validDays, now });
        const until = new Date(envelope.validUntil).toISOString().slice(0, 10);
        envelopes.push({ id: envelope.codeId, code, until });
      }
      const said = envelopes.map(one =>
        io.say('cli.breakGlass.code', { ...one, hours, role: io.say(`role.${role}`) }),
      );
      return done({ role, hours, envelopes }, [...said, '', io.say('cli.breakGlass.sealed')].join('\n'));
    } finally {
      await db.close();
    }
  },
};
