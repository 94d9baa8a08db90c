import { afterEach, expect, test } from "vitest";
import { eventually } from "@/lib/utils/eventually.fixture";
import { CHANNEL_NAME } from "./channel-name";
import { closeTabs, hide, openTab, viewLike } from "./tabs-fixture";

afterEach(closeTabs);

test("tabs hear each other, and not themselves", async () => {
  const [one, two, three] = [openTab(), openTab(), openTab()];
  one.channel.post({ type: "uploads", views: [viewLike()] });
  const message = { type: "uploads", views: [viewLike()], tab: one.channel.tab };
  await eventually(() => expect([two.heard, three.heard]).toEqual([[message], [message]]));
  expect(one.heard).toEqual([]);
});

test("what does not parse is ignored", async () => {
  const { heard, channel } = openTab();
  const other = openTab();
  const raw = new BroadcastChannel(CHANNEL_NAME);
  const send = (...message: [unknown]) => raw.postMessage(...message);
  send("hello");
  send({ type: "hello" });
  send({ type: "delete", tab: "x", uploadId: "a" });
  send({ type: "command", tab: "x", uploadId: "a", command: "cancel" });
  send({ type: "uploads", tab: "x", views: [{ id: "a" }] });
  raw.close();
  other.channel.post({ type: "ask" });
  await eventually(() => expect(heard).toEqual([{ type: "ask", tab: other.channel.tab }]));
  expect(channel.tab).not.toBe(other.channel.tab);
});

test("a page that goes says goodbye, and one that comes back is told so and hears again", async () => {
  const [one, two] = [openTab(), openTab()];
  let returns = 0;
  one.channel.onReturn(() => returns++);
  one.page.dispatchEvent(new Event("pageshow"));
  expect(returns).toBe(0);
  hide(one.page);
  await eventually(() => expect(two.heard).toEqual([{ type: "goodbye", tab: one.channel.tab }]));
  one.channel.post({ type: "hello" });
  one.page.dispatchEvent(new Event("pageshow"));
  expect(returns).toBe(1);
  two.channel.post({ type: "ask" });
  await eventually(() => expect(one.heard).toEqual([{ type: "ask", tab: two.channel.tab }]));
  expect(two.heard).toHaveLength(1);
});
