import { kindOfInject } from '@clarion/exercise';
import { badInput, type CliCommand, done } from '../command.ts';
import { againstPlace } from './against-place.ts';
import { scriptFrom } from './script-file.ts';

export const command: CliCommand = {
  name: 'drill check',
  summary: 'cli.drill.check',
  options: {
    script: { kind: 'file', summary: 'cli.drill.script', required: true },
    place: { kind: 'folder', summary: 'cli.drill.place' },
  },
  async run(args, io) {
    const script = await scriptFrom(args.text('script'));
    if (!script.ok) return badInput(script.error);
    const place = args.findText('place');
    const unfit =
      place === undefined ? undefined : await againstPlace(script.value, args.text('script'), place);
    if (unfit !== undefined) return badInput(unfit);
    const against =
      place === undefined ? io.say('cli.drill.againstNothing') : io.say('cli.drill.againstPlace', { place });
    const { id, injects } = script.value;
    const byHand = injects.filter(inject => inject.byHand === true).length;
    const expected = injects.reduce((sum, { expect }) => sum + Object.keys(expect ?? {}).length, 0);
    const result = { script: id, injects: injects.length, byHand, expected };
    const lines = injects.map(inject => {
      const { names, afterSeconds } = inject;
      const when = afterSeconds === undefined ? io.say('drill.byHand') : `+${afterSeconds} s`;
      const name = io.lang === 'zh-CN' ? names.zh : names.en;
      return `${when.padStart(8)}  ${inject.id}  ${name} (${io.say(`drill.kind.${kindOfInject(inject)}`)})`;
    });
    return done(result, [io.say('cli.drill.checked', { ...result, against }), ...lines].join('\n'));
  },
};
