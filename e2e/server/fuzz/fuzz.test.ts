import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attacksOn } from "./attacks";
import { authorization, cookie, type Header, site } from "./arbitraries/headers";
import type { Attack } from "./exchange";
import { dashboardRoutes, documentedRoutes, type Route } from "./routes";
import { answered, fuzz } from "./run";
import { openWorld, victimsView, type World } from "./world";

const TIMEOUT_MS = 600_000;

const SIGN_OUT = "/api/session/[connection]";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.server.dispose());

/** Ids that are right in a path: the victim's, the attacker's, and nobody's. */
function ids(): string[] {
  const { own, victim } = world;
  return [
    ...victim.images.map(({ id }) => id),
    victim.deletedId,
    own.waiting,
    own.completed.id,
    own.deleted,
    "image_nobodys",
  ];
}

async function expectVictimUntouched(attack: () => Promise<void>): Promise<void> {
  const before = await victimsView(world);
  await attack();
  expect(await victimsView(world)).toEqual(before);
}

test(
  "no request to the images API brings a failure, another shape of error, or anything of another owner's",
  { timeout: TIMEOUT_MS },
  async () => {
    const { routes, resolve } = documentedRoutes(
      JSON.parse((await world.server.request(null, "GET", "/v2/openapi.json")).text),
    );
    const tokens = world.attackers.filter(({ role }) => role !== "admin").map(({ token }) => token);
    const attacks = attacksOn(routes, { resolve, segments: { id: ids() }, identity: authorization(tokens) });
    await expectVictimUntouched(async () => {
      const tally = await fuzz(world, attacks, 5_400);
      expect(answered(tally, 200, 299) / answered(tally, 100, 599)).toBeGreaterThan(0.05);
    });
  },
);

test("no request to the dashboard's API does either", { timeout: TIMEOUT_MS }, async () => {
  const routes = await dashboardRoutes();
  const keeping = routes.filter(({ template }) => template !== SIGN_OUT);
  const ending = routes.filter(({ template }) => template === SIGN_OUT);
  expect(ending).toHaveLength(1);
  await expectVictimUntouched(async () => {
    const tally = await fuzz(world, dashboardAttacks(keeping, ["viewer", "operator"]), 2_000);
    expect(answered(tally, 200, 299) / answered(tally, 100, 599)).toBeGreaterThan(0.05);
    // A sign-in that was ended opens nothing more, so this one is spent here.
    await fuzz(world, dashboardAttacks(ending, ["admin"]), 200);
  });
});

function dashboardAttacks(routes: readonly Route[], roles: readonly string[]): fc.Arbitrary<Attack> {
  const cookies = world.attackers.filter(({ role }) => roles.includes(role)).map((actor) => actor.cookie);
  const segments = {
    connection: ["sfcompute"],
    imageId: ids(),
    part: ["1"],
    action: ["upload", "publish"],
    jobId: ["job_1"],
    path: ["nothing"],
  };
  const identity = fc.tuple(cookie(cookies), site(world.server.url), account).map((all): Header[] => all.flat());
  return attacksOn(routes, { resolve: () => ({}), segments, identity });
}

const account: fc.Arbitrary<Header[]> = fc.oneof(
  { weight: 9, arbitrary: fc.constant<Header[]>([]) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom("mallory", "victim", "", "%", "%ff", "a".repeat(3_000))
      .map((name): Header[] => [["images-account", name]]),
  },
);
