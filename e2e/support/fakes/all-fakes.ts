import { CYCLE_HUB, startCycleFake, type CycleFake } from "./cycle/cycle-fake";
import type { Fake } from "./harness/serve-fake";
import { startLinodeFake, type LinodeFake } from "./linode/linode-fake";
import { startOxideFake, type OxideFake } from "./oxide/oxide-fake";
import { startSfcomputeFake, type SfcomputeFake } from "./sfcompute/sfcompute-fake";

/** The fakes of all providers' APIs. */
export interface AllFakes {
  sfcompute: SfcomputeFake;
  linode: LinodeFake;
  oxide: OxideFake;
  cycle: CycleFake;
}

export type Cloud = keyof AllFakes;

/** What is entered at a sign-in beside the token. */
export const SIGN_IN_SETTINGS: Record<Cloud, Record<string, string>> = {
  sfcompute: {},
  linode: {},
  oxide: {},
  cycle: { hub: CYCLE_HUB },
};

/**
 * Starts all fakes: for tests on free ports; to be used by hand on ports from `firstPort` upwards, two for each, and with images in
 * every account.
 * @throws the system's error when a port is taken
 */
export async function startAllFakes(firstPort?: number): Promise<AllFakes> {
  const ports = (place: number) =>
    firstPort === undefined ? {} : { port: firstPort + 2 * place, storagePort: firstPort + 2 * place + 1 };
  const [sfcompute, linode, oxide, cycle] = await Promise.all([
    startSfcomputeFake({ ...ports(0), hasSeeds: firstPort !== undefined }),
    startLinodeFake(ports(1)),
    startOxideFake(ports(2)),
    startCycleFake(ports(3)),
  ]);
  return { sfcompute, linode, oxide, cycle };
}

/** The environment of a dashboard that uses these fakes for its clouds. */
export function environmentOf(fakes: AllFakes, sfcomputePrefix = "/v2"): Record<string, string> {
  return {
    SFCOMPUTE_API_URL: fakes.sfcompute.url.origin,
    SFCOMPUTE_API_PREFIX: sfcomputePrefix,
    LINODE_API_URL: fakes.linode.url.origin,
    OXIDE_API_URL: fakes.oxide.url.origin,
    CYCLE_API_URL: fakes.cycle.url.origin,
  };
}

export function fakesOf({ sfcompute, linode, oxide, cycle }: AllFakes): readonly Fake[] {
  return [sfcompute, linode, oxide, cycle];
}
