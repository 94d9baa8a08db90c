import { MutationObserver, onlineManager } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { NetworkError } from "./network-error";
import { createQueryClient } from "./query-client";

const broken = () => Promise.reject(new NetworkError("The server cannot be reached."));

afterEach(() => onlineManager.setOnline(true));

test("a change that is asked for offline fails now, and is not made later", async () => {
  onlineManager.setOnline(false);
  const client = createQueryClient();
  const deletion = new MutationObserver(client, { mutationFn: broken });
  await expect(deletion.mutate()).rejects.toThrow(NetworkError);
  expect(
    client
      .getMutationCache()
      .getAll()
      .map(({ state }) => state.isPaused),
  ).toEqual([false]);
});

test("a browser that believes itself offline still reaches a server on its own machine", async () => {
  onlineManager.setOnline(false);
  const read = createQueryClient().fetchQuery({ queryKey: ["here"], queryFn: () => Promise.resolve("an answer") });
  expect(await read).toBe("an answer");
});
