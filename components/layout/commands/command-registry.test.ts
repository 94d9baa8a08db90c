import { expect, test, vi } from "vitest";
import type { Command } from "./command";
import { createCommandRegistry } from "./command-registry";

const command = (id: string, title = id): Command => ({ id, title, section: "images", run: () => undefined });

test("lists what all owners offer, each id once, the last one counting", () => {
  const registry = createCommandRegistry();
  const [page, area] = [Symbol("page"), Symbol("area")];
  registry.set(page, [command("a"), command("b")]);
  registry.set(area, [command("b", "later"), command("c")]);
  expect(registry.getCommands().map(({ title }) => title)).toEqual(["a", "later", "c"]);
  expect(registry.getCommands()).toBe(registry.getCommands());

  registry.set(page, [command("d")]);
  expect(registry.getCommands().map(({ id }) => id)).toEqual(["d", "b", "c"]);
  registry.remove(area);
  expect(registry.getCommands().map(({ id }) => id)).toEqual(["d"]);
});

test("tells those who listen", () => {
  const registry = createCommandRegistry();
  const listener = vi.fn<() => void>();
  const stop = registry.subscribe(listener);
  const owner = Symbol("owner");
  registry.set(owner, [command("a")]);
  registry.remove(owner);
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  registry.set(owner, []);
  expect(listener).toHaveBeenCalledTimes(2);
});
