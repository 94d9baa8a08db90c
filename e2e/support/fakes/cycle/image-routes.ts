import { Hono, type Context } from "hono";
import { z } from "zod";
import { OUTSIDE_CONTRACT } from "@/e2e/support/fakes/harness/check-contract";
import { sentinelOf } from "@/e2e/support/fakes/harness/sentinels";
import { requireCapability, type CycleEnvironment } from "./environment";
import { noImage, refuse } from "./errors";
import { addImage } from "./hub";
import { imageBody, includesOf } from "./image-bodies";
import { jobDescriptor } from "./job-routes";
import { newObjectId } from "./object-ids";
import { filterOf, pageOf, sorted } from "./query";
import { now, type FakeImage } from "./resources";
import { Sentinels } from "./sentinels";
import { beginDeletion, beginImport, beginPrune } from "./work";

const newImageSchema = z.object({
  source_id: z.string().optional(),
  name: z.string().optional(),
  build: z.object({ use_disk: z.boolean().optional() }).optional(),
  override: z.object({ target: z.string().optional() }).optional(),
});
const changesSchema = z.object({ name: z.string().optional() });
const importSchema = z.object({ action: z.literal("import") });
const pruneSchema = z.object({
  action: z.literal("prune"),
  contents: z.object({ source_ids: z.array(z.string()).min(1) }),
});

/** `/v1/images`, without its sources. A list holds deleted images where the filter names their state. */
export function imageRoutes(): Hono<CycleEnvironment> {
  const app = new Hono<CycleEnvironment>();
  const sentinels = new Sentinels();
  const view = requireCapability("images-view");
  const manage = requireCapability("images-manage");

  app.get("/", view, (c) => {
    const { images } = c.var.hub;
    const [states, sources] = [filterOf(c, "state"), filterOf(c, "source_id")];
    const found = [...images.values()].filter(
      ({ wire }) =>
        (states?.includes(wire.state.current) ?? wire.state.current !== "deleted") &&
        (sources?.includes(wire.source.details.id) ?? true),
    );
    const byOrder = sorted(
      c,
      found.map(({ wire }) => wire),
    ).flatMap(({ id }) => images.get(id) ?? []);
    const page = pageOf(c, byOrder);
    return c.json({ data: page.map((image) => imageBody(c, image)), ...includesOf(c, c.var.hub, page) });
  });

  app.post("/", manage, async (c) => {
    const asked = newImageSchema.parse(await c.req.json());
    const { hub } = c.var;
    if (asked.source_id === undefined) {
      return refuse(c, 422, "missing-argument", { title: "source_id is missing.", source: "/source_id" });
    }
    const source = hub.sources.get(asked.source_id);
    if (source === undefined) {
      return refuse(c, 404, "image.source", { title: "Image source not found.", source: "/source_id" });
    }
    const name = asked.name ?? "";
    const refusal = (await sentinels.refusal(c, hub.account.name, name)) ?? refuseTaken(c, name);
    if (refusal !== null) return refusal;
    const { build = null, override } = asked;
    return c.json({ data: addImage(hub, source, { name, state: "new", build, override }).wire }, 201);
  });

  app.post("/tasks", manage, async (c) => {
    const asked = pruneSchema.safeParse(await c.req.json());
    if (!asked.success) {
      return refuse(c, 422, "invalid-argument", { title: "source_ids is empty.", source: "/contents/source_ids" });
    }
    const work = beginPrune(c.var.hub, asked.data.contents.source_ids);
    return c.json({ data: jobDescriptor("prune", work) }, 202);
  });

  app.get("/:id", view, (c) => {
    const image = imageOf(c);
    if (image === undefined) return noImage(c);
    if (sentinelOf(image.wire.name) === "garbage") {
      return c.html("<h1>Bad gateway</h1>", 200, { [OUTSIDE_CONTRACT]: "its name asks for it" });
    }
    return c.json({ data: imageBody(c, image), ...includesOf(c, c.var.hub, [image]) });
  });

  app.patch("/:id", manage, async (c) => {
    const image = imageOf(c);
    if (image === undefined) return noImage(c);
    const { name } = changesSchema.parse(await c.req.json());
    if (name === undefined) return c.json({ data: image.wire });
    const refusal = (await sentinels.refusal(c, c.var.hub.account.name, name)) ?? refuseTaken(c, name, image.wire.id);
    if (refusal !== null) return refusal;
    image.wire.name = name;
    image.wire.events.updated = now();
    return c.json({ data: image.wire });
  });

  app.delete("/:id", manage, (c) => {
    const image = imageOf(c);
    if (image === undefined || image.wire.state.current === "deleted") return noImage(c);
    if (image.containers > 0) {
      return refuse(c, 403, "invalid-state", {
        title: "The image cannot be deleted.",
        detail: `${image.containers} containers use it`,
      });
    }
    return c.json({ data: jobDescriptor("delete", beginDeletion(c.var.hub, image)) });
  });

  app.post("/:id/tasks", requireCapability("images-import"), async (c) => {
    const image = imageOf(c);
    if (image === undefined) return noImage(c);
    importSchema.parse(await c.req.json());
    if (image.wire.name.startsWith("fail-import")) {
      return refuse(c, 403, "not-ready", { title: "No factory is ready.", detail: "Start a factory service first." });
    }
    const { current, error } = image.wire.state;
    if (current !== "new" && error === undefined) {
      return refuse(c, 403, "invalid-state", { title: `An image that is ${current} cannot be imported.` });
    }
    return c.json({ data: jobDescriptor("import", beginImport(c.var.hub, image)) });
  });

  app.get("/:id/build-log", view, (c) => {
    const image = imageOf(c);
    if (image === undefined) return noImage(c);
    if (image.log === null) return refuse(c, 404, "image.build-log", { title: "Build log not found." });
    const { id, hub_id, events } = image.wire;
    return c.json({ data: { id: newObjectId(), hub_id, image_id: id, log: image.log, events } });
  });
  return app;
}

function imageOf(c: Context<CycleEnvironment>): FakeImage | undefined {
  return c.var.hub.images.get(c.req.param("id") ?? "");
}

/** Cycle lets names repeat as far as is known; the name `taken` stands for what it may refuse after all. */
function refuseTaken(c: Context<CycleEnvironment>, name: string, ownId?: string): Response | null {
  const others = [...c.var.hub.images.values()].filter(({ wire }) => wire.id !== ownId && wire.name === name);
  if (!name.startsWith("taken") || others.length === 0) return null;
  return refuse(c, 409, "duplicate-found", { title: "There is an image of this name.", source: "/name" });
}
