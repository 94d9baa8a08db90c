import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ServedApi } from "./served-api.fixture";

const BYTES = randomBytes(1000);
const DIGEST = createHash("sha256").update(BYTES).digest("hex");

let served: ServedApi;
let ada: string;
let bob: string;

beforeEach(async () => {
  served = await ServedApi.start();
  ada = await served.makeToken("ada", "operator");
  bob = await served.makeToken("bob", "operator");
});

afterEach(() => served.remove());

/** Every operation on one image. */
async function statuses(token: string, id: string): Promise<Record<string, number>> {
  return {
    get: (await served.request(token, "GET", `/v2/images/${id}`)).status,
    download: (await served.request(token, "GET", `/v2/images/${id}/download`)).status,
    parts: (await served.request(token, "POST", `/v2/images/${id}/parts`, { part_id: 1 })).status,
    complete: (await served.request(token, "POST", `/v2/images/${id}/complete`, { sha256: DIGEST })).status,
    delete: (await served.request(token, "DELETE", `/v2/images/${id}`)).status,
    restore: (await served.request(token, "POST", `/v2/images/${id}/restore`)).status,
  };
}

async function completedImage(): Promise<string> {
  const id = await served.upload(ada, "debian", BYTES);
  const { body } = await served.request(ada, "POST", `/v2/images/${id}/complete`, { sha256: DIGEST });
  expect(body).toMatchObject({ upload_status: "completed" });
  return id;
}

test("an image of someone else is not found, whatever one does, and not listed", async () => {
  const id = await completedImage();
  const hidden = { get: 404, download: 404, parts: 404, complete: 404, delete: 404, restore: 404 };
  expect(await statuses(bob, id)).toEqual(hidden);
  const unknown = await served.request(bob, "GET", "/v2/images/image_unknown");
  const foreign = await served.request(bob, "GET", `/v2/images/${id}`);
  expect(foreign.body.error?.message.replace(id, "")).toBe(unknown.body.error?.message.replace("image_unknown", ""));
  for (const query of ["", "?include_deleted=true"]) {
    expect((await served.request(bob, "GET", `/v2/images${query}`)).body.data).toEqual([]);
  }
  expect((await served.request(ada, "GET", `/v2/images/${id}`)).status).toBe(200);
  await served.request(ada, "DELETE", `/v2/images/${id}`);
  expect((await served.request(bob, "POST", `/v2/images/${id}/restore`)).status).toBe(404);
});

test("an admin's token sees its owner's images only", async () => {
  const id = await completedImage();
  const admin = await served.makeToken("root", "admin");
  expect((await served.request(admin, "GET", `/v2/images/${id}`)).status).toBe(404);
});

test("a public image can be got and downloaded by everyone and changed by its owner", async () => {
  const id = await completedImage();
  await served.withRows((store) => store.setPublic(id, true));
  const looking = { get: 200, download: 200, parts: 404, complete: 404, delete: 404, restore: 404 };
  expect(await statuses(bob, id)).toEqual(looking);
  expect((await served.request(bob, "GET", `/v2/images/${id}`)).body).toMatchObject({ is_public: true });
  expect((await served.request(bob, "GET", "/v2/images")).body.data).toEqual([]);
  const { url } = (await served.request(bob, "GET", `/v2/images/${id}/download`)).body;
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(BYTES)).toBe(true);
  await served.withRows((store) => store.setPublic(id, false));
  expect((await served.request(bob, "GET", `/v2/images/${id}`)).status).toBe(404);
});

test("links given out before end with the deletion, those of a public image too", async () => {
  const id = await completedImage();
  const { url } = (await served.request(ada, "GET", `/v2/images/${id}/download`)).body;
  expect((await fetch(url)).status).toBe(200);
  expect((await served.request(ada, "DELETE", `/v2/images/${id}`)).status).toBe(200);
  for (const method of ["GET", "HEAD"]) expect((await fetch(url, { method })).status).toBe(404);

  const open = await served.upload(ada, "fedora", BYTES);
  const part = (await served.request(ada, "POST", `/v2/images/${open}/parts`, { part_id: 1 })).body.url;
  await served.request(ada, "DELETE", `/v2/images/${open}`);
  expect((await fetch(part, { method: "PUT", body: BYTES })).status).toBe(409);
});

test("a viewer sees what its owner has and changes nothing", async () => {
  const id = await completedImage();
  const viewer = await served.makeToken("ada", "viewer");
  const looking = { get: 200, download: 200, parts: 403, complete: 403, delete: 403, restore: 403 };
  expect(await statuses(viewer, id)).toEqual(looking);
  const refused = await served.request(viewer, "POST", "/v2/images", { name: "fedora" });
  expect(refused).toMatchObject({ status: 403, body: { error: { type: "forbidden" } } });
  expect(refused.body.error?.message).toContain("operator");
  expect((await served.request(viewer, "GET", "/v2/images")).body.data.map((image) => image.id)).toEqual([id]);
});

test("a revoked token is refused from the next request on", async () => {
  expect((await served.request(ada, "GET", "/v2/images")).status).toBe(200);
  await served.withRows(async (store) => {
    const token = (await store.listTokens()).find(({ owner }) => owner === "ada");
    await store.revokeToken(token?.id ?? "", Date.now());
  });
  const refused = await served.request(ada, "GET", "/v2/images");
  expect(refused).toMatchObject({ status: 401, body: { error: { type: "authentication_error" } } });
  expect(refused.headers.get("www-authenticate")).toBe("Bearer");
});

test("an expired token is refused with the reason, which the audit trail tells with its name", async () => {
  const expired = await served.makeToken("eve", "viewer", Date.now());
  const refused = await served.request(expired, "GET", "/v2/me");
  expect(refused).toMatchObject({ status: 401, body: { error: { type: "authentication_error" } } });
  expect(refused.body.error?.message).toContain("has expired");
  const { body } = await served.request(served.api?.firstAdminToken ?? "", "GET", "/v2/audit?actor=eve");
  expect(body.data).toMatchObject([{ action: "sign_in", outcome: "refused", reason: "authentication_error" }]);
});

/** The server's peer is this machine, so the address is the one that a proxy here forwards. */
function from(address: string): Record<string, string> {
  return { "X-Forwarded-For": `192.0.2.250, ${address}` };
}

test("whoever guesses tokens is slowed down and then stopped; others are not", async () => {
  expect((await served.request(ada, "GET", "/v2/me", undefined, from("192.0.2.1"))).status).toBe(200);
  const startedAt = performance.now();
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, guess) =>
      served.request(`images_${guess}`, "GET", "/v2/me", undefined, from("192.0.2.1")),
    ),
  );
  expect(performance.now() - startedAt).toBeGreaterThan(500);
  const refused = guesses.filter((guess) => guess.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(guesses.filter((guess) => guess.status === 401)).toHaveLength(30 - refused.length);
  expect(refused[0]?.body.error?.type).toBe("rate_limit_error");
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);

  expect((await served.request(ada, "GET", "/v2/me", undefined, from("192.0.2.1"))).status).toBe(200);
  expect((await served.request(bob, "GET", "/v2/me", undefined, from("192.0.2.1"))).status).toBe(429);
  expect((await served.request(bob, "GET", "/v2/me", undefined, from("198.51.100.7"))).status).toBe(200);
});

test("of many creates of one name at once one wins, and the rest are told so", async () => {
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => served.request(ada, "POST", "/v2/images", { name: "debian" })),
  );
  expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
  expect(replies.filter((reply) => reply.status === 409)).toHaveLength(19);
  expect((await served.request(bob, "POST", "/v2/images", { name: "debian" })).status).toBe(201);
});
