import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { errorBodySchema } from "@/lib/contract/errors";
import { refuseOthers } from "./refuse-methods";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "images-dashboard-"));
  vi.stubEnv("DATA_DIR", directory);
  vi.stubEnv("LOG_LEVEL", "silent");
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});

test("another method is refused in the one error shape, with the methods that there are", async () => {
  const { PUT } = refuseOthers("GET", "POST");
  const headers = { "sec-fetch-site": "same-origin" };
  const request = new Request("http://127.0.0.1:3000/api/session", { method: "PUT", headers });
  const response = await PUT(request, { params: Promise.resolve({}) });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
  expect(errorBodySchema.parse(await response.json()).error).toMatchObject({
    code: "method_not_allowed",
    message: "This path takes GET, HEAD, POST.",
  });
});
