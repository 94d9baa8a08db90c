import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase } from "@/e2e/support/engines/run-engines";
import { eventually } from "@/lib/utils/eventually.fixture";
import { keepLocks } from "./kept-lock";

const NAME = "kept by a test";

let url: string;
let network: Server;
let sockets: Socket[];
/** The same database, over a network that can fall silent. */
let throughNetwork: string;

beforeEach(async () => {
  url = await createDatabase();
  const { hostname, port } = new URL(url);
  sockets = [];
  network = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) sockets.push(socket.on("error", () => undefined));
    near.pipe(far);
    far.pipe(near);
  }).listen(0, "127.0.0.1");
  await once(network, "listening");
  const address = network.address();
  if (address === null || typeof address === "string") throw new Error("The network has no port.");
  const through = new URL(url);
  [through.hostname, through.port] = ["127.0.0.1", String(address.port)];
  throughNetwork = through.href;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  network.close();
  await once(network, "close");
});

/** What was sent does not arrive, and nobody is told, on connections that there are. */
function swallow(): void {
  for (const socket of sockets) socket.unpipe().pause();
}

test("a lock that was got over a network that fell silent is asked for again, over another connection", async () => {
  const told: boolean[] = [];
  let asked = 0;
  const locks = await keepLocks({
    url: throughNetwork,
    name: NAME,
    locks: [{ key: 1, kind: "shared", taken: "It is taken." }],
    isAsBefore: async () => {
      if (++asked === 1) swallow();
      return asked > 1;
    },
    onChange: (areHeld) => told.push(areHeld),
  });
  const other = new Client({ connectionString: url });
  await other.connect();
  await other.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [NAME]);
  await other.end();
  await eventually(() => expect(told).toEqual([false, true]));
  expect(locks.areHeld()).toBe(true);
  await locks.release();
});
