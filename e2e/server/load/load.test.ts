import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { RunningServer } from "@/e2e/server/support/running-server";
import { Journal } from "./client";
import { holdParts } from "./hold-parts";
import { residentBytes, watchServer } from "./watch";
import { takeOn, work } from "./work";

const MIB = 1024 * 1024;
const TIMEOUT_MS = 180_000;

let server: RunningServer;
afterEach(() => server.dispose());

test(
  "mixed work of many clients brings no failure, and every kind of it goes on",
  { timeout: TIMEOUT_MS },
  async () => {
    server = await RunningServer.start({ environment: { REQUESTS_PER_MINUTE: "0", LOG_LEVEL: "warn" } });
    const journal = new Journal();
    const watched = new AbortController();
    const until = performance.now() + 6_000;
    const crew = await Promise.all(["ada", "bob"].map((owner) => takeOn(server, owner)));
    const watching = watchServer(server, journal, watched.signal);
    const shifts = Array.from({ length: 40 }, (_, number) => {
      const { token, cookie } = crew[number % crew.length] ?? { token: "", cookie: "" };
      return work({ server, token, cookie, journal, until, maxSentBytes: 512 * MIB }, number);
    });
    await Promise.all(shifts);
    watched.abort();
    await watching;
    expect(journal.failures).toEqual([]);
    expect([...journal.durations.keys()]).toEqual(
      expect.arrayContaining([
        "list",
        "get",
        "create",
        "put 1 MiB",
        "complete",
        "dashboard list",
        "page",
        "event loop",
      ]),
    );
    expect(await loggedErrors()).toEqual([]);
  },
);

test(
  "fifty parts that arrive at once are written to the disk, not held in memory",
  { timeout: TIMEOUT_MS },
  async () => {
    server = await RunningServer.start({ environment: { REQUESTS_PER_MINUTE: "0" } });
    const { token } = await takeOn(server, "ada");
    const part = { count: 50, bytes: randomBytes(6 * MIB) };
    const before = await residentBytes(server.processId);
    let grown = 0;
    const statuses = await holdParts(server, token, part, async () => {
      grown = (await residentBytes(server.processId)) - before;
    });
    expect(new Set(statuses)).toEqual(new Set([200]));
    // Held as a whole they would be 300 MiB; on their way to the disk they took a sixth of that.
    expect(grown).toBeLessThan((part.count * part.bytes.length) / 2);
  },
);

test(
  "who asks too often is told when to come again, and nobody else waits for it",
  { timeout: TIMEOUT_MS },
  async () => {
    server = await RunningServer.start({ environment: { REQUESTS_PER_MINUTE: "120" } });
    const [greedy, modest] = await Promise.all(["ada", "bob"].map((owner) => server.makeToken(owner)));
    const asked = await Promise.all(
      Array.from({ length: 400 }, () => server.request(greedy ?? "", "GET", "/v2/images")),
    );
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(200);
    expect(asked.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(100);
    for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await server.request(modest ?? "", "GET", "/v2/images")).status).toBe(200);
  },
);

async function loggedErrors(): Promise<string[]> {
  return server.output.split("\n").filter((line) => /"level":(?:50|60)\b/.test(line));
}
