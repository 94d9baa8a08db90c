import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import { forgetConnection, resetConnection } from "./queries";
import { followRefusals } from "./refused-sign-ins";

const LIST = ["connection", "sfcompute", "images"];
const AUDIT = ["connection", "sfcompute", "audit"];

let client: QueryClient;
let refused: ReadonlySet<string>;
let stop: () => void;

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  refused = new Set();
  stop = followRefusals(client.getQueryCache(), (change) => {
    refused = change(refused);
  });
});

afterEach(() => {
  stop();
  client.clear();
});

function nobody(): Promise<never> {
  return Promise.reject(new ApiError("not_signed_in", "You are not signed in."));
}

async function refuse(queryKey: readonly string[]): Promise<void> {
  await expect(client.fetchQuery({ queryKey, queryFn: nobody })).rejects.toThrow();
}

test("a connection that nobody is signed in to is told of, and no other", async () => {
  await refuse(LIST);
  await client.fetchQuery({ queryKey: ["connection", "linode", "images"], queryFn: () => [] });
  expect([...refused]).toEqual(["sfcompute"]);
});

test("an answer, a sign-in and a sign-out end it", async () => {
  await refuse(LIST);
  await client.fetchQuery({ queryKey: LIST, queryFn: () => [] });
  expect(refused.size).toBe(0);

  await refuse(LIST);
  await resetConnection(client, "sfcompute");
  expect(refused.size).toBe(0);

  await refuse(LIST);
  await refuse(AUDIT);
  forgetConnection(client, "sfcompute");
  expect(refused.size).toBe(0);
});

test("what nobody looks at any more leaves the memory without ending it", async () => {
  await refuse(LIST);
  await refuse(AUDIT);
  client.removeQueries({ queryKey: AUDIT });
  expect([...refused]).toEqual(["sfcompute"]);
});
