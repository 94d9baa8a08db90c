import { expect, test } from "vitest";
import { request } from "./support/api";
import { expectError } from "./support/expectations";
import { createImage, uniqueName } from "./support/images";

/** Well formed, but nobody's. */
const UNKNOWN = "image_000000000000000000000";

const BAD_IDS = [UNKNOWN, "image_", "image_a.b", "x", "image_%00", "image_a%2Fb", `image_${"a".repeat(22)}`];

test.each(BAD_IDS)("there is no image %s", async (id) => {
  expectError(await request("GET", `/v2/images/${id}`), 404, "not_found");
  expectError(await request("DELETE", `/v2/images/${id}`), 404, "not_found");
  expectError(await request("GET", `/v2/images/${id}/download`), 404, "not_found");
  expectError(await request("POST", `/v2/images/${id}/parts`, { json: { part_id: 1 } }), 404, "not_found");
  const json = { sha256: "0".repeat(64) };
  expectError(await request("POST", `/v2/images/${id}/complete`, { json }), 404, "not_found");
});

test("a deleted image says its name and is gone for every operation", async () => {
  const name = uniqueName("gone");
  const { id } = await createImage(name);
  const deleted = await request("DELETE", `/v2/images/${id}`);
  expect(deleted.status).toBe(200);
  expect(deleted.body).toEqual({ object: "image", deleted: true, name });

  expectError(await request("DELETE", `/v2/images/${id}`), 404, "not_found");
  expectError(await request("GET", `/v2/images/${id}`), 404, "not_found");
  expectError(await request("GET", `/v2/images/${id}/download`), 404, "not_found");
  expectError(await request("POST", `/v2/images/${id}/parts`, { json: { part_id: 1 } }), 404, "not_found");
  const json = { sha256: "0".repeat(64) };
  expectError(await request("POST", `/v2/images/${id}/complete`, { json }), 404, "not_found");
});
