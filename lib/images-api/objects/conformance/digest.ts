import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { ID, sha256, type StoreOnTrial } from "./store-on-trial";

const FOREVER = new AbortController().signal;

export function declareDigestTests(trial: () => StoreOnTrial): void {
  test("the digest is the SHA-256 of the whole", async () => {
    const bytes = await trial().sealedImage(randomBytes(9_000_000), randomBytes(70_000));
    expect(await trial().store.digest(ID, FOREVER)).toBe(sha256(bytes));
  });

  test("an aborted digest rejects with the reason", async () => {
    await trial().sealedImage(randomBytes(9_000_000));
    const reason = new Error("not wanted any more");
    await expect(trial().store.digest(ID, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const digest = trial().store.digest(ID, controller.signal);
    controller.abort(reason);
    await expect(digest).rejects.toBe(reason);
  });

  test("what is not sealed cannot be read, digested or downloaded", async () => {
    await trial().put(1, randomBytes(10));
    await expect(trial().store.read(ID)).rejects.toThrow();
    await expect(trial().store.digest(ID, FOREVER)).rejects.toThrow();
    expect((await trial().download()).status).toBe(404);
  });
}
