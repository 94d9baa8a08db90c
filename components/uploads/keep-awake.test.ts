import { expect, test } from "vitest";
import { keepAwake, type VisiblePage } from "./keep-awake";

/** Counts locks as a browser would: asked for, and given back. */
function wakeLocks() {
  const counts = { asked: 0, released: 0 };
  const request = () => {
    counts.asked += 1;
    return Promise.resolve({
      release: () => {
        counts.released += 1;
        return Promise.resolve();
      },
    });
  };
  return { counts, api: { request } };
}

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";

  show(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

function pageOf(page: Page): VisiblePage {
  return page satisfies Pick<Page, "visibilityState"> & EventTarget;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("the lock is given back at the end", async () => {
  const { api, counts } = wakeLocks();
  const stop = keepAwake(api, pageOf(new Page()));
  await settled();
  stop();
  expect(counts).toEqual({ asked: 1, released: 1 });
});

test("a page that was hidden asks again when it is seen, and not before", async () => {
  const { api, counts } = wakeLocks();
  const page = new Page();
  keepAwake(api, pageOf(page));
  page.show("hidden");
  expect(counts.asked).toBe(1);
  page.show("visible");
  await settled();
  expect(counts.asked).toBe(2);
});

test("a lock that comes after the end is given back", async () => {
  const { api, counts } = wakeLocks();
  keepAwake(api, pageOf(new Page()))();
  await settled();
  expect(counts).toEqual({ asked: 1, released: 1 });
});

test("after the end nothing is asked for", async () => {
  const { api, counts } = wakeLocks();
  const page = new Page();
  keepAwake(api, pageOf(page))();
  page.show("visible");
  await settled();
  expect(counts.asked).toBe(1);
});

test("a browser that refuses is asked again the next time the page is seen", async () => {
  let asked = 0;
  const page = new Page();
  keepAwake(
    {
      request: () => {
        asked += 1;
        return Promise.reject(new Error("The battery is low."));
      },
    },
    pageOf(page),
  );
  await settled();
  page.show("visible");
  await settled();
  expect(asked).toBe(2);
});
