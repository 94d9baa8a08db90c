import { afterEach, expect, test, vi } from "vitest";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import type { UploadView } from "@/lib/upload/upload-view";
import { eventually } from "@/lib/utils/eventually.fixture";
import { createOtherTabs, type OtherTabs } from "./other-tabs";
import type { TabChannel } from "./tab-channel";
import { closeTabs, hide, linkedChannels, openTab, viewLike } from "./tabs-fixture";

afterEach(() => {
  vi.useRealTimers();
  closeTabs();
});

interface Rig {
  others: OtherTabs;
  /** This tab's uploads. */
  own: UploadView[];
  files: Map<string, ChosenFile>;
  told: string[];
}

function rig(channel: TabChannel): Rig {
  const own: UploadView[] = [];
  const files = new Map<string, ChosenFile>();
  const told: string[] = [];
  const others = createOtherTabs({
    channel,
    ownViews: () => own,
    ownFile: (id) => files.get(id) ?? null,
    onCommand: (id, command) => told.push(`${command} ${id}`),
    onSignedIn: ({ connection, account }) => told.push(`signed in ${connection} ${account}`),
    onLedgerChanged: () => told.push("ledger"),
    onChange: () => undefined,
  });
  return { others, own, files, told };
}

const ids = ({ others }: Rig) => others.views().map(({ id }) => id);

test("shows what other tabs upload, with what can be asked of it", async () => {
  const [one, two] = [rig(openTab().channel), rig(openTab().channel)];
  one.own.push(viewLike());
  one.others.ownChanged();
  await eventually(() => expect(ids(two)).toEqual(["upload-1"]));
  const can = { pause: true, resume: false, retry: false, cancel: false, dismiss: false };
  expect(two.others.views()).toEqual([viewLike({ elsewhere: true, can })]);
  expect(ids(one)).toEqual([]);

  two.others.send("upload-1", "pause");
  two.others.tellSignedIn({ connection: "sfcompute", account: "ops" });
  two.others.tellLedgerChanged();
  await eventually(() => expect(one.told).toEqual(["pause upload-1", "signed in sfcompute ops", "ledger"]));
});

test("a tab that comes later learns everything at once", async () => {
  const one = rig(openTab().channel);
  one.own.push(viewLike());
  const two = rig(openTab().channel);
  await eventually(() => expect(ids(two)).toEqual(["upload-1"]));
});

test("an upload goes when its tab says so, when its tab goes, and when this tab has it", async () => {
  const [first, second] = [openTab(), openTab()];
  const [one, two, three] = [rig(first.channel), rig(second.channel), rig(openTab().channel)];
  one.own.push(viewLike({ id: "a" }), viewLike({ id: "b" }));
  two.own.push(viewLike({ id: "c" }), viewLike({ id: "d" }));
  one.others.ownChanged();
  two.others.ownChanged();
  await eventually(() => expect(ids(three).toSorted()).toEqual(["a", "b", "c", "d"]));
  three.own.push(viewLike({ id: "d" }));
  expect(ids(three).toSorted()).toEqual(["a", "b", "c"]);
  one.own.pop();
  one.others.ownChanged();
  hide(second.page);
  await eventually(() => expect(ids(three)).toEqual(["a"]));
  one.own.pop();
  one.others.ownChanged();
  await eventually(() => expect(ids(three)).toEqual([]));
});

test("a tab that answers stays however long it is silent, and one that does not is dropped", () => {
  vi.useFakeTimers();
  const [channel, other] = linkedChannels("here", "there");
  if (channel === undefined || other === undefined) throw new Error("no channels");
  const here = rig(channel);
  let answers = true;
  other.post({ type: "uploads", views: [viewLike()] });
  other.subscribe(({ type }) => {
    if (type === "ask" && answers) other.post({ type: "uploads", views: [viewLike()] });
  });
  vi.advanceTimersByTime(10 * 60_000);
  expect(ids(here)).toEqual(["upload-1"]);
  answers = false;
  vi.advanceTimersByTime(60_000);
  expect(ids(here)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test("tells the others about three times a second, and nothing as long as there is nothing", () => {
  vi.useFakeTimers();
  const [channel, other] = linkedChannels("here", "there");
  if (channel === undefined || other === undefined) throw new Error("no channels");
  const heard: string[] = [];
  other.subscribe(({ type }) => heard.push(type));
  const here = rig(channel);
  here.others.ownChanged();
  expect(heard).toEqual(["hello"]);
  here.own.push(viewLike());
  for (let milliseconds = 0; milliseconds < 3_000; milliseconds += 10) {
    here.others.ownChanged();
    vi.advanceTimersByTime(10);
  }
  expect(heard.length).toBeGreaterThan(7);
  expect(heard.length).toBeLessThan(12);
});

test("holds the files of other tabs, also when the tab is gone, until the upload is over", () => {
  const [first, second] = linkedChannels("one", "two");
  if (first === undefined || second === undefined) throw new Error("no channels");
  const one = rig(first);
  const chosen = { file: new File(["content"], "disk.img"), handle: null };
  for (const id of ["early", "late", "over"]) one.own.push(viewLike({ id }));
  one.files.set("early", chosen).set("over", chosen);
  const two = rig(second);
  expect(two.others.fileOf("early")).toEqual(chosen);
  one.files.set("late", chosen);
  expect(two.others.fileOf("late")).toBeNull();
  one.others.shareFile("late");
  one.own.pop();
  second.post({ type: "ask" });
  first.post({ type: "goodbye" });
  expect(["early", "late", "over"].map((id) => two.others.fileOf(id)?.file ?? null)).toEqual([
    chosen.file,
    chosen.file,
    null,
  ]);
});
