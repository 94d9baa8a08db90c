import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { readSession } from "./read-session";
import { registryFixture, sessionsFixture, SIGN_IN } from "./sessions-fixture";

const RUNS = 10_000;
const TIMEOUT_MS = 120_000;
const registry = registryFixture();
const sessions = sessionsFixture({ secure: true });
const NAME = "__Host-images-connection-sfcompute";

let seal = "";

beforeAll(async () => {
  const { cookie } = await sessions.begin(SIGN_IN, null);
  seal = cookie.slice(NAME.length + 1, cookie.indexOf(";"));
});

/** A seal with a piece of it replaced by something else, or by nothing. */
function damaged(start: number, length: number, instead: string): string {
  const from = start % seal.length;
  return seal.slice(0, from) + instead + seal.slice(from + length);
}

const values = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ maxLength: 2_000 }),
  fc.tuple(fc.nat(10_000), fc.nat(40), fc.base64String()).map((change) => damaged(...change)),
  fc.array(fc.base64String(), { minLength: 6, maxLength: 9 }).map((parts) => `Fe26.2*${parts.join("*")}~2`),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "undefined",
    "null",
    "{}",
    "%",
    "%ff",
    "~",
    "Fe26.2*__proto__*a*b*c**d*e~2",
  ),
);
const names = fc.oneof(fc.constant(NAME), fc.string(), fc.constantFrom("__proto__", "images-connection-sfcompute", ""));

test(
  `${RUNS.toLocaleString("en")} Cookie headers that nobody sealed sign nobody in, and trouble nobody`,
  async () => {
    const pairs = fc.array(fc.tuple(names, values), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        pairs,
        fc.constantFrom("sfcompute", "sfcompute-2", "cycle", "__proto__", ""),
        async (all, id) => {
          const header = all
            .filter(([, value]) => !value.includes(seal))
            .map(([name, value]) => `${name}=${value}`)
            .join("; ");
          expect((await readSession({ registry, sessions }, header)).connections).toEqual([]);
          expect(await sessions.read(id, header)).toBeNull();
          expect(await sessions.renew(header)).toEqual([]);
          expect(await sessions.end("sfcompute", header)).toMatch(/Max-Age=0/);
        },
      ),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
