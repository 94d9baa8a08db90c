import { expect, test } from "vitest";
import { imageKey, parseImageKey } from "./image-key";

test("a key is read as it was written", () => {
  expect(parseImageKey(imageKey({ connection: "linode-2", id: "private~15" }))).toEqual({
    connection: "linode-2",
    id: "private~15",
  });
});

test.each(["", "linode", "/x", "linode/"])("%j is no key", (text) => {
  expect(parseImageKey(text)).toBeNull();
});
