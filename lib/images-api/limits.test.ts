import { afterEach, beforeEach, expect, test } from "vitest";
import { ServedApi } from "./served-api.fixture";

const PER_MINUTE = 5;

let served: ServedApi;
let ada: string;
let bob: string;

beforeEach(async () => {
  served = await ServedApi.start({ requestsPerMinute: PER_MINUTE });
  ada = await served.makeToken("ada", "operator");
  bob = await served.makeToken("bob", "operator");
});

afterEach(() => served.remove());

function from(address: string): Record<string, string> {
  return { "X-Forwarded-For": address };
}

async function askTimes(times: number, token: string, address: string): Promise<number[]> {
  const asked = Array.from({ length: times }, () =>
    served.request(token, "GET", "/v2/images?limit=1", undefined, from(address)),
  );
  return (await Promise.all(asked)).map(({ status }) => status);
}

const allowed = (statuses: number[]) => statuses.filter((status) => status === 200).length;

test("a token has a minute's requests at once and is then told how long to wait; others are not", async () => {
  const statuses = await askTimes(PER_MINUTE * 2, ada, "192.0.2.1");
  expect(allowed(statuses)).toBeGreaterThanOrEqual(PER_MINUTE);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  const refused = await served.request(ada, "GET", "/v2/images", undefined, from("198.51.100.7"));
  expect(refused).toMatchObject({ status: 429, body: { error: { type: "rate_limit_error" } } });
  expect(refused.body.error?.message).toContain("with this API token");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("x-request-id")).toBeTruthy();
  expect(await askTimes(1, bob, "192.0.2.1")).toEqual([200]);
});

test("an address has more than a token, whatever it sends; its /64 counts as one, and others are free", async () => {
  const asked = Array.from({ length: PER_MINUTE * 20 }, () =>
    served.request(ada, "GET", "/v2/nothing", undefined, from("2001:db8:1:2::3")),
  );
  const strangers = (await Promise.all(asked)).map(({ status }) => status);
  expect(strangers.filter((status) => status === 404).length).toBeGreaterThanOrEqual(PER_MINUTE * 10);
  expect(new Set(strangers)).toEqual(new Set([404, 429]));
  const neighbour = await served.request(bob, "GET", "/v2/images", undefined, from("2001:db8:1:2::4"));
  expect(neighbour.body.error?.message).toContain("from your address");
  expect(await askTimes(1, bob, "2001:db8:1:3::4")).toEqual([200]);
});

test("links go on working when their token has asked too often", async () => {
  const id = await served.upload(ada, "debian", Buffer.from("some bytes"));
  const { url } = (await served.request(ada, "POST", `/v2/images/${id}/parts`, { part_id: 2 })).body;
  expect(await askTimes(PER_MINUTE * 2, ada, "192.0.2.1")).toContain(429);
  const puts = await Promise.all(
    Array.from({ length: PER_MINUTE * 3 }, () => fetch(url, { method: "PUT", body: "x" })),
  );
  expect(new Set(puts.map(({ status }) => status))).toEqual(new Set([200]));
});

test("asking too often is no entry of the audit trail", async () => {
  const admin = served.api?.firstAdminToken ?? "";
  await Promise.all(
    Array.from({ length: PER_MINUTE * 2 }, () =>
      served.request(ada, "DELETE", "/v2/images/image_x", undefined, from("192.0.2.1")),
    ),
  );
  const { body } = await served.request(admin, "GET", "/v2/audit?actor=ada");
  expect(body.data.map(({ action, reason }) => `${String(action)} ${String(reason)}`)).toEqual([
    "image.delete not_found",
  ]);
});
