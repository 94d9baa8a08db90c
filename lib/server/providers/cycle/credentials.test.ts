import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CYCLE_HUB, startCycleFake, type CycleFake } from "@/e2e/support/fakes/cycle/cycle-fake";
import { addImage } from "@/e2e/support/fakes/cycle/hub";
import { SECRET_MARK } from "@/e2e/support/fakes/cycle/secrets";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider } from "@/lib/server/providers/types";
import { serveForTest } from "@/lib/utils/serve-for-test";
import { cycleProvider } from "./provider";

let fake: CycleFake;
let provider: ImageProvider;

beforeEach(async () => {
  fake = await startCycleFake();
  provider = open(fake.url);
});

afterEach(async () => {
  expect(fake.problems()).toEqual([]);
  await fake.close();
});

function open(apiUrl: URL): ImageProvider {
  return cycleProvider({ apiUrl }).open(callFixture({ token: "user-secrets", settings: { hub: CYCLE_HUB } }));
}

/** Everything that can be seen of a value, as a log would write it or a browser read it. */
function seen(value: unknown): string {
  return `${JSON.stringify(value)} ${inspect(value, { depth: 20, showHidden: true })}`;
}

async function outcome(promise: Promise<unknown> | undefined): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return error;
  }
}

test("no answer, form, error or log holds a credential of any origin", async () => {
  const hub = fake.hub("user-secrets");
  for (const source of hub.sources.values()) addImage(hub, source, { name: `of-${source.name}` });
  const broken = addImage(hub, [...hub.sources.values()].at(0) ?? expect.fail(), {
    name: "fail-broken-secret",
    state: "new",
  });
  // The fake does tell them: otherwise this would prove nothing.
  const raw = await fetch(new URL("/v1/images?include=sources&page[size]=100", fake.url), {
    headers: { authorization: "Bearer user-secrets", "x-hub-id": CYCLE_HUB },
  });
  expect(new Set((await raw.text()).match(/cycle-secret-[a-z-]+/g)).size).toBeGreaterThan(10);

  const answers: unknown[] = [await provider.identify(), await provider.scopes?.()];
  const page = await provider.list({ limit: 100, includeDeleted: true });
  expect(page.images.length).toBeGreaterThan(hub.sources.size);
  answers.push(page);
  const sources = [...hub.sources.keys()];
  answers.push(
    ...(await Promise.all([
      ...page.images.map(({ id }) => provider.get(id)),
      ...page.images.slice(0, 3).map(({ id }) => outcome(provider.log?.(id))),
      ...sources.map((source) => provider.actions?.form("create-from-source", null, { source })),
      ...sources.map((source) => outcome(provider.actions?.run("create-from-source", null, { source, name: "made" }))),
      provider.actions?.form("prune", null, { sources }),
    ])),
  );
  const begun = await provider.actions?.run("import", broken.wire.id, {});
  answers.push(begun);
  fake.settle("user-secrets");
  answers.push(await provider.job?.(begun?.jobId ?? ""), await provider.get(broken.wire.id));
  expect(answers.at(-1)).toMatchObject({
    status: "failed",
    failureReason: expect.stringContaining("registry.example.com"),
  });
  for (const answer of answers) expect(seen(answer)).not.toContain(SECRET_MARK);
  expect(seen(answers)).toContain("library/nginx:1.29");
});

test.each([
  { what: "an answer that cannot be understood", status: 200, body: { data: [{ origin: { token: SECRET_MARK } }] } },
  {
    what: "an error that repeats them",
    status: 422,
    body: {
      data: null,
      error: {
        status: 422,
        code: "422.invalid-input",
        title: `Cannot reach https://robot:${SECRET_MARK}1@registry.example.com`,
        detail: `password="${SECRET_MARK}2", API_TOKEN=${SECRET_MARK}3 and robot:${SECRET_MARK}4@registry.example.com`,
      },
    },
  },
  {
    what: "an error in the form of OAuth",
    status: 400,
    body: { error: "invalid_request", error_description: `Authorization: Basic ${SECRET_MARK}5` },
  },
])("$what tells none", async ({ status, body }) => {
  const server = await serveForTest((_request, response) => response.writeHead(status).end(JSON.stringify(body)));
  const error = await outcome(open(server.url).list({ limit: 10, includeDeleted: false }));
  await server.close();
  expect(error).toBeInstanceOf(Error);
  expect(seen(error)).not.toContain(SECRET_MARK);
});
