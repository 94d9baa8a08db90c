import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Phase } from "@/lib/upload/machine/upload-state";
import { addUpload, rig, textFile, type Rig } from "./engine-fixture";

// What Retry does after each kind of failure.

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function kindOf({ engine }: Rig, id: string): Phase["kind"] | undefined {
  return engine.get(id)?.phase.kind;
}

async function minutes(count: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(count * 60_000);
}

test("a retry of an image that failed verification takes its name over", async () => {
  const all = rig();
  let spoilt = false;
  all.server.outcome = (what) => {
    if (what === "complete" && !spoilt) {
      spoilt = true;
      all.server.images.get("image_1")?.parts.set(1, "corrupted");
    }
    return "fine";
  };
  addUpload(all.engine, textFile("a", 25));
  await minutes(1);
  expect(kindOf(all, "a")).toBe("failed");
  all.engine.dispatch("a", { type: "retry" });
  await minutes(1);
  expect(kindOf(all, "a")).toBe("completed");
  expect(all.server.log.filter((what) => what === "create" || what === "remove")).toEqual([
    "create",
    "remove",
    "create",
  ]);
  expect([...all.server.images.values()].map(({ image }) => image.name)).toEqual(["a"]);
});

const stopped = {
  kind: "stopped",
  failure: { code: "part_refused", message: "The storage answered 409.", requestId: null },
} as const;
const refused = { kind: "refused", cause: "The storage answered 403." } as const;

test.each([
  { what: "is gone", fault: stopped, gone: true, code: "not_found" },
  { what: "is gone and its URLs are refused", fault: refused, gone: true, code: "not_found" },
  { what: "is there", fault: stopped, gone: false, code: "part_refused" },
  { what: "is there and its URLs are refused", fault: refused, gone: false, code: "part_refused" },
])("a part that is not taken while the image $what fails as $code, after one look", async ({ fault, gone, code }) => {
  const all = rig();
  all.server.outcome = (what) => {
    if (!what.startsWith("part")) return "fine";
    if (gone) all.server.images.clear();
    return fault;
  };
  addUpload(all.engine, textFile("a", 10));
  await minutes(5);
  expect(all.engine.get("a")?.phase).toMatchObject({ kind: "failed", failure: { code } });
  expect(all.server.log.filter((what) => what === "read")).toHaveLength(1);
  all.server.outcome = () => "fine";
  all.engine.dispatch("a", { type: "retry" });
  await minutes(1);
  expect(kindOf(all, "a")).toBe("completed");
  expect(all.server.log.filter((what) => what === "create")).toHaveLength(gone ? 2 : 1);
});

test("a completion that the server finds wanting is retried with every part, into the same image", async () => {
  const all = rig();
  const failure = { code: "invalid_request", message: "Part 2 is missing.", requestId: "r" } as const;
  all.server.outcome = (what) => (what === "complete" ? { kind: "stopped", failure } : "fine");
  addUpload(all.engine, textFile("a", 25));
  await minutes(1);
  expect(all.engine.get("a")?.phase).toMatchObject({
    kind: "failed",
    failure: { message: "Part 2 is missing. Retry sends every part of the file again." },
  });
  all.server.outcome = () => "fine";
  all.engine.dispatch("a", { type: "retry" });
  await minutes(1);
  expect(kindOf(all, "a")).toBe("completed");
  const parts = all.server.log.filter((what) => what.startsWith("part")).toSorted();
  expect(parts).toEqual(["part 1", "part 1", "part 2", "part 2", "part 3", "part 3"]);
  expect(all.server.log.filter((what) => what === "create")).toHaveLength(1);
});
