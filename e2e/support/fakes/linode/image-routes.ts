import { Hono, type Context } from "hono";
import { z } from "zod";
import { errors, notFound, page, type Wrong } from "./answers";
import { needsScope, needsWrite, sentinelAnswer } from "./guards";
import { fakeImage, keepsImages, PUBLIC_IMAGES } from "./seeds";
import { linodeTime, type FakeImage } from "./shapes";
import type { Caller, World } from "./world";

const text = z.string();
const description = z.string().min(1, "Must have at least one character").max(65_000, "Is too long");
const tags = z
  .array(z.string().min(3, "Tags have 3 to 100 characters").max(100, "Tags have 3 to 100 characters"))
  .max(500);
const more = { description: description.optional(), cloud_init: z.boolean().optional(), tags: tags.optional() };

const captureSchema = z.strictObject({ disk_id: z.int(), label: text.optional(), ...more });
const uploadSchema = z.strictObject({ label: text.min(1, "Label is required"), region: text, ...more });
const changesSchema = z.strictObject({
  label: text.min(1, "Label is required").optional(),
  description: description.nullable().optional(),
  tags: tags.optional(),
});
const regionsSchema = z.strictObject({ regions: z.array(text).min(1, "At least one region is required") });

/** Images: list, read, make of a disk, prepare for a file, change, copy to regions, delete. */
export function imageRoutes(world: World): Hono {
  const app = new Hono();

  app.get("/", (context) => {
    const caller = world.callerOf(context);
    if (caller === null) return errors(context, 401, { reason: "Invalid Token" });
    // Without a token there is no error, only fewer images.
    if (caller === undefined) return page(context, PUBLIC_IMAGES);
    const allowance = world.lists.count(caller.token);
    context.header("x-ratelimit-limit", String(allowance.limit));
    context.header("x-ratelimit-remaining", String(allowance.remaining));
    context.header("x-ratelimit-reset", String(allowance.reset));
    if (allowance.waitSeconds > 0) {
      context.header("retry-after", String(allowance.waitSeconds));
      return errors(context, 429, { reason: "Too many requests" });
    }
    const { account } = caller;
    for (const image of account.images.toReversed()) account.moveOn(image);
    return page(context, [...PUBLIC_IMAGES, ...account.images]);
  });

  app.post("/", (context) => needsScope(world, "linodes", (_, caller) => capture(world, context, caller))(context));
  app.post(
    "/upload",
    needsWrite(world, (context, caller) => upload(world, context, caller)),
  );

  app.get("/:id", (context) => {
    const caller = world.callerOf(context);
    if (caller === null) return errors(context, 401, { reason: "Invalid Token" });
    const id = context.req.param("id");
    const known = PUBLIC_IMAGES.find((image) => image.id === id);
    if (known !== undefined) return context.json(known);
    const image = caller?.account.find(id);
    if (caller === undefined || image === undefined) return notFound(context);
    caller.account.moveOn(image);
    return caller.account.find(id) === undefined ? notFound(context) : context.json(image);
  });

  app.put("/:id", ownImage(world, change));
  app.post("/:id/regions", ownImage(world, replicate));
  app.delete("/:id", ownImage(world, remove));
  return app;
}

type ImageHandler = (context: Context, caller: Caller, image: FakeImage) => Response | Promise<Response>;

/** For what changes an image: it must be the caller's own, and its label may make it fail. */
function ownImage(world: World, handler: ImageHandler): (context: Context) => Promise<Response> {
  return needsWrite(world, async (context, caller) => {
    const id = context.req.param("id") ?? "";
    if (PUBLIC_IMAGES.some((image) => image.id === id)) return errors(context, 403, { reason: "Unauthorized" });
    const image = caller.account.find(id);
    if (image === undefined) return notFound(context);
    if (image.type === "shared") return errors(context, 403, { reason: "Unauthorized" });
    return (await sentinelAnswer(world, context, image.label)) ?? handler(context, caller, image);
  });
}

