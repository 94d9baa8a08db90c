import { type Connection } from "@/bench/server/connection";
import { atOnce, oneByOne, openConnections } from "@/bench/server/load";
import { OPERATION_NAMES, type OperationName, operationsOn } from "@/bench/server/operations";
import { spreadOf, type Spread } from "@/bench/server/spread";
import { settings } from "@/bench/settings";
import { median } from "@/bench/summary";
import type { RunningServer } from "@/e2e/server/support/running-server";
import type { Filled } from "./filled";

/** Clients at once, for requests a second. */
export const CLIENTS = 16;

/** Each asks as often in each turn: short ones, so that what else happens on the machine happens to all. */
const REQUESTS_A_TURN = 50;

const THROUGHPUT_ROUNDS = 2;

/** Until the code is compiled and the pages of the database that are asked for are in memory. */
const WARM_UP_REQUESTS = Math.min(200, settings.server.requests);

export interface Measured extends Spread {
  requestsPerSecond: number;
}

/** What is measured beside each other. */
export interface Contender {
  filled: Filled;
  server: RunningServer;
}

export type Results = Map<Filled, Record<OperationName, Measured>>;

/** Every operation on every contender, in turns. */
export async function measure(contenders: readonly Contender[]): Promise<Results> {
  const seats = await Promise.all(
    contenders.map(async ({ filled, server }) => ({
      filled,
      connections: await openConnections(Number(new URL(server.url).port), CLIENTS),
      operations: operationsOn(filled.subject),
    })),
  );
  const results: Results = new Map(seats.map(({ filled }) => [filled, emptyResult()]));
  for (const name of OPERATION_NAMES) {
    const operations = seats.map(({ filled, connections, operations: all }) => ({
      filled,
      connections,
      operation: all[name],
    }));
    for (const { connections, operation } of operations)
      await oneByOne(first(connections), operation, WARM_UP_REQUESTS);
    const all = new Map<Filled, { milliseconds: number[]; rates: number[] }>();
    const noted = (filled: Filled) => {
      const notes = all.get(filled) ?? { milliseconds: [], rates: [] };
      all.set(filled, notes);
      return notes;
    };
    for (let turn = 0; turn < settings.server.requests / REQUESTS_A_TURN; turn++) {
      for (const { filled, connections, operation } of operations)
        noted(filled).milliseconds.push(...(await oneByOne(first(connections), operation, REQUESTS_A_TURN)));
    }
    for (let round = 0; round < THROUGHPUT_ROUNDS; round++) {
      for (const { filled, connections, operation } of operations)
        noted(filled).rates.push(await atOnce(connections, operation, settings.server.seconds));
    }
    for (const [filled, { milliseconds, rates }] of all) {
      const result = results.get(filled);
      if (result !== undefined) result[name] = { ...spreadOf(milliseconds), requestsPerSecond: median(rates) };
    }
    console.log(`${name}: measured`);
  }
  for (const { connections } of seats) for (const connection of connections) connection.close();
  return results;
}

function first(connections: readonly Connection[]): Connection {
  const [connection] = connections;
  if (connection === undefined) throw new Error("There is no connection.");
  return connection;
}

function emptyResult(): Record<OperationName, Measured> {
  const none: Measured = { p50: Number.NaN, p99: Number.NaN, requestsPerSecond: Number.NaN };
  return {
    "list, first page": none,
    "list, a page in the middle": none,
    get: none,
    create: none,
    "sign a part": none,
  };
}
