import { afterEach, expect, test } from "vitest";
import { presenceOwnership } from "./presence-ownership";
import { closeTabs, hide, openTab } from "./tabs-fixture";

afterEach(closeTabs);

const never = new AbortController().signal;

function tab() {
  const { page, channel } = openTab();
  return { page, ownership: presenceOwnership(channel) };
}

test("an upload is a tab's until it lets go", async () => {
  const [one, two] = [tab(), tab()];
  expect(await one.ownership.claim("a")).toBe(true);
  expect(await two.ownership.claim("a")).toBe(false);
  expect(await two.ownership.claim("b")).toBe(true);
  one.ownership.release("a");
  expect(await two.ownership.claim("a")).toBe(true);
});

test("of two tabs that claim at once one wins", async () => {
  const [one, two] = [tab(), tab()];
  const outcomes = await Promise.all([one.ownership.claim("a"), two.ownership.claim("a")]);
  expect(outcomes.filter((isOwner) => isOwner)).toHaveLength(1);
});

test("who claims twice at once has it twice", async () => {
  const { ownership } = tab();
  expect(await Promise.all([ownership.claim("a"), ownership.claim("a")])).toEqual([true, true]);
});

test.each(["releases it", "closes"])("who waits owns the upload once its tab %s", async (how) => {
  const [one, two] = [tab(), tab()];
  await one.ownership.claim("a");
  const waiting = two.ownership.waitToOwn("a", never);
  expect(await two.ownership.claim("a")).toBe(false);
  if (how === "closes") hide(one.page);
  else one.ownership.release("a");
  await waiting;
  expect(await two.ownership.claim("a")).toBe(true);
});

test("waiting can be ended, and leaves no claim behind", async () => {
  const [one, two] = [tab(), tab()];
  const controller = new AbortController();
  const waiting = one.ownership.waitToOwn("a", controller.signal);
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  expect(await two.ownership.claim("a")).toBe(true);
});
