import type { Fake } from "./harness/serve-fake";
import { startLinodeFake, type LinodeFake } from "./linode/linode-fake";
import { startSfcomputeFake, type SfcomputeFake } from "./sfcompute/sfcompute-fake";

/** The fakes of all providers' APIs. */
export interface AllFakes {
  sfcompute: SfcomputeFake;
  linode: LinodeFake;
}

/**
 * Starts all fakes on free ports, or on ports from `firstPort` upwards, two for each.
 * @throws the system's error when a port is taken
 */
export async function startAllFakes(firstPort?: number): Promise<AllFakes> {
  const ports = (place: number) =>
    firstPort === undefined ? {} : { port: firstPort + 2 * place, storagePort: firstPort + 2 * place + 1 };
  const [sfcompute, linode] = await Promise.all([startSfcomputeFake(ports(0)), startLinodeFake(ports(1))]);
  return { sfcompute, linode };
}

/** The environment of a dashboard that uses these fakes for its clouds. */
export function environmentOf(fakes: AllFakes, sfcomputePrefix = "/v2"): Record<string, string> {
  return {
    SFCOMPUTE_API_URL: fakes.sfcompute.url.origin,
    SFCOMPUTE_API_PREFIX: sfcomputePrefix,
    LINODE_API_URL: fakes.linode.url.origin,
  };
}

export function fakesOf(fakes: AllFakes): readonly Fake[] {
  return Object.values(fakes);
}
