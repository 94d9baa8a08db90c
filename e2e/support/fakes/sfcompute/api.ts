import { setTimeout as sleep } from "node:timers/promises";
import { Hono, type Context } from "hono";
import { z } from "zod";
import { OUTSIDE_CONTRACT } from "@/e2e/support/fakes/harness/check-contract";
import { Once, sentinelOf } from "@/e2e/support/fakes/harness/sentinels";
import { bearerToken, holderOf, type TokenHolder } from "@/e2e/support/fakes/harness/tokens";
import { imageBody, listedImageBody, notFound, previewImageBody, refuse } from "./answers";
import { cursorOf, type FakeImage, type FakeImages } from "./images";
import type { FakeStorage } from "./storage";

export interface ApiEnvironment {
  Variables: { holder: TokenHolder };
}

/** Both versions of the API work on these. */
export interface ApiState {
  images: FakeImages;
  storage: FakeStorage;
}

const nameSchema = z
  .string()
  .max(255)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/);
const partSchema = z.object({ part_id: z.int().min(1) });
const completeSchema = z.object({ sha256: z.string().regex(/^[a-f0-9]{64}$/) });
const limitSchema = z.coerce.number().int().min(1).max(200);

/** What `fail-slow…` takes longer, in ms. */
const SLOW_MS = 1000;

/**
 * The images API under one prefix. `preview`: as the vendor's command line tool of May 2026 speaks to it. There a workspace is required,
 * names are made up when none is given, images can be revoked, and deleted ones are never listed.
 */
