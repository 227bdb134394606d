import {
  type Configuration,
  configurationUnder,
  type PublishedRules,
  type RuleFault,
  type RulesReason,
  same,
} from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import {
  type RulesAnswer,
  type RulesState,
  readRules,
  rulesFileOf,
  type Session,
  underRules,
  type WireCommand,
} from '@clarion/protocol';
import { createContext, useContext } from 'react';
import { type Cell, cell } from '../cell.ts';
import type { Requester } from '../link/request.ts';
import type { Settings } from '../settings/settings.ts';

export const sections = [
  'types',
  'crews',
  'areas',
  'levels',
  'clocks',
  'checks',
  'alarms',
  'desks',
  'retention',
  'roles',
  'plans',
] as const;
export type Section = (typeof sections)[number];

const KEPT = 'clarion.rules';

export type RulesDesk = ReturnType<typeof createRulesDesk>;

/** The page's state: what the server says, and the rules in hand, which nobody else sees until they are drafted. */
export function createRulesDesk(parts: {
  readonly request: Requester;
  readonly settings: Cell<Settings>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}) {
  const { request, storage } = parts;
  const session = cell<Session | undefined>(undefined);
  const answer = cell<RulesAnswer | undefined>(undefined);
  const inHand = cell<Configuration | undefined>(undefined);
  const replaying = cell<RulesAnswer['replaying']>(null);
  const section = cell<Section>('types');
  const typeId = cell<string | undefined>(undefined);
  const told = cell<string | undefined>(undefined);
  const fault = cell<{ readonly code: string; readonly message: string } | undefined>(undefined);
  /** Of a file that was not taken. */
  const fileFaults = cell<readonly RuleFault[]>([]);
  let seen = '';

  function take(wanted: Configuration): void {
    inHand.set(wanted);
    if (isUnchanged(wanted)) storage.removeItem(KEPT);
    else storage.setItem(KEPT, JSON.stringify(wanted));
  }
  const isUnchanged = (wanted: Configuration) =>
    same({ ...wanted, version: 0 }, { ...answer.get()?.inForce, version: 0 });

  async function load(): Promise<void> {
    const found = await request.get<RulesAnswer>('/api/rules');
    if (!found.ok) return fault.set(found.error);
    const before = answer.get();
    const untouched = before !== undefined && inHand.get() !== undefined && isUnchanged(inHand.get()!);
    answer.set(found.value);
    replaying.set(found.value.replaying);
    if (inHand.get() === undefined) inHand.set(kept(storage.getItem(KEPT)) ?? found.value.inForce);
    else if (untouched) inHand.set(found.value.inForce);
    if (typeId.get() === undefined) typeId.set(found.value.inForce.types[0]?.typeId);
  }

  /** Asks what has changed, and for all of it when something has. */
  async function look(): Promise<void> {
    const found = await request.get<RulesState>('/api/rules/state');
    if (!found.ok) return;
    replaying.set(found.value.replaying);
    const { now, replaying: _, ...state } = found.value;
    // Starts are counted from now, however long the page has stood.
    answer.change(known => known && { ...known, now });
    const text = JSON.stringify(state);
    if (text === seen) return;
    seen = text;
    await load();
  }

  async function send(command: WireCommand): Promise<boolean> {
    const sent = await request.post('/api/commands', { commandId: crypto.randomUUID(), command });
    fault.set(sent.ok ? undefined : sent.error);
    told.set(undefined);
    await load();
    return sent.ok;
  }

  const fileInHand = () => {
    const { usual, areas } = answer.get()!;
    return rulesFileOf(inHand.get()!, usual, areas);
  };

  return {
    ...parts,
    session,
    answer,
    inHand,
    replaying,
    section,
    typeId,
    told,
    fault,
    fileFaults,
    load,
    look,
    send,
    take,
    isUnchanged,
    fileInHand,
    /** Another version came into force since these changes were begun: drafted as they are, they would undo it. */
    isOverTaken: (wanted: Configuration) =>
      !isUnchanged(wanted) && wanted.version !== answer.get()?.inForce.version,
    /** The changes in hand, on top of what is in force now. */
    keepOnTop: () => take({ ...inHand.get()!, version: answer.get()!.inForce.version }),
    /** Whoever signs in next begins anew. */
    forget: () => storage.removeItem(KEPT),
    change: (step: (wanted: Configuration) => Configuration) => take(step(inHand.get()!)),
    /** As they would be written, with what is wrong, each with its field. */
    faultsInHand(): readonly RuleFault[] {
      const { usual, areas } = answer.get()!;
      const said = readRules(fileInHand());
      const under = said.ok ? underRules(usual, said.value, areas) : said;
      return under.ok ? [] : under.error;
    },
    /** The rules of a file, in hand; what is wrong with it is told instead. */
    takeFile(json: unknown): boolean {
      const { usual, areas } = answer.get()!;
      const said = readRules(json);
      const under = said.ok ? underRules(usual, said.value, areas) : said;
      fileFaults.set(under.ok ? [] : under.error);
      if (under.ok) take({ ...under.value, version: answer.get()!.inForce.version });
      return under.ok;
    },
    draft(reason: RulesReason, startsAt: Instant | undefined): Promise<boolean> {
      const start = startsAt === undefined ? {} : { startsAt: instant(startsAt) };
      return send({ type: 'DraftRules', rules: fileInHand() as Record<string, unknown>, reason, ...start });
    },
    async replay(rulesId: string): Promise<void> {
      const begun = await request.post('/api/rules/replay', { rulesId });
      fault.set(begun.ok ? undefined : begun.error);
      await look();
    },
    /** What these would make of the place now. */
    configurationOf: (one: PublishedRules) =>
      configurationUnder(answer.get()!.adopted, one.rules, one.version ?? answer.get()!.inForce.version),
    /** What was in force before them; of a draft what is in force. */
    beneath(one: PublishedRules): Configuration {
      const { adopted, published, inForce } = answer.get()!;
      if (one.version === undefined) return inForce;
      const before = published.find(other => other.rulesId === one.beneath);
      return before === undefined ? adopted : configurationUnder(adopted, before.rules, one.against);
    },
  };
}

const kept = (text: string | null): Configuration | undefined =>
  text === null ? undefined : (JSON.parse(text) as Configuration);

export const RulesContext = createContext<RulesDesk | undefined>(undefined);
export function useRules(): RulesDesk {
  const found = useContext(RulesContext);
  if (found === undefined) throw new Error('no rules desk');
  return found;
}
