import type { ClientBase } from "pg";

/** Who waits for a lock longer than SQLite's statements wait for theirs, in milliseconds, hears that the database is busy. */
const LOCK_TIMEOUT_MS = 5_000;

/** Transactions here never wait for anything but the database. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/**
 * What statements rely on, whatever the server, the database or the user is set to. By a statement and not as parameters of the
 * connection: poolers in between refuse those they do not know (https://www.pgbouncer.org/config.html, ignore_startup_parameters).
 * @param statementTimeoutMs 0 for none
 */
export async function prepareSession(client: ClientBase, statementTimeoutMs: number): Promise<void> {
  const settings = Object.entries({
    statement_timeout: statementTimeoutMs,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    idle_session_timeout: 0,
    // Conditions stand in each statement; a stricter level would only make more of them start over.
    default_transaction_isolation: "read committed",
    // A server that vanished without a word leaves no lock behind for hours. Seconds; then seconds between questions; then how many.
    tcp_keepalives_idle: 30,
    tcp_keepalives_interval: 10,
    tcp_keepalives_count: 3,
  });
  const calls = settings.map(([name], index) => `set_config('${name}', $${index + 1}, false)`);
  await client.query(
    `select ${calls.join(", ")}`,
    settings.map(([, value]) => String(value)),
  );
  // What was answered stays, also through a power cut. Any stricter setting is the operator's choice.
  await client.query(
    "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
  );
}
