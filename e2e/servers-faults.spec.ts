import { expiredPartUrl } from "./support/expired-part-url";
import {
  expect,
  expectArrived,
  PARTS_IN_FLIGHT,
  PARTS_OF_DISK,
  startHeldUpload,
  startUpload,
  test,
} from "./support/fault-fixtures";

const PART_URLS = { method: "POST", path: /\/parts$/ };

test("one of two servers is killed during an upload, and nothing is noticed", async ({ page, server, disk, name }) => {
  const { held } = await startHeldUpload(page, server, disk, name);
  await server.kill(0);
  held.end();
  await expectArrived(page, server, name, disk);
  await server.startAgain();
  expect(server.objects.books.resentBytes()).toBe(0);
  expect(server.objects.books.acknowledged()).toHaveLength(PARTS_OF_DISK);
  // A store that is slow for a moment has a part's URL signed again, so there may be some more of them.
  const statuses = server.pages.books.exchanges(PART_URLS).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test("part URLs that have expired at the store are signed again", async ({ page, server, disk, name }) => {
  const expired = { url: await expiredPartUrl(server.environment), expiresAt: new Date(0).toISOString() };
  const signing = server.pages.inject(
    PART_URLS,
    { kind: "answer", answer: { status: 200, body: JSON.stringify(expired) } },
    { times: PARTS_IN_FLIGHT },
  );
  await startUpload(page, disk, name);
  await expectArrived(page, server, name, disk);
  expect(signing.hits).toHaveLength(PARTS_IN_FLIGHT);
  const { pathname } = new URL(expired.url);
  const refused = server.objects.books.exchanges({ method: "PUT", where: ({ path }) => path.startsWith(pathname) });
  expect(refused.map(({ targetStatus }) => targetStatus)).toEqual(Array.from({ length: PARTS_IN_FLIGHT }, () => 403));
  expect(server.objects.books.acknowledged()).toHaveLength(PARTS_OF_DISK);
});
