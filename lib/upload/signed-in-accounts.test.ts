import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cancelUpload } from "./engine/cancel";
import { addUpload, rig, TARGET, textFile, type Rig } from "./engine/engine-fixture";
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

/** Another tab signs in as somebody else, and this one hears of it. */
function othersSignIn({ server }: Rig, accounts: SignedInAccounts): void {
  server.account = OTHERS.account;
  accounts.add(OTHERS);
}

test("nothing becomes of an account's image with another's token, whatever happens meanwhile", async () => {
  const { all, accounts } = uploading();
  all.server.reads = 1_000;
  accounts.add(TARGET);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(all.engine.get("a.img")?.phase.kind).toBe("verifying");
  othersSignIn(all, accounts);
  all.engine.broadcast({ type: "offline" });
  all.engine.broadcast({ type: "online" });
  all.engine.dispatch("a.img", { type: "retry" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(all.engine.get("a.img")?.phase.kind).toBe("verifying");
  const canceled = cancelUpload(all.engine, "a.img");
  await Promise.all([expect(canceled).rejects.toThrow("Another account"), vi.advanceTimersByTimeAsync(10)]);
  expect(all.server.images.size).toBe(1);
});

test("an upload whose last bytes arrive under another account is completed under its own", async () => {
  const all = rig();
  const accounts = new SignedInAccounts(all.engine);
  const status = () => all.server.images.get("image_1")?.image.status;
  all.server.partMilliseconds = 50;
  addUpload(all.engine, textFile("a.img", 35));
  await vi.advanceTimersByTimeAsync(10);
  othersSignIn(all, accounts);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([all.server.inFlight, status()]).toEqual([0, "waiting"]);
  all.server.account = TARGET.account;
  accounts.add(TARGET);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(all.engine.get("a.img")?.phase.kind).toBe("completed");
});

test("another connection's sign-in is none of its business", () => {
  const { all, accounts } = uploading();
  accounts.add({ connection: "linode", account: "others" });
  accounts.remove("linode");
  expect(cause(all)).toBeNull();
});
