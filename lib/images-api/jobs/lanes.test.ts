import fc from "fast-check";
import { expect, test } from "vitest";
import { createLanes } from "./lanes";

const NEVER = new AbortController().signal;

/** A task that runs until it is let go, and the order in which tasks began. */
function controlledTasks() {
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const task = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => finish.set(name, () => resolve(name)));
  };
  return { begun, task, finish: (name: string) => finish.get(name)?.() };
}

test("a small task overtakes large ones that wait, and large ones run one at a time", async () => {
  const lanes = createLanes({ total: 2, large: 1 });
  const { begun, task, finish } = controlledTasks();
  const first = lanes.run(true, NEVER, task("large 1"));
  const second = lanes.run(true, NEVER, task("large 2"));
  const small = lanes.run(false, NEVER, task("small"));
  await Promise.resolve();
  expect(begun).toEqual(["large 1", "small"]);
  finish("small");
  expect(await small).toBe("small");
  expect(begun).toEqual(["large 1", "small"]);
  finish("large 1");
  await first;
  expect(begun).toEqual(["large 1", "small", "large 2"]);
  finish("large 2");
  expect(await second).toBe("large 2");
});

test("a large task is not starved by small ones that came later", async () => {
  const lanes = createLanes({ total: 1, large: 1 });
  const { begun, task, finish } = controlledTasks();
  const running = lanes.run(false, NEVER, task("small 1"));
  void lanes.run(true, NEVER, task("large"));
  void lanes.run(false, NEVER, task("small 2"));
  finish("small 1");
  await Promise.resolve();
  finish("small 1");
  await running;
  expect(begun).toEqual(["small 1", "large"]);
});

test("a task that fails frees its place", async () => {
  const lanes = createLanes({ total: 1, large: 1 });
  await expect(lanes.run(true, NEVER, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await lanes.run(true, NEVER, () => Promise.resolve("yes"))).toBe("yes");
});

test("an aborted task that waits never begins, and holds nobody up", async () => {
  const lanes = createLanes({ total: 1, large: 1 });
  const { begun, task, finish } = controlledTasks();
  const running = lanes.run(false, NEVER, task("first"));
  const controller = new AbortController();
  const waiting = lanes.run(false, controller.signal, task("second"));
  const third = lanes.run(false, NEVER, task("third"));
  controller.abort(new Error("not wanted"));
  await expect(waiting).rejects.toThrow("not wanted");
  finish("first");
  await running;
  finish("third");
  await third;
  expect(begun).toEqual(["first", "third"]);
});

test("the bounds hold for any mixture, and every task gets its turn", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), fc.scheduler(), async (sizes, scheduler) => {
      const lanes = createLanes({ total: 3, large: 2 });
      let running = 0;
      let runningLarge = 0;
      const tasks = sizes.map((isLarge, index) =>
        lanes.run(isLarge, NEVER, async () => {
          running += 1;
          runningLarge += Number(isLarge);
          expect(running).toBeLessThanOrEqual(3);
          expect(runningLarge).toBeLessThanOrEqual(2);
          await scheduler.schedule(Promise.resolve());
          running -= 1;
          runningLarge -= Number(isLarge);
          return index;
        }),
      );
      const results = await scheduler.waitFor(Promise.all(tasks));
      expect(results).toEqual(sizes.map((_, index) => index));
    }),
  );
});
