import { Hono } from "hono";
import { serveFake, type Fake } from "@/e2e/support/fakes/harness/serve-fake";
import { accountOf, bearerToken } from "@/e2e/support/fakes/harness/tokens";
import { authenticate, type CycleEnvironment } from "./environment";
import { refuse } from "./errors";
import { addImage, type FakeHub } from "./hub";
import { imageRoutes } from "./image-routes";
import { jobRoutes } from "./job-routes";
import type { ImageState } from "./resources";
import { sourceRoutes } from "./source-routes";
import { CycleState } from "./state";
import { settleAll } from "./work";

/** A hub that every user has in the fake. Any other ID of 24 hexadecimal digits is one as well. */
export const CYCLE_HUB = "651586fca6078e98982dbd90";

/** What is asked of the fake, without the token. */
export interface SeenRequest {
  /** Null for a token that is refused. */
  user: string | null;
  method: string;
  path: string;
  query: string;
  body: string;
}

export interface CycleFake extends Fake {
  /** Everything that was asked, in order. */
  requests: readonly SeenRequest[];
  /** What a user has: images, sources, jobs. */
  hub(user: string, hubId?: string): FakeHub;
  /** Puts an image, live unless told otherwise, which no container uses, into a user's hub. @returns its id */
  addImage(user: string, name: string, imageState?: ImageState): string;
  /** Brings all that goes on in a user's hub to its end. */
  settle(user: string): void;
}

/**
 * Cycle's images API, with a hub of sources and images for each user. What goes on, as an import, does so by one step at each question
 * (GET) of its hub, unless `hub(user).isHeld` is set.
 *
 * | name, token or hub            | what happens                                                        |
 * | ----------------------------- | ------------------------------------------------------------------- |
 * | `fail-500…`                   | making or renaming an image, making a source answers 500            |
 * | `fail-429…`                   | once, 429 with Retry-After: 2                                       |
 * | `fail-quota…`                 | 403, the hub's tier allows no more                                  |
 * | `fail-slow…`                  | takes a second longer                                               |
 * | `fail-garbage…`               | reading the image answers HTML                                      |
 * | `fail-import…`                | the image is made, and its import is refused                        |
 * | `fail-broken…`                | the import fails while it builds, in the job and in the image       |
 * | `taken…`                      | a second image of this name is a 409                                |
 * | an image that containers use  | cannot be deleted                                                   |
 * | token `expired-…`             | refused in the form of OAuth                                        |
 * | token `without.<word>.<user>` | lacks the capability of this word, as `images-import`               |
 * | hub of zeros, hub of f's      | not found, somebody else's                                          |
 */
export async function startCycleFake(options: { port?: number } = {}): Promise<CycleFake> {
  const state = new CycleState();
  const requests: SeenRequest[] = [];
  const app = new Hono<CycleEnvironment>();
  app.use(async (c, next) => {
    const { pathname: path, search } = new URL(c.req.url);
    const user = accountOf(bearerToken(c.req.header("authorization")));
    requests.push({ user, method: c.req.method, path, query: decodeURIComponent(search), body: await c.req.text() });
    await next();
  });
  app.use("/v1/*", authenticate(state));
  app.route("/v1/images/sources", sourceRoutes());
  app.route("/v1/images", imageRoutes());
  app.route("/v1/jobs", jobRoutes());
  app.notFound((c) => refuse(c, 404, "uri", { title: "There is nothing at this path." }));
  app.onError((error, c) =>
    refuse(c, 400, "invalid-syntax", { title: "The body is not understood.", detail: error.name }),
  );

  const fake = await serveFake({ app, document: "cycle-images.openapi.json", port: options.port });
  const hub = (user: string, hubId = CYCLE_HUB) => state.hub(user, hubId);
  return {
    ...fake,
    requests,
    hub,
    addImage(user, name, imageState = "live") {
      const [source] = hub(user).sources.values();
      if (source === undefined) throw new Error("The hub has no source.");
      return addImage(hub(user), source, { name, state: imageState }).wire.id;
    },
    settle: (user) => settleAll(hub(user)),
  };
}
