import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const LEAST_PACE = 0.25;
const MOST_PACE = 60;
const MOST_MINUTES = 1440;

const problem = (code: string): Intention => ({ kind: 'problem', code, params: {} });

/** What the verbs of a drill's leader mean; undefined for any other. Whether this is a drill is the server's to say. */
export function drillIntention(
  verb: Verb,
  { rest }: Parsed,
  { role }: Pick<Situation, 'role'>,
): Intention | undefined {
  const asked = askedOf(verb, rest.trim());
  return asked === undefined || role === 'commander' ? asked : problem('notYourRole');
}

function askedOf(verb: Verb, rest: string): Intention | undefined {
  switch (verb) {
    case 'pauseDrill':
      return { kind: 'lead', control: { act: 'pause' } };
    case 'goOnDrill':
      return { kind: 'lead', control: { act: 'goOn' } };
    case 'paceDrill': {
      const pace = Number(rest.replace(/^[×x*]\s*/i, ''));
      if (rest === '' || !(pace >= LEAST_PACE && pace <= MOST_PACE)) return problem('paceForm');
      return { kind: 'lead', control: { act: 'pace', pace } };
    }
    case 'jumpDrill': {
      const minutes = Number(/^\+?\s*(\d+)/.exec(rest)?.[1]);
      if (!(minutes >= 1 && minutes <= MOST_MINUTES)) return problem('jumpForm');
      return { kind: 'lead', control: { act: 'jump', seconds: minutes * 60 } };
    }
    case 'fireInject':
    case 'skipInject':
      if (rest === '') return problem('injectMissing');
      return { kind: 'lead', inject: rest, act: verb === 'fireInject' ? 'fire' : 'skip' };
    default:
      return undefined;
  }
}
