import { Hono } from "hono";
import { serveFake, type Fake } from "@/e2e/support/fakes/harness/serve-fake";
import { imagesApi } from "./api";
import { refuse } from "./answers";
import { FakeImages, type FakeImage } from "./images";
import { putCompleted, seedNewAccounts, type NewImage } from "./seeds";
import { FakeStorage } from "./storage";

/** What tests do with it beside asking it. */
export interface SfcomputeFake extends Fake {
  storage: Fake;
  /** Makes a completed image, newer than all others. */
  addImage(image: NewImage): Promise<FakeImage>;
  /** As it is now; undefined when nobody has one of this name. */
  imageNamed(account: string, name: string): FakeImage | undefined;
  /** Lower-case hex, of the bytes that arrived at the storage. */
  storedSha256(imageId: string): Promise<string>;
}

export interface SfcomputeFakeOptions {
  port?: number | undefined;
  storagePort?: number | undefined;
  /** Whether an account that is seen for the first time has images already. */
  hasSeeds?: boolean;
  /** Whether the storage lets scripts of other origins read a part's ETag. */
  showsEtag?: boolean;
}

/** The vendor's command line tool speaks to it, and no document tells of it. */
const PREVIEW = "the vendor's command line tool, v0.32.5";

const UNDOCUMENTED = {
  "GET /v2/me": "the dashboard asks for it first, which tells the embedded images API from the vendor's",
  "GET /preview/v2/me": "the dashboard asks for it first, which tells the embedded images API from the vendor's",
  "GET /preview/v2/images": PREVIEW,
  "POST /preview/v2/images": PREVIEW,
  "GET /preview/v2/images/{id}": PREVIEW,
  "DELETE /preview/v2/images/{id}": PREVIEW,
  "POST /preview/v2/images/{id}/parts": PREVIEW,
  "POST /preview/v2/images/{id}/complete": PREVIEW,
  "POST /preview/v2/images/{id}/revoke": PREVIEW,
  "GET /preview/v2/images/{id}/download": PREVIEW,
};

/**
 * SF Compute's images API: `/v2` as its document says, `/preview/v2` as its command line tool speaks to it, and a storage beside it.
 *
 * | name of an image      | what goes wrong                                                     |
 * | --------------------- | ------------------------------------------------------------------- |
 * | `fail-500…`           | it cannot be made: 500                                              |
 * | `fail-429…`           | it cannot be made at the first try: 429, again after 2 s            |
 * | `fail-quota…`         | it cannot be made: 403                                              |
 * | `fail-part…`          | the storage refuses each part once, as an expired URL: 403          |
 * | `fail-slow…`          | completing it takes a second                                        |
 * | `fail-broken…`        | it is `failed` when it is completed                                 |
 * | `fail-garbage…`       | looking at it alone answers a page of HTML                          |
 * | `in-use…`             | it cannot be deleted: 409                                           |
 *
 * The workspace `nowhere` does not exist. Tokens as `holderOf` has them.
 */
export async function startSfcomputeFake(options: SfcomputeFakeOptions = {}): Promise<SfcomputeFake> {
  const images = new FakeImages();
  const storage = await FakeStorage.open();
  const put = (image: NewImage): Promise<FakeImage> => putCompleted({ images, storage }, image);
  const app = new Hono()
    .use(options.hasSeeds === true ? seedNewAccounts(put) : (_c, next) => next())
    .route("/v2", imagesApi({ images, storage }, { preview: false }))
    .route("/preview/v2", imagesApi({ images, storage }, { preview: true }))
    .notFound((c) => refuse(c, 404, "Not found."));
  const api = await serveFake({
    app,
    document: "sfc-images.openapi.yaml",
    port: options.port,
    exceptions: {
      statuses: {
        403: "the document declares it for every change but a deletion, and does not say what a token gets that may not delete",
        429: "any API may ask to slow down, and the document declares no limits",
      },
      operations: UNDOCUMENTED,
    },
  });
  const served = await serveFake({
    app: storage.app({ showsEtag: options.showsEtag ?? false }),
    document: null,
    port: options.storagePort,
  });
  storage.origin = served.url.origin;
  return {
    ...api,
    storage: served,
    addImage: put,
    imageNamed: (account, name) => images.named(account, name),
    storedSha256: (imageId) => storage.sha256Of(imageId),
    async close() {
      await Promise.all([api.close(), served.close()]);
      await storage.close();
    },
  };
}
