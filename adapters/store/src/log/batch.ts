import {
  type Board,
  type CommandEnvelope,
  copyBoard,
  decide,
  type Entry,
  evolve,
  type Refusal,
} from '@clarion/dispatch';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type { SealedText } from '../seal/sealed.ts';
import { isStorable } from './canonical.ts';
import type { Turn } from './ledger.ts';
import { entryOf, entryOfNew, type NewRow, newRow } from './row.ts';
import type { LockedHead } from './transaction.ts';

export interface Appended {
  readonly entries: readonly Entry[];
  /** Head of the log when the command was done. */
  readonly head: number;
  /** The command was in the log already; these are the entries that it wrote then. */
  readonly repeated: boolean;
}

export type AppendRefusal =
  | Refusal
  /** Somebody else's command has this id. */
  | { readonly code: 'CommandIdTaken' }
  /** Holds U+0000 or half a character. */
  | { readonly code: 'TextNotStorable' };

export interface Accompanying {
  readonly now: Instant;
  /** What the command's references stand for; stored in the same transaction, thrown away if the command is refused. */
  readonly sealed?: readonly SealedText[];
}

/** A command that waits for its turn. */
export interface Job extends Accompanying {
  readonly envelope: CommandEnvelope;
  resolve(answer: Result<Appended, AppendRefusal>): void;
  reject(fault: unknown): void;
}

export type Answer = Result<Appended, AppendRefusal>;

/** What a batch puts into the log, and the same as every reader will see it. */
interface Written {
  readonly rows: readonly NewRow[];
  readonly entries: readonly Entry[];
}

/**
 * Decides a batch of commands in one transaction, each against the board after those before it: the disk is waited for
 * once. Answers after the commit, refusals too, since they may stand on entries of the same batch.
 */
export class Batch {
  readonly #logId: string;
  readonly #apply: (entries: readonly Entry[]) => void;
  readonly #board: () => Board;
  /** The board as it will be after the commit, while there is one to come. */
  #draft: Board;

  /**
   * @param board the board as committed
   * @param apply takes committed entries into the board and tells those who follow
   */
  constructor(logId: string, board: () => Board, apply: (entries: readonly Entry[]) => void) {
    this.#logId = logId;
    this.#board = board;
    this.#apply = apply;
    this.#draft = copyBoard(board());
  }

  /** Committed entries that came from elsewhere. */
  take(entries: readonly Entry[]): void {
    for (const entry of entries) this.#draft = evolve(this.#draft, entry);
    this.#apply(entries);
  }

  /** @throws when nothing is known to be committed; the board is as before, and nobody has been answered */
  async run(turn: Turn, jobs: readonly Job[]): Promise<void> {
    let written: Written = { rows: [], entries: [] };
    const answers = new Map<Job, Answer>();
    const failed = new Map<Job, unknown>();
    try {
      const ids = [...new Set(jobs.map(job => job.envelope.commandId))];
      const locked = await turn.lockHead(this.#draft.head, ids);
      this.take(locked.newer);
      if (locked.head !== this.#draft.head)
        throw new Error(`the log ${this.#logId} ends at ${locked.head}, the board at ${this.#draft.head}`);
      written = this.#decideAll(jobs, locked, answers, failed);
      if (written.rows.length > 0) await turn.insert(written.rows, jobs, answers);
      await turn.commit();
    } catch (fault) {
      this.#draft = copyBoard(this.#board());
      throw fault;
    }
    this.#apply(written.entries);
    for (const [job, answer] of answers) job.resolve(answer);
    for (const [job, fault] of failed) job.reject(fault);
  }

  #decideAll(
    jobs: readonly Job[],
    locked: LockedHead,
    answers: Map<Job, Answer>,
    failed: Map<Job, unknown>,
  ): Written {
    const rows: NewRow[] = [];
    const decidedSoFar: Entry[] = [];
    const written = new Map<string, { readonly entries: readonly Entry[]; readonly actor: string }>();
    for (const [commandId, known] of locked.known) {
      const entries = known.map(entryOf);
      written.set(commandId, { entries, actor: actorOf(entries[0]!.actor) });
    }
    let { headHash } = locked;
    for (const job of jobs) {
      const { envelope, now } = job;
      const before = written.get(envelope.commandId);
      if (before !== undefined) {
        answers.set(
          job,
          before.actor === actorOf(envelope.actor)
            ? this.#done(before.entries, true)
            : fail({ code: 'CommandIdTaken' }),
        );
        continue;
      }
      try {
        const decided = decide(this.#draft, envelope, now);
        if (!decided.ok) {
          answers.set(job, decided);
          continue;
        }
        const own: NewRow[] = [];
        let hash = headHash;
        for (const [index, entry] of decided.value.entries()) {
          const seq = locked.head + rows.length + own.length + 1;
          const row = newRow(entry, { logId: this.#logId, seq, index, recordedAt: now, previousHash: hash });
          hash = row.hash;
          own.push(row);
        }
        if (
          !own.every(row => isStorable(row.data) && isStorable(row.actor) && isStorable(row.on_paper ?? ''))
        ) {
          answers.set(job, fail({ code: 'TextNotStorable' }));
          continue;
        }
        const entries = own.map(entryOfNew);
        for (const entry of entries) this.#draft = evolve(this.#draft, entry);
        rows.push(...own);
        decidedSoFar.push(...entries);
        headHash = hash;
        if (entries.length > 0) written.set(envelope.commandId, { entries, actor: actorOf(envelope.actor) });
        answers.set(job, this.#done(entries, false));
      } catch (fault) {
        // A bug in the rules spoils its own command, and the draft, but not the commands beside it.
        failed.set(job, fault);
        this.#draft = decidedSoFar.reduce(evolve, copyBoard(this.#board()));
      }
    }
    return { rows, entries: decidedSoFar };
  }

  #done(entries: readonly Entry[], repeated: boolean): Answer {
    return ok({ entries, head: this.#draft.head, repeated });
  }
}

const actorOf = (actor: CommandEnvelope['actor']) => `${actor.kind}/${actor.id}`;