async function capture(world: World, context: Context, caller: Caller): Promise<Response> {
  if (!caller.mayWrite) return errors(context, 403, { reason: "Unauthorized" });
  const body = captureSchema.safeParse(await bodyOf(context));
  if (!body.success) return refused(context, body.error);
  const { account } = caller;
  const linode = account.instances.find(({ disks }) => disks.some(({ id }) => id === body.data.disk_id));
  const disk = linode?.disks.find(({ id }) => id === body.data.disk_id);
  if (linode === undefined || disk === undefined)
    return errors(context, 400, { field: "disk_id", reason: "Disk not found" });
  if (disk.status !== "ready") return errors(context, 400, { field: "disk_id", reason: "The disk is not ready" });
  const label = body.data.label ?? disk.label;
  const failure = await sentinelAnswer(world, context, label);
  if (failure !== null) return failure;
  const regions: FakeImage["regions"] = [{ region: linode.region, status: "creating" }];
  const image = account.add(newImage(caller, label, body.data, { status: "creating", size: disk.size, regions }));
  account.note("disk_imagize", image, "started", linode);
  return context.json(image);
}

async function upload(world: World, context: Context, caller: Caller): Promise<Response> {
  const body = uploadSchema.safeParse(await bodyOf(context));
  if (!body.success) return refused(context, body.error);
  const { label, region } = body.data;
  if (!keepsImages(region)) return errors(context, 400, { field: "region", reason: "Region is not valid" });
  const failure = await sentinelAnswer(world, context, label);
  if (failure !== null) return failure;
  const regions: FakeImage["regions"] = [{ region, status: "pending" }];
  const image = caller.account.add(newImage(caller, label, body.data, { status: "pending_upload", size: 0, regions }));
  caller.account.note("image_upload", image, "scheduled");
  return context.json({ image, upload_to: world.beginUpload(caller.account, image).href });
}

async function change(context: Context, _: Caller, image: FakeImage): Promise<Response> {
  const body = changesSchema.safeParse(await bodyOf(context));
  if (!body.success) return refused(context, body.error);
  Object.assign(image, body.data, { updated: linodeTime(Date.now()) });
  return context.json(image);
}

/** The list is the whole of where the image is to be: what is left out goes. */
async function replicate(context: Context, _: Caller, image: FakeImage): Promise<Response> {
  const body = regionsSchema.safeParse(await bodyOf(context));
  if (!body.success) return refused(context, body.error);
  const wanted = [...new Set(body.data.regions)];
  if (image.status !== "available") return errors(context, 400, { reason: "The image is not available" });
  const unknown = wanted.find((region) => !keepsImages(region));
  if (unknown !== undefined) return errors(context, 400, { field: "regions", reason: `${unknown} is not valid` });
  const present = new Map(image.regions.map(({ region, status }) => [region, status]));
  if (!wanted.some((region) => present.get(region) === "available")) {
    return errors(context, 400, { field: "regions", reason: "At least one available region must be kept" });
  }
  image.regions = [
    ...image.regions.map(({ region, status }) =>
      wanted.includes(region) ? { region, status } : { region, status: "pending deletion" as const },
    ),
    ...wanted
      .filter((region) => !present.has(region))
      .map((region) => ({ region, status: "pending replication" as const })),
  ];
  return context.json(image);
}

function remove(context: Context, { account }: Caller, image: FakeImage): Response {
  account.remove(image);
  account.note("image_delete", image, "notification");
  return context.json({});
}

function newImage(
  { account }: Caller,
  label: string,
  { description: described, tags: tagged, cloud_init: cloudInit }: z.infer<z.ZodObject<typeof more>>,
  changes: Partial<FakeImage>,
): FakeImage {
  return fakeImage({
    id: account.newId(),
    label,
    description: described ?? null,
    tags: tagged ?? [],
    capabilities: cloudInit === true ? ["cloud-init"] : [],
    created_by: account.username,
    total_size: 0,
    ...changes,
  });
}

async function bodyOf(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    return undefined;
  }
}

function refused(context: Context, { issues }: z.ZodError): Response {
  const wrong = issues.map(({ path, message }): Wrong => {
    const field = String(path[0] ?? "");
    return field === "" ? { reason: message } : { field, reason: message };
  });
  return errors(context, 400, ...wrong);
}
