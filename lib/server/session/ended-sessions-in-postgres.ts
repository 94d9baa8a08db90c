import "server-only";
import { DatabaseError, type Pool, type QueryResult } from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import { loadOnce } from "@/lib/utils/load-once";
import { type EndedSessions, MARGIN_SECONDS, type SessionName } from "./ended-sessions";

interface EndedSessionsOptions {
  /** Its connections' default schema gets a table `ended_sessions`. */
  pool: Pick<Pool, "query">;
  lifetimeSeconds: number;
  /** In epoch ms. */
  now: () => number;
  log: Pick<Logger, "warn">;
}

/** In place of an id: all that began then or before have ended. */
const EVERYBODY = "*";

/** Any number that nothing else in the database locks: servers that start together make one table. */
const LOCK = 7_041_903_652;

/** What is over by itself is removed at most so often, in milliseconds. */
const FORGOTTEN_EVERY_MS = 60 * 60 * 1000;

/** Ended ones that this process need not ask for again: a stolen cookie that is tried for ever costs one query. */
const MAX_REMEMBERED = 10_000;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNDEFINED_TABLE = "42P01";

const UNCHECKED =
  "Your sign-in cannot be checked at the moment, because the database does not answer. You stay signed in: try again in a moment.";
const NOT_SIGNED_IN = "Nobody can sign in at the moment, because the database does not answer. Try again in a moment.";
const NOT_SIGNED_OUT =
  "You are not signed out, because the database does not answer. Try again in a moment, and do not leave before it worked.";

/** For any number of servers on one database: who signed out at one of them is out at all of them, from the answer on. */
export function openEndedSessionsInPostgres(options: EndedSessionsOptions): EndedSessions {
  return new EndedSessionsInPostgres(options);
}

const keptSchema = z.object({ session_id: z.string(), signed_in_at: z.coerce.number() });

class EndedSessionsInPostgres implements EndedSessions {
  /** By id, the oldest first. What ended stays ended; whether others have is asked each time. */
  readonly #known = new Set<string>();
  readonly #table = loadOnce(() => this.#makeTable());
  #forgottenAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: EndedSessionsOptions) {}

  async prepare(): Promise<void> {
    await this.#ask(NOT_SIGNED_IN, async () => undefined);
  }

  async has(session: SessionName): Promise<boolean> {
    if (this.#known.has(session.sessionId)) return true;
    const hasEnded = await this.#ask(UNCHECKED, async () => {
      const kept = await this.#find(session);
      if (kept !== null) return kept;
      // Whose sign-outs stood there nobody knows, so everybody's count.
      await this.#makeTable();
      return (await this.#find(session)) ?? true;
    });
    if (hasEnded) this.#remember(session.sessionId);
    return hasEnded;
  }

  async end({ sessionId, signedInAt }: SessionName): Promise<void> {
    await this.#ask(NOT_SIGNED_OUT, async () => {
      await this.options.pool.query(
        "INSERT INTO ended_sessions (session_id, signed_in_at) VALUES ($1, $2) ON CONFLICT (session_id) DO NOTHING",
        [sessionId, signedInAt],
      );
    });
    this.#remember(sessionId);
    await this.#forgetOld();
  }

  /** Null when the table does not even hold until when everybody has ended: it was emptied, or is not there. */
  async #find({ sessionId, signedInAt }: SessionName): Promise<boolean | null> {
    const found = await this.#orNoTable(
      this.options.pool.query(
        "SELECT session_id, signed_in_at FROM ended_sessions WHERE session_id = $1 OR session_id = $2",
        [sessionId, EVERYBODY],
      ),
    );
    const kept = z.array(keptSchema).parse(found?.rows ?? []);
    const everybody = kept.find((row) => row.session_id === EVERYBODY);
    if (everybody === undefined) return null;
    return signedInAt <= everybody.signed_in_at || kept.length > 1;
  }

  async #orNoTable(query: Promise<QueryResult>): Promise<QueryResult | null> {
    try {
      return await query;
    } catch (error) {
      if (error instanceof DatabaseError && error.code === UNDEFINED_TABLE) return null;
      throw error;
    }
  }

  /**
   * Several statements in one text are one transaction, and the lock is its. A new table begins with everybody who signed in before:
   * whether they signed out was known elsewhere, or to a table that is lost.
   */
  async #makeTable(): Promise<void> {
    const time = Math.floor(this.options.now() / 1000);
    await this.options.pool.query(`
      SELECT pg_advisory_xact_lock(${LOCK});
      CREATE TABLE IF NOT EXISTS ended_sessions (session_id text PRIMARY KEY, signed_in_at bigint NOT NULL);
      INSERT INTO ended_sessions (session_id, signed_in_at) VALUES ('${EVERYBODY}', ${time - 1}) ON CONFLICT (session_id) DO NOTHING;
      -- Written by a clock that was ahead: nobody could sign in until then.
      UPDATE ended_sessions SET signed_in_at = ${time - 1}
        WHERE session_id = '${EVERYBODY}' AND signed_in_at > ${time + MARGIN_SECONDS};`);
  }

  /** Of what is forgotten nothing comes back: whoever signed in no later has ended as well, whatever the configuration says from now on. */
  async #forgetOld(): Promise<void> {
    const { pool, lifetimeSeconds, now, log } = this.options;
    if (now() - this.#forgottenAt < FORGOTTEN_EVERY_MS) return;
    this.#forgottenAt = now();
    try {
      await pool.query(
        `WITH gone AS (DELETE FROM ended_sessions WHERE session_id <> $1 AND signed_in_at <= $2 RETURNING signed_in_at)
         UPDATE ended_sessions SET signed_in_at = greatest(signed_in_at, (SELECT max(signed_in_at) FROM gone))
         WHERE session_id = $1 AND EXISTS (SELECT 1 FROM gone)`,
        [EVERYBODY, Math.floor(now() / 1000) - lifetimeSeconds - MARGIN_SECONDS],
      );
    } catch (error) {
      log.warn(
        { err: error },
        "sign-outs that are over by themselves could not be removed; another sign-out tries again",
      );
    }
  }

  async #ask<T>(failed: string, question: () => Promise<T>): Promise<T> {
    try {
      await this.#table.load();
      return await question();
    } catch (error) {
      throw new ApiError("upstream_unreachable", failed, { cause: error, retryAfterSeconds: 5 });
    }
  }

  #remember(sessionId: string): void {
    this.#known.add(sessionId);
    const [oldest] = this.#known;
    if (this.#known.size > MAX_REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
  }
}
