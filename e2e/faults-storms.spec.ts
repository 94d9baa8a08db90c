import type { Exchange } from "./support/fault-proxy/exchange";
import { expect, expectArrived, PARTS_IN_FLIGHT, PARTS_OF_DISK, startUpload, test } from "./support/fault-fixtures";
import { EVERY_PART } from "./support/fault-proxy/request-match";

const PART_URLS = { method: "POST", path: /\/parts$/ };

const RETRY_AFTER_SECONDS = 3;
const slowDown = { status: 429, headers: { "Retry-After": String(RETRY_AFTER_SECONDS) }, body: "Slow down." };

test("a storm of 500 and 503 is waited out", async ({ page, server, disk, name }) => {
  const storms = [500, 503].map((status) =>
    server.objects.inject(
      { method: "PUT", part: (partNumber) => (status === 500) === (partNumber % 2 === 0) },
      { kind: "answer", answer: { status } },
      { timesPerPath: 2 },
    ),
  );
  const signing = server.pages.inject(PART_URLS, { kind: "answer", answer: { status: 503 } }, { times: 3 });
  await startUpload(page, disk, name);
  await expectArrived(page, server, name, disk);
  expect(storms.flatMap(({ hits }) => hits)).toHaveLength(2 * PARTS_OF_DISK);
  expect(signing.hits).toHaveLength(3);
});

test("a storage that asks for patience gets it", async ({ page, server, disk, name }) => {
  const { books } = server.objects;
  const storm = server.objects.inject(EVERY_PART, { kind: "answer", answer: slowDown }, { timesPerPath: 1 });
  await startUpload(page, disk, name);
  await expectArrived(page, server, name, disk);
  expect(storm.hits).toHaveLength(PARTS_OF_DISK);
  for (const refused of storm.hits) {
    const next = books
      .exchanges(EVERY_PART)
      .find((later) => later.path === refused.path && later.beganAt > refused.beganAt);
    expect(secondsBetween(refused, next)).toBeGreaterThanOrEqual(RETRY_AFTER_SECONDS);
  }
});

test("an API that asks for patience gets it", async ({ page, server, disk, name }) => {
  const { books } = server.pages;
  const storm = server.pages.inject(PART_URLS, { kind: "answer", answer: slowDown }, { times: PARTS_IN_FLIGHT });
  await startUpload(page, disk, name);
  await expectArrived(page, server, name, disk);
  expect(storm.hits).toHaveLength(PARTS_IN_FLIGHT);
  const firstRefusal = storm.hits[0];
  const next = books
    .exchanges(PART_URLS)
    .find(
      (later) => firstRefusal !== undefined && later.beganAt >= firstRefusal.beganAt && !storm.hits.includes(later),
    );
  expect(secondsBetween(firstRefusal, next)).toBeGreaterThanOrEqual(RETRY_AFTER_SECONDS);
});

/** From the answer to the next request. */
function secondsBetween(refused: Exchange | undefined, next: Exchange | undefined): number {
  if (refused === undefined || refused.endedAt === null || next === undefined) {
    throw new Error("The request was not refused, or never repeated.");
  }
  return (next.beganAt - refused.endedAt) / 1000;
}
