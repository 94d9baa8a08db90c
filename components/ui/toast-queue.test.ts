import { toast as sonner } from "sonner";
import { expect, test, vi } from "vitest";
import { createToastQueue } from "./toast-queue";

test("what is told before anything can show it is told in order when something can", () => {
  const queue = createToastQueue();
  const told: string[] = [];
  const wanted = vi.fn<() => void>();
  queue.subscribe(wanted);
  expect(queue.wants()).toBe(0);

  queue.tell(() => told.push("first"));
  const second = queue.tell(() => told.push("second"));
  queue.tell(() => told.push("third"));
  expect(wanted).toHaveBeenCalled();
  expect(queue.wants()).toBe(3);
  queue.dismiss(second);
  expect(told).toEqual([]);

  queue.attach(sonner);
  expect(told).toEqual(["first", "third"]);
  queue.tell(() => told.push("fourth"));
  expect(told).toEqual(["first", "third", "fourth"]);
});

test("dismissing all forgets what waits", () => {
  const queue = createToastQueue();
  const telling = vi.fn<() => void>();
  queue.tell(telling);
  queue.dismiss();
  queue.attach(sonner);
  expect(telling).not.toHaveBeenCalled();
});
