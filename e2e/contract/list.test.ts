import { beforeAll, expect, test } from "vitest";
import { request } from "./support/api";
import { expectError } from "./support/expectations";
import { createImage } from "./support/images";
import { type ListShape, listShape } from "./support/shapes";

/** More than a page holds when nothing is said. Newest first, as the list has them. */
const ids: string[] = [];

beforeAll(async () => {
  for (let count = 0; count < 52; count++) ids.unshift((await createImage()).id);
});

async function list(query: Record<string, string> = {}): Promise<ListShape> {
  const { status, body } = await request("GET", `/v2/images?${new URLSearchParams(query).toString()}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return listShape.parse(body);
}

/** Those that this file made: the account may have others, and they may come and go. */
const ours = (page: ListShape) => page.data.map((image) => image.id).filter((id) => ids.includes(id));

function cursorOf(page: ListShape): string {
  if (typeof page.cursor !== "string") throw new Error("The page has no cursor.");
  return page.cursor;
}

test("lists newest first", async () => {
  const page = await list({ limit: "200" });
  expect(ours(page)).toEqual(ids);
  const times = page.data.map((image) => image.created_at);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test("a page holds 50 unless asked otherwise", async () => {
  const page = await list();
  expect(page.data).toHaveLength(50);
  expect(page.has_more).toBe(true);
});

test.each(["1", "2", "51"])("a page of %s is possible", async (limit) => {
  expect((await list({ limit })).data).toHaveLength(Number(limit));
});

test.each(["0", "201", "-1", "1.5", "1e2", "ten", "", " 5", "99999999999999999999"])(
  "a page of %j is refused",
  async (limit) => {
    const query = new URLSearchParams({ limit }).toString();
    expectError(await request("GET", `/v2/images?${query}`), 400, "invalid_request_error", "limit");
  },
);

test("pages forward hold every image once, in order, and know where they end", async () => {
  const seen: string[] = [];
  let page = await list({ limit: "7" });
  seen.push(...ours(page));
  while (page.has_more) {
    page = await list({ limit: "7", starting_after: cursorOf(page) });
    seen.push(...ours(page));
  }
  expect(seen).toEqual(ids);
});

test("pages back lead to the newest, each newest first", async () => {
  const start = await list({ limit: "5" });
  const near = await list({ limit: "2", ending_before: cursorOf(start) });
  expect(near.data).toEqual(start.data.slice(2, 4));
  expect(near.has_more).toBe(true);
  const rest = await list({ limit: "2", ending_before: cursorOf(near) });
  expect(rest.data).toEqual(start.data.slice(0, 2));
});

test("a page stays the same while images are added and deleted before it", async () => {
  const first = await list({ limit: "1" });
  const second = await list({ limit: "3", starting_after: cursorOf(first) });
  const { id } = await createImage();
  expect(await list({ limit: "3", starting_after: cursorOf(first) })).toEqual(second);
  await request("DELETE", `/v2/images/${id}`);
  expect(await list({ limit: "3", starting_after: cursorOf(first) })).toEqual(second);
});

test.each(["starting_after", "ending_before"])("a %s that is no cursor is refused", async (field) => {
  const cursor = cursorOf(await list({ limit: "1" }));
  for (const value of ["", "x", "imagec_", "imagec_AAAA", "imagec_%", `${cursor}=`, ` ${cursor}`, ids[0] ?? ""]) {
    const query = new URLSearchParams({ [field]: value }).toString();
    expectError(await request("GET", `/v2/images?${query}`), 400, "invalid_request_error", field);
  }
});

test("both cursors at once are refused", async () => {
  const cursor = cursorOf(await list({ limit: "1" }));
  const reply = await request("GET", `/v2/images?starting_after=${cursor}&ending_before=${cursor}`);
  expectError(reply, 400, "invalid_request_error");
});

test("deleted images are listed when asked for, with the time", async () => {
  const { id } = await createImage();
  await request("DELETE", `/v2/images/${id}`);
  const listed = async (query: Record<string, string>) =>
    (await list({ limit: "200", ...query })).data.find((image) => image.id === id);
  expect(await listed({})).toBeUndefined();
  expect(await listed({ include_deleted: "false" })).toBeUndefined();
  expect(await listed({ include_deleted: "true" })).toMatchObject({
    upload_status: "started",
    deleted_at: expect.any(Number),
  });
});

test("include_deleted is true or false", async () => {
  const reply = await request("GET", "/v2/images?include_deleted=maybe");
  expectError(reply, 400, "invalid_request_error", "include_deleted");
});

test("unknown query parameters are ignored", async () => {
  expect((await list({ limit: "1", workspace: "x", "": "y" })).data).toHaveLength(1);
});
