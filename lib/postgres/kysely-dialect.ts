import {
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import type { Pool, PoolClient } from "pg";
import { isBroken, plainError } from "./unreachable";

/** As kysely words it. It changes nothing, and were it refused, that would hide why it had to be. */
const ROLLBACK = "rollback";

/**
 * For kysely, which by itself gives connections back that are of no use any more.
 * @param requireUse called before each statement but a rollback: throws while none may reach the database
 */
export function postgresDialect(pool: Pool, requireUse: () => void = () => undefined): PostgresDialect {
  return new PostgresDialect({ pool: carefulPool(pool, requireUse) });
}

function carefulPool(pool: Pool, requireUse: () => void): PostgresPool {
  return {
    connect: async () => {
      requireUse();
      try {
        return new CarefulClient(await pool.connect(), requireUse);
      } catch (error) {
        throw plainError(error);
      }
    },
    end: () => pool.end(),
  };
}

class CarefulClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #queries: PostgresPoolClient;
  readonly #requireUse: () => void;
  #isLost = false;

  constructor(client: PoolClient, requireUse: () => void) {
    this.#client = client;
    this.#queries = client;
    this.#requireUse = requireUse;
  }

  query<Row>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    statement: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof statement !== "string") throw new TypeError("The dialect names no cursors.");
    return this.#execute(statement, parameters.map(writable));
  }

  /** One that is still in a transaction was left by somebody who gave up. */
  release(): void {
    this.#client.release(this.#isLost || this.#client.getTransactionStatus() !== "I");
  }

  async #execute<Row>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    if (statement !== ROLLBACK) this.#requireUse();
    try {
      return await this.#queries.query<Row>(statement, parameters);
    } catch (error) {
      this.#isLost ||= isBroken(error);
      throw plainError(error);
    }
  }
}

/** Postgres' text has every character but one. What is asked for with it is not found, as anywhere else. */
function writable(value: unknown): unknown {
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\u{FFFD}") : value;
}
