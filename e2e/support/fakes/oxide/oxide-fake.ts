import { Hono } from "hono";
import { serveFake, type Fake } from "@/e2e/support/fakes/harness/serve-fake";
import { bearerToken, holderOf } from "@/e2e/support/fakes/harness/tokens";
import { answerRefusal, Refusal } from "./answers";
import { diskRoutes } from "./disk-routes";
import type { OxideEnvironment } from "./find";
import { imageRoutes } from "./image-routes";
import { OxideRack, type Breakage } from "./oxide-rack";
import { otherRoutes } from "./other-routes";
import type { Silo } from "./silo";
import { CURRENT_VERSIONS, requireVersion, type Versions } from "./version";

/** What tests do with it beside asking it. */
export interface OxideFake extends Fake {
  /** A user's silo, to look into and to put things into. */
  silo(user: string): Silo;
  requests: OxideRack["requests"];
  /** Makes the first request that fits fail. */
  breakNext(breakage: Pick<Breakage, "method" | "path"> & Partial<Breakage>): void;
  /** Lets no block be written until what is returned is called. */
  holdBlocks(): () => void;
}

export interface OxideFakeOptions {
  port?: number | undefined;
  storagePort?: number | undefined;
  /** Those of release v22 when left out. */
  versions?: Versions;
  /** Items of a page at most, however many are asked for. */
  maxItems?: number;
  /** What `fail-slow…` takes longer, in ms. */
  slowMs?: number;
}

/** As many as the vendor's server gives at once. */
const MAX_ITEMS = 1000;

/**
 * An Oxide rack, each user in a silo of their own.
 *
 * | name of an image      | what goes wrong                                                               |
 * | --------------------- | ----------------------------------------------------------------------------- |
 * | `fail-500…`           | neither it nor the disk of its upload can be made: 500                        |
 * | `fail-429…`           | the same at the first try alone: 429, again after 2 s                         |
 * | `fail-quota…`         | the same: 507, there is no room left                                          |
 * | `fail-block…`         | each block of its upload fails once: 503                                      |
 * | `fail-slow…`          | finalizing the disk of its upload takes a second                              |
 * | `fail-broken…`        | finalizing that disk leaves it faulted: 500; a snapshot of this name faults   |
 * | `fail-cleanup…`       | the snapshot and the disk of its upload cannot be deleted at the first try    |
 * | `fail-garbage…`       | looking at it, or at a snapshot of this name, alone answers a page of HTML    |
 *
 * Oxide's own names are those of disks; what an upload is to become stands in a disk's description, and is looked for there.
 * Tokens as `holderOf` has them.
 */
export async function startOxideFake(options: OxideFakeOptions = {}): Promise<OxideFake> {
  const rack = new OxideRack(options.maxItems ?? MAX_ITEMS, options.slowMs ?? 1000);
  const app = new Hono<OxideEnvironment>()
    .use(async (c, next) => {
      const user = holderOf(bearerToken(c.req.header("authorization")))?.account ?? "";
      const { method, path } = c.req;
      const apiVersion = c.req.header("api-version") ?? null;
      rack.requests.push({ user, method, path, query: new URL(c.req.url).search, apiVersion });
      return next();
    })
    .use(requireVersion(options.versions ?? CURRENT_VERSIONS))
    .get("/v1/ping", (c) => c.json({ status: "ok" }))
    .use(async (c, next) => {
      const holder = holderOf(bearerToken(c.req.header("authorization")));
      if (holder === null) throw new Refusal(401, "Unauthorized", "credentials missing or invalid");
      if (c.req.method !== "GET" && !holder.mayWrite) throw new Refusal(403, "Forbidden", "Forbidden");
      c.set("silo", rack.silo(holder.account));
      return next();
    })
    .use(async (c, next) => {
      const at = rack.breakages.findIndex((one) => fits(one, c.req));
      const [breakage] = at === -1 ? [] : rack.breakages.splice(at, 1);
      if (breakage === undefined || breakage.done) await next();
      if (breakage !== undefined) throw brokenBy(breakage);
    })
    .route("/v1", imageRoutes(rack))
    .route("/v1", diskRoutes(rack))
    .route("/v1", otherRoutes(rack));
  app.notFound((c) => answerRefusal(c, new Refusal(404, null, "Not Found")));
  app.onError((error, c) => {
    if (error instanceof Refusal) return answerRefusal(c, error);
    throw error;
  });
  const fake = await serveFake({
    app,
    document: "oxide-images.openapi.json",
    port: options.port,
    exceptions: { statuses: { 429: "any API may ask to slow down, and the document declares no limits" } },
  });
  return {
    ...fake,
    silo: (user) => rack.silo(user),
    requests: rack.requests,
    breakNext: (breakage) => rack.breakages.push({ query: "", status: 500, done: false, ...breakage }),
    holdBlocks: () => rack.holdBlocks(),
  };
}

function fits(one: Breakage, { method, path, url }: { method: string; path: string; url: string }): boolean {
  return one.method === method && path.endsWith(one.path) && new URL(url).search.includes(one.query);
}

function brokenBy({ status }: Breakage): Refusal {
  return status === 403
    ? new Refusal(403, "Forbidden", "Forbidden")
    : new Refusal(status, "Internal", "Internal Server Error");
}
