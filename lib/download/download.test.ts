import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import type { DownloadLink } from "@/lib/contract/image";
import { Download } from "./download";
import type { ReceiverReply } from "./messages";

const LINK: DownloadLink = {
  url: "https://objects.example/first",
  expiresAt: "2030-01-01T00:00:00.000Z",
  sha256: "a".repeat(64),
  sizeBytes: 100,
};
const BROKEN: ReceiverReply = { type: "broke", fault: { kind: "refused", status: 403 } };

const unused = () => Promise.reject(new Error("The receiver alone uses it."));
const handle: FileSystemFileHandle = {
  kind: "file",
  name: "disk.img",
  isSameEntry: unused,
  getFile: unused,
  createWritable: unused,
};

/** What the receiver was told, in order. */
let calls: string[];
let newLink: () => Promise<DownloadLink>;

beforeEach(() => {
  vi.stubGlobal("location", { origin: "https://images.example" });
  vi.useFakeTimers();
  calls = [];
  newLink = async () => ({ ...LINK, url: "https://objects.example/second" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function startDownload(sources: readonly string[] = ["https://objects.example"]) {
  const listeners: ((reply: ReceiverReply) => void)[] = [];
  const download = new Download(handle, LINK, {
    newLink: () => {
      calls.push("ask for a link");
      return newLink();
    },
    startReceiver: (listener) => {
      listeners.push(listener);
      return {
        open: () => calls.push("open"),
        receive: (url) => calls.push(url),
        discard: () => calls.push("discard"),
        end: () => calls.push("end"),
      };
    },
    sources,
    onChange: () => undefined,
  });
  const tell = (reply: ReceiverReply) => {
    for (const listener of listeners) listener(reply);
  };
  return { download, tell };
}

test("a link that expired is followed by a new one", async () => {
  const { download, tell } = startDownload();
  tell(BROKEN);
  await vi.runAllTimersAsync();
  tell({ type: "received" });
  tell({ type: "saved", sha256: LINK.sha256 });
  expect(calls).toEqual(["open", LINK.url, "ask for a link", "https://objects.example/second", "end"]);
  expect(download.state.kind).toBe("verified");
});

test("nothing is fetched from an address that is not allowed, neither at first nor later", async () => {
  const never = startDownload(["https://other.example"]);
  const message =
    "The API named a download address that is not allowed: https://objects.example. Your administrator can allow it with UPLOAD_ORIGINS.";
  expect(never.download.state).toMatchObject({ kind: "failed", problem: { kind: "no_link", message } });
  expect(calls).toEqual(["end"]);

  newLink = async () => ({ ...LINK, url: "https://evil.example/second" });
  const { download, tell } = startDownload();
  tell(BROKEN);
  await vi.runAllTimersAsync();
  expect(download.state).toMatchObject({ kind: "failed", problem: { kind: "no_link" } });
  expect(calls).toEqual(["end", "open", LINK.url, "ask for a link", "discard"]);
});

test("where no link can be had any more, what came is thrown away", async () => {
  newLink = () => Promise.reject(new ApiError("not_found", "There is no such image."));
  const { download, tell } = startDownload();
  tell(BROKEN);
  await vi.runAllTimersAsync();
  expect(download.state).toMatchObject({ kind: "failed", problem: { kind: "no_link" } });
  expect(calls.slice(2)).toEqual(["ask for a link", "discard"]);
});

test("after it was canceled nothing more begins, whatever was on its way", async () => {
  const first = startDownload();
  first.download.cancel();
  first.tell(BROKEN);
  await vi.runAllTimersAsync();
  expect(calls).toEqual(["open", LINK.url, "discard"]);

  calls = [];
  const second = startDownload();
  second.tell(BROKEN);
  second.download.goOn();
  second.download.cancel();
  await vi.runAllTimersAsync();
  second.tell({ type: "discarded" });
  expect(calls).toEqual(["open", LINK.url, "ask for a link", "discard", "end"]);
});
