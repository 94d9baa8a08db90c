import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorBodySchema } from "@/lib/contract/errors";
import { refuseForNow, STOPPING } from "./refuse-for-now";

const server = createServer((request, response) => refuseForNow(request, response, STOPPING));
let base: string;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  base = `http://127.0.0.1:${address.port}`;
});
afterAll(() => server.close());

test("the dashboard's API is refused in its one error shape", async () => {
  const response = await fetch(`${base}/api/session`);
  expect(response.status).toBe(503);
  const { error } = errorBodySchema.parse(await response.json());
  expect(error).toMatchObject({ code: "upstream_unreachable", requestId: response.headers.get("x-request-id") });
});

test("a part that is on its way is told why, by an answer that every origin may read", async () => {
  const response = await fetch(`${base}/objects/image_a/parts/1`, { method: "PUT", body: new Uint8Array(3_000_000) });
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(await response.json()).toMatchObject({ error: { type: "api_error" } });
});

test.each(["/", "/sign-in", "/metrics"])("%s is refused in plain text", async (path) => {
  const response = await fetch(base + path);
  expect(response.status).toBe(503);
  expect(response.headers.get("connection")).toBe("close");
  expect(await response.text()).toBe("The server is stopping. Try again in a moment.\n");
});
