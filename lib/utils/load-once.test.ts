import { expect, test, vi } from "vitest";
import { loadOnce } from "./load-once";

test("loads once for all who ask", async () => {
  const make = vi.fn<() => Promise<string>>(async () => "code");
  const { load, loaded } = loadOnce(make);
  expect(loaded()).toBeNull();
  expect(await Promise.all([load(), load()])).toEqual(["code", "code"]);
  expect(await load()).toBe("code");
  expect(loaded()).toBe("code");
  expect(make).toHaveBeenCalledTimes(1);
});

test("tries again after a failure", async () => {
  let isOnline = false;
  const { load, loaded } = loadOnce(async () => {
    if (!isOnline) throw new Error("offline");
    return "code";
  });
  await expect(load()).rejects.toThrow("offline");
  isOnline = true;
  expect(await load()).toBe("code");
  expect(loaded()).toBe("code");
});
