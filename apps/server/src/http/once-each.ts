import type { CarryOut } from './carry-out.ts';

/** The newest so many; a page sends a command again within seconds. */
const KEPT = 10_000;

/**
 * What wrote entries is known to the log by its id. What wrote none is known here: a command that was refused, or found
 * nothing to do, keeps that answer, so that a copy of it that comes late over a bad line does not do afterwards what its
 * sender was told had not been done. Of one server process, and not over its restart.
 */
export function onceEach(carryOut: CarryOut, kept = KEPT): CarryOut {
  const answers = new Map<string, ReturnType<CarryOut>>();
  return (asker, asked, language) => {
    const key = `${asker.operatorId} ${asked.commandId}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = carryOut(asker, asked, language);
    answers.set(key, answer);
    const forget = () => answers.delete(key);
    answer.then(given => {
      // Whether a role may do it, or the unit is its own, is asked anew.
      const stands = given.ok ? given.value.seqs.length === 0 : given.error.status !== 403;
      if (!stands) forget();
      else if (answers.size > kept) for (const oldest of answers.keys()) return void answers.delete(oldest);
    }, forget);
    return answer;
  };
}