export function imagesApi({ images, storage }: ApiState, { preview }: { preview: boolean }): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const limits = new Once();
  const body = preview ? previewImageBody : imageBody;
  const listedBody = preview ? previewImageBody : listedImageBody;

  app.use(async (c, next) => {
    const holder = holderOf(bearerToken(c.req.header("authorization")));
    if (holder === null) return refuse(c, 401, "Invalid or missing API token.");
    c.set("holder", holder);
    if (c.req.method !== "GET" && !holder.mayWrite) return refuse(c, 403, "This token may not change images.");
    return next();
  });

  app.get("/images", (c) => {
    const limit = limitSchema.safeParse(c.req.query("limit") ?? 50);
    if (!limit.success) return refuse(c, 400, "limit must be 1 to 200.", "limit");
    const workspace = c.req.query("workspace");
    const refused = preview ? refuseWorkspace(c, workspace) : null;
    if (refused !== null) return refused;
    const page = images.page({
      account: c.get("holder").account,
      workspace: preview ? workspace : undefined,
      includeDeleted: !preview && c.req.query("include_deleted") === "true",
      limit: limit.data,
      startingAfter: c.req.query("starting_after"),
      endingBefore: c.req.query("ending_before"),
    });
    const last = page.images.at(-1);
    const cursor = last === undefined ? null : cursorOf(last);
    return c.json({
      object: "list",
      data: page.images.map((image) => listedBody(image)),
      has_more: page.hasMore,
      cursor,
    });
  });

  app.post("/images", async (c) => {
    const asked = z.object({ name: z.unknown(), workspace: z.string().optional() }).safeParse(await c.req.json());
    if (!asked.success) return refuse(c, 400, "The body is not understood.");
    const { workspace } = asked.data;
    const refused = preview ? refuseWorkspace(c, workspace) : null;
    if (refused !== null) return refused;
    const name = nameSchema.safeParse(asked.data.name ?? (preview ? `image-${Date.now()}` : undefined));
    if (!name.success) return refuse(c, 400, "name must match [a-zA-Z0-9][a-zA-Z0-9._-]*.", "name");
    const { account } = c.get("holder");
    const sentinel = sentinelOf(name.data);
    if (sentinel === "500") return refuse(c, 500, "Internal server error.");
    if (sentinel === "quota") return refuse(c, 403, "This account has as many images as it may have.");
    if (sentinel === "429" && limits.first(`${account} ${name.data}`)) {
      c.header("retry-after", "2");
      return refuse(c, 429, "Too many requests.");
    }
    if (images.named(account, name.data) !== undefined) {
      return refuse(c, 409, `An image named ${name.data} already exists.`, "name");
    }
    return c.json(body(images.add({ account, name: name.data, workspace: workspace ?? null })), 201);
  });

  app.get("/images/:id", (c) => {
    const image = readable(c);
    if (image === undefined) return notFound(c);
    if (sentinelOf(image.name) !== "garbage") return c.json(listedBody(image));
    return c.html("<h1>Bad gateway</h1>", 200, { [OUTSIDE_CONTRACT]: "its name asks for it" });
  });

  app.delete("/images/:id", (c) => {
    const image = own(c);
    if (image === undefined) return notFound(c);
    if (image.name.startsWith("in-use")) return refuse(c, 409, "A node template uses this image.");
    image.isDeleted = true;
    return c.json({ object: "image", deleted: true, name: image.name });
  });

  app.post("/images/:id/parts", async (c) => {
    const image = own(c);
    if (image === undefined) return notFound(c);
    const part = partSchema.safeParse(await c.req.json());
    if (!part.success) return refuse(c, 400, "part_id must be 1 or more.", "part_id");
    if (!takesBytes(image)) return refuse(c, 400, "This image takes no parts any more.");
    image.status = "uploading";
    const query = sentinelOf(image.name) === "part" ? { refused: "once" } : {};
    return c.json(storage.presign("PUT", `/${image.id}/${part.data.part_id}`, query));
  });

  app.post("/images/:id/complete", async (c) => {
    const image = own(c);
    if (image === undefined) return notFound(c);
    const asked = completeSchema.safeParse(await c.req.json());
    if (!asked.success) return refuse(c, 400, "sha256 must be 64 lower-case hex digits.", "sha256");
    if (!takesBytes(image)) return refuse(c, 400, "This image is not being uploaded.");
    const problem = await storage.problemWith(image.id);
    if (problem !== null) return refuse(c, 400, problem);
    const sentinel = sentinelOf(image.name);
    if (sentinel === "slow") await sleep(SLOW_MS);
    image.status = sentinel === "broken" ? "failed" : "completed";
    image.sha256 = asked.data.sha256;
    return c.json(body(image));
  });

  app.get("/images/:id/download", async (c) => {
    const image = readable(c);
    if (image === undefined) return notFound(c);
    if (image.status === "revoked") return refuse(c, 409, "This image is revoked.");
    if (image.status !== "completed" || image.sha256 === null) return refuse(c, 409, "This image is not completed.");
    const size = await storage.sizeOf(image.id);
    return c.json({ ...storage.presign("GET", `/${image.id}`), sha256: image.sha256, size });
  });

  if (preview) {
    app.post("/images/:id/revoke", (c) => {
      const image = own(c);
      if (image === undefined) return notFound(c);
      if (image.status !== "completed") return refuse(c, 409, "Only a completed image can be revoked.");
      image.status = "revoked";
      return c.json(body(image));
    });
  }

  app.notFound((c) => refuse(c, 404, "Not found."));
  return app;

  /** Also a public image of somebody else's, if one knows its id. */
  function readable(c: Context<ApiEnvironment>): FakeImage | undefined {
    const image = images.find(c.req.param("id") ?? "");
    if (image === undefined || image.isDeleted) return undefined;
    return image.isPublic || image.account === c.get("holder").account ? image : undefined;
  }

  function own(c: Context<ApiEnvironment>): FakeImage | undefined {
    const image = readable(c);
    return image?.account === c.get("holder").account ? image : undefined;
  }
}

function takesBytes({ status }: FakeImage): boolean {
  return status === "started" || status === "uploading";
}

/** The preview wants one, and the one called `nowhere` does not exist. */
function refuseWorkspace(c: Context, workspace: string | undefined): Response | null {
  if (workspace === undefined || workspace === "") return refuse(c, 400, "workspace is required.", "workspace");
  return workspace === "nowhere" ? refuse(c, 404, "Workspace not found.") : null;
}
