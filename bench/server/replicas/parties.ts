import { findProcess, processorSeconds, processTree } from "@/bench/processes";
import type { PairSettings } from "@/e2e/support/engines/engine-pair";

/** Who shares the processors, and what of them each used so far, in seconds. */
export type Parties = Record<string, () => number>;

export function partiesOf(servers: readonly number[], front: number | null, { postgres, s3 }: PairSettings): Parties {
  return {
    servers: () => sum(servers),
    Postgres: treeOf(` -p ${new URL(postgres.url).port}`),
    "S3 engine": treeOf(`"port":${new URL(s3.endpoint).port},`),
    nginx: () => (front === null ? 0 : sum(processTree(front))),
    clients: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
  };
}

/** What each party used meanwhile, in processors: 1 is one that was busy all the time. */
export async function processorsUsed<Result>(
  parties: Parties,
  work: () => Promise<Result>,
): Promise<{ result: Result; used: Record<string, number> }> {
  const before = Object.entries(parties).map(([name, seconds]) => ({ name, seconds, at: seconds() }));
  const begin = performance.now();
  const result = await work();
  const elapsed = (performance.now() - begin) / 1000;
  const used = Object.fromEntries(before.map(({ name, seconds, at }) => [name, (seconds() - at) / elapsed]));
  return { result, used };
}

/** An engine that was not started here uses nothing of ours. */
function treeOf(mark: string): () => number {
  let root: number | null;
  try {
    root = findProcess(mark);
  } catch {
    root = null;
  }
  return () => (root === null ? Number.NaN : sum(processTree(root)));
}

function sum(processIds: readonly number[]): number {
  return processIds.reduce((seconds, id) => seconds + processorSeconds(id), 0);
}
