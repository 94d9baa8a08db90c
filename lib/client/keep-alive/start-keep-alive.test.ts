import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { forgetLastAsked } from "./last-asked";
import { startKeepAlive } from "./start-keep-alive";

const IDLE_MS = 12 * 3_600_000;

let server: TestServer;
let asked: string[];
let page: EventTarget;
let end: () => void;

beforeEach(async () => {
  asked = [];
  server = await serveForTest(({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    response.writeHead(204).end();
  });
  page = new EventTarget();
  vi.stubGlobal("location", { origin: server.url.origin });
  vi.stubGlobal("window", page);
  // Opened in the background: that alone is nobody's presence.
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "hidden" }));
  end = startKeepAlive({ idleMs: IDLE_MS, isUploading: () => false });
});

afterEach(async () => {
  end();
  forgetLastAsked();
  vi.unstubAllGlobals();
  await server.close();
});

test.each(["pointerdown", "pointermove", "keydown", "wheel", "click"])("%s is somebody's", async (name) => {
  page.dispatchEvent(new Event(name));
  await expect.poll(() => asked).toEqual(["POST /api/session/keep-alive"]);
});

test("a focus that the page moves is nobody's", async () => {
  page.dispatchEvent(new Event("focusin"));
  // Whatever it had asked would have come before this.
  await fetch(new URL("/after", server.url));
  expect(asked).toEqual(["GET /after"]);
});
