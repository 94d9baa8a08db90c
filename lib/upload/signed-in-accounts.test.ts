import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cancelUpload } from "./cancel";
import { addUpload, rig, TARGET, textFile, type Rig } from "./engine-fixture";
import { SignedInAccounts } from "./signed-in-accounts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function uploading(): { all: Rig; accounts: SignedInAccounts } {
  const all = rig();
  addUpload(all.engine, textFile("a.img", 85));
  return { all, accounts: new SignedInAccounts(all.engine) };
}

function cause({ engine }: Rig): string | null | undefined {
  return engine.get("a.img")?.unauthorized;
}

test("signing out stops what is under way, and signing in to the same account goes on", async () => {
  const { all, accounts } = uploading();
  accounts.add(TARGET);
  expect([accounts.has(TARGET), cause(all)]).toEqual([true, null]);
  accounts.remove(TARGET.connection);
  expect([accounts.has(TARGET), cause(all)]).toEqual([false, "Sign in as ops to go on."]);
  accounts.add(TARGET);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(all.engine.get("a.img")?.phase.kind).toBe("completed");
});

test("the uploads of one account never go on with another's token", async () => {
  const { all, accounts } = uploading();
  accounts.add({ ...TARGET, account: "others" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([accounts.has(TARGET), cause(all)]).toEqual([false, "Sign in as ops to go on."]);
  expect(all.engine.get("a.img")?.phase.kind).not.toBe("completed");
});

const OTHERS = { ...TARGET, account: "others" };

test("nothing is asked about an account's image with another's token, whatever happens meanwhile", async () => {
  const { all, accounts } = uploading();
  all.server.reads = 1_000;
  accounts.add(TARGET);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(all.engine.get("a.img")?.phase.kind).toBe("verifying");
  accounts.add(OTHERS);
  const asked = all.server.log.length;
  all.engine.broadcast({ type: "offline" });
  all.engine.broadcast({ type: "online" });
  all.engine.dispatch("a.img", { type: "retry" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([all.server.log.length, all.engine.get("a.img")?.phase.kind]).toEqual([asked, "verifying"]);
  await expect(cancelUpload(all.engine, "a.img")).rejects.toThrow("Sign in as ops to go on.");
  expect(all.server.images.size).toBe(1);
});

test("an upload whose last bytes arrive under another account is completed under its own", async () => {
  const all = rig();
  const accounts = new SignedInAccounts(all.engine);
  addUpload(all.engine, textFile("a.img", 35));
  await vi.advanceTimersByTimeAsync(3);
  expect(all.server.inFlight).toBe(4);
  accounts.add(OTHERS);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([all.server.inFlight, all.server.log.includes("complete")]).toEqual([0, false]);
  accounts.add(TARGET);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(all.engine.get("a.img")?.phase.kind).toBe("completed");
});

test("an account is refused while the session is known not to be its own", () => {
  const { accounts } = uploading();
  expect(accounts.refusal(TARGET)).toBeNull();
  accounts.add(OTHERS);
  expect(accounts.refusal(TARGET)).toBe("Sign in as ops to go on.");
  accounts.add(TARGET);
  expect(accounts.refusal(TARGET)).toBeNull();
  accounts.remove(TARGET.connection);
  expect(accounts.refusal(TARGET)).toBe("Sign in as ops to go on.");
});

test("another connection's sign-in is none of its business", () => {
  const { all, accounts } = uploading();
  accounts.add({ connection: "linode", account: "others" });
  accounts.remove("linode");
  expect(cause(all)).toBeNull();
});
