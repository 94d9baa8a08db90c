import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal } from "./support/answer";
import { RunningServer } from "./support/running-server";

let server: RunningServer;

beforeAll(async () => {
  server = await RunningServer.start();
});
afterAll(() => server.dispose());

test("a server that was killed goes on with its data, and one that is stopped ends without an error", async () => {
  const token = await server.makeToken("ada");
  expect((await server.request(token, "POST", "/v2/images", { name: "disk" })).status).toBe(201);
  await server.kill();
  await server.startAgain();
  expect((await server.request(token, "GET", "/v2/images")).text).toContain('"name":"disk"');
  expect(refusal(await server.request(null, "GET", "/v2/images")).status).toBe(401);
  expect((await server.stop()).code).toBe(0);
});
