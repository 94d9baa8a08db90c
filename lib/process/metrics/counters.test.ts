import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { watchState } from "./counters";

const TRAFFIC = { connections: () => 3, underWay: () => 2 };
const COUNTS = { started: 1, uploading: 2, verifying: 5, completed: 4, failed: 0, deleted: 0 };

async function samples(countImages: Parameters<typeof watchState>[2]): Promise<string[]> {
  const register = new Registry();
  watchState(register, TRAFFIC, countImages);
  return (await register.metrics()).split("\n").filter((line) => line.startsWith("images_dashboard_"));
}

test("images and those that wait are of the same moment, which is now", async () => {
  const lines = await samples(async () => COUNTS);
  expect(lines).toContain("images_dashboard_verification_queue_length 5");
  expect(lines).toContain('images_dashboard_images{status="verifying"} 5');
});

test.each([
  ["that cannot be counted", () => Promise.reject(new Error("The database is away."))],
  ["that there are none of", async () => null],
])("images %s are left out, and the rest is told", async (_, countImages) => {
  expect(await samples(countImages)).toEqual([
    "images_dashboard_http_connections 3",
    "images_dashboard_http_requests_under_way 2",
  ]);
});
