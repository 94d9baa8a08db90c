import fc from "fast-check";
import { Exchange, type Attack, type Reply } from "./exchange";
import { faultsOf } from "./judge";
import type { World } from "./world";

/** Requests under way at once: a wrong token is answered late, and others need not wait for it. */
const CONNECTIONS = 64;

/** Of one's own choice, to see a failure again; another one each time otherwise. */
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

/** How many times as many requests as `npm test` sends: the benchmark's part `fuzz` asks for more. */
const factor = Number(process.env.FUZZ_FACTOR ?? 1);

/** What the answers were, by status. */
export type Tally = Record<number, number>;

/**
 * Sends `count` attacks, several at once, and judges every answer.
 * @returns how many answers had which status
 * @throws with the smallest attack that still brings a wrong answer, and the seed that brings it again
 */
export async function fuzz(
  world: World,
  attacks: fc.Arbitrary<Attack>,
  count: number,
  secrets = world.secrets,
): Promise<Tally> {
  const all = Math.ceil(count * factor);
  const exchange = new Exchange(new URL(world.server.url), CONNECTIONS);
  const tally: Tally = {};
  const cases = fc.sample(attacks, { seed, numRuns: all });
  const judge = async (attack: Attack): Promise<string[]> => {
    const reply = await exchange
      .send(attack)
      .catch((error: unknown): Error => (error instanceof Error ? error : new Error(String(error))));
    if (reply instanceof Error) return isHarmless(reply) ? [] : [`No answer: ${reply.message}`];
    tally[reply.status] = (tally[reply.status] ?? 0) + 1;
    return faultsOf(attack, reply, secrets);
  };
  let next = 0;
  let failed: { index: number; faults: string[] } | null = null;
  const worker = async (): Promise<void> => {
    while (next < all && failed === null) {
      const index = next++;
      const attack = cases[index];
      const faults = attack === undefined ? [] : await judge(attack);
      if (faults.length > 0) failed ??= { index, faults };
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    if (failed !== null) await explain(attacks, failed, cases, judge);
  } finally {
    exchange.close();
  }
  console.log(`${all} attacks of seed ${seed}: ${JSON.stringify(tally)}`);
  return tally;
}

/** The server may close a connection while a body that it refused is still on its way: then the answer may be lost. */
function isHarmless(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "ECONNRESET");
}

async function explain(
  attacks: fc.Arbitrary<Attack>,
  { index, faults }: { index: number; faults: string[] },
  cases: readonly Attack[],
  judge: (attack: Attack) => Promise<string[]>,
): Promise<never> {
  const property = fc.asyncProperty(attacks, async (attack) => (await judge(attack)).length === 0);
  const { counterexample } = await fc.check(property, {
    seed,
    path: String(index),
    numRuns: 1,
    interruptAfterTimeLimit: 20_000,
  });
  const smallest = counterexample?.[0] ?? cases[index];
  const again = smallest === undefined ? [] : await judge(smallest);
  const shown = again.length > 0 ? { attack: smallest, faults: again } : { attack: cases[index], faults };
  throw new Error(`FUZZ_SEED=${seed} attack ${index}: ${JSON.stringify(shown.faults)}\n${printed(shown.attack)}`);
}

function printed(attack: Attack | undefined): string {
  if (attack === undefined) return "";
  const lines = [
    `${attack.method} ${attack.target.slice(0, 2_000)}`,
    ...attack.headers.map(([name, value]) => `${name}: ${value.slice(0, 300)}`),
  ];
  return [...lines, "", JSON.stringify(attack.body?.toString("latin1").slice(0, 2_000) ?? null)].join("\n");
}

export function answered(tally: Tally, from: number, to: number): number {
  return Object.entries(tally).reduce(
    (sum, [status, count]) => (Number(status) >= from && Number(status) <= to ? sum + count : sum),
    0,
  );
}

export type { Reply };
