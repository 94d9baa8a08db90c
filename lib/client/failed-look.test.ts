import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { imagesQuery, imagesWalkQuery, setWalkStopped } from "./queries";

const SCOPE = { connection: "sfcompute", includeDeleted: false, part: null };

let server: TestServer;
let client: QueryClient;

beforeEach(async () => {
  server = await serveForTest(({ url = "" }, response) => {
    const isLook = url.includes("limit=50");
    const page = url.includes("cursor")
      ? { images: [imageFixture({ id: "older" })], nextCursor: null }
      : { images: [imageFixture({ id: "newer", createdAt: "2030-01-01T00:00:00.000Z" })], nextCursor: "more" };
    const error = { code: "rate_limited", message: "Too often.", requestId: "r" };
    response.writeHead(isLook ? 429 : 200, isLook ? { "retry-after": "60" } : {});
    response.end(JSON.stringify(isLook ? { error } : page));
  });
  vi.stubGlobal("location", { origin: server.url.origin });
  client = new QueryClient();
});

afterEach(async () => {
  client.clear();
  vi.unstubAllGlobals();
  await server.close();
});

test("what the server answered to the last look is not forgotten while pages come", async () => {
  const look = { ...imagesQuery(SCOPE), retry: false };
  await client.fetchQuery(look);
  await expect(client.fetchQuery(look)).rejects.toMatchObject({ code: "rate_limited" });
  await client.fetchQuery(imagesWalkQuery(SCOPE));
  setWalkStopped(client, SCOPE, true);
  const state = client.getQueryState(look.queryKey);
  expect(state?.data?.images.map(({ id }) => id)).toEqual(["newer", "older"]);
  expect(state).toMatchObject({ status: "error", error: { retryAfterSeconds: 60 } });
});
