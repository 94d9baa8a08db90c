import { Hono } from "hono";
import { serveFake, type Fake } from "@/e2e/support/fakes/harness/serve-fake";
import { accountRoutes } from "./account-routes";
import { errors } from "./answers";
import { imageRoutes } from "./image-routes";
import { fakeImage } from "./seeds";
import { linodeTime, type FakeEvent, type FakeImage, type FakeInstance } from "./shapes";
import { linodeStorage } from "./storage";
import { World, type SeenRequest, type SentFile } from "./world";

const DAY_SECONDS = 24 * 60 * 60;

export interface LinodeFakeOptions {
  port?: number;
  /** Of the storage that files are sent to. */
  storagePort?: number;
  /** Requests for the list of images that a token has in a minute. */
  listsPerMinute?: number;
}

/** The fake of Linode's API, as tests hold it. Ids are Linode's own, as in `private/15`. */
export interface LinodeFake extends Fake {
  storageUrl: URL;
  /** What reached the API, oldest first. */
  requests: readonly SeenRequest[];
  /** What reached the storage, oldest first. */
  files: readonly SentFile[];
  /** An available image of this user's. */
  addImage(user: string, changes: Partial<FakeImage> & { label: string }): FakeImage;
  imagesOf(user: string): readonly FakeImage[];
  eventsOf(user: string): readonly FakeEvent[];
  instancesOf(user: string): readonly FakeInstance[];
  /** Whatever it is doing is done. */
  settle(id: string): void;
  /** Its 24 hours are over, and no file came. */
  expire(id: string): void;
  /** Its file, or its disk, was of no use. */
  reject(id: string, reason: string): void;
  /** Somebody else with access to the account deletes it. */
  deleteAs(username: string, id: string): void;
}

/**
 * Serves Linode's API as far as it concerns images, and the storage that files are sent to, on an origin of its own. Each user
 * (`<user>` is the token) has three images, two Linodes and everything they make. What moves does so by being looked at.
 *
 * | label of an image | what goes wrong                                                                               |
 * | ----------------- | --------------------------------------------------------------------------------------------- |
 * | `fail-500…`       | making, editing, replicating and deleting it answer 500                                       |
 * | `fail-429…`       | the same answer 429 once, with `Retry-After: 2`                                               |
 * | `fail-quota…`     | the same answer 400: no more images                                                           |
 * | `fail-garbage…`   | the same answer 200 and a page that is no JSON                                                |
 * | `fail-slow…`      | the same take most of a second                                                                |
 * | `fail-broken…`    | the first PUT of its file breaks after 64 KiB                                                 |
 * | `reject-…`        | its file is taken and then found to be no disk image: the image vanishes, and an event says so |
 *
 * A token that ends in `.no-events` or `.no-linodes` lacks that scope, which Linode tells with 401.
 */
export async function startLinodeFake(options: LinodeFakeOptions = {}): Promise<LinodeFake> {
  const world = new World(options.listsPerMinute ?? 20);
  const app = new Hono();
  app.use(async (context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const authorization = context.req.header("authorization") ?? null;
    world.requests.push({ line: `${context.req.method} ${pathname}${search}`, authorization });
    await next();
  });
  app.route("/v4/images", imageRoutes(world));
  app.route("/v4", accountRoutes(world));
  app.notFound((context) => errors(context, 404, { reason: "Not found" }));

  const storage = await serveFake({ app: linodeStorage(world), document: null, port: options.storagePort });
  world.storageUrl = storage.url;
  const api = await serveFake({
    app,
    document: "linode-images.openapi.json",
    port: options.port,
    exceptions: { operations: { "GET /v4/account/events": "Linode's own document of events" } },
  });

  return {
    ...api,
    storageUrl: storage.url,
    requests: world.requests,
    files: world.files,
    addImage(user, changes) {
      const account = world.accountOf(user);
      return account.add(fakeImage({ id: account.newId(), created_by: user, ...changes }));
    },
    imagesOf: (user) => world.accountOf(user).images,
    eventsOf: (user) => world.accountOf(user).events,
    instancesOf: (user) => world.accountOf(user).instances,
    settle(id) {
      const { account, image } = world.ownerOf(id);
      account.settle(image);
    },
    expire(id) {
      const { account, image } = world.ownerOf(id);
      account.vanish(image, "Upload window expired", DAY_SECONDS);
      const event = account.eventOf(image);
      if (event !== undefined) event.created = linodeTime(Date.now() - DAY_SECONDS * 1000);
    },
    reject(id, reason) {
      const { account, image } = world.ownerOf(id);
      account.vanish(image, reason);
    },
    deleteAs(username, id) {
      const { account, image } = world.ownerOf(id);
      account.remove(image);
      account.note("image_delete", image, "notification");
      Object.assign(account.events.at(-1) ?? {}, { username });
    },
    async close() {
      await Promise.all([api.close(), storage.close()]);
    },
  };
}
