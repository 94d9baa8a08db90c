import { Hono } from "hono";
import { z } from "zod";
import { requireCapability, type CycleEnvironment } from "./environment";
import { refuse } from "./errors";
import { addSource, type FakeHub } from "./hub";
import { listOf, pageOf, sorted } from "./query";
import type { FakeSource } from "./resources";
import { Sentinels } from "./sentinels";

const inRegistry = z.object({ target: z.string(), url: z.string() });

/** Origins that a source can be made with here. What else is in them is kept as it is. */
const newSourceSchema = z.object({
  name: z.string().min(1),
  type: z.literal("direct"),
  origin: z.discriminatedUnion("type", [
    z.object({ type: z.literal("docker-hub"), details: z.looseObject({ target: z.string() }) }),
    z.object({ type: z.literal("docker-registry"), details: inRegistry.loose() }),
    z.object({ type: z.literal("oci-registry"), details: inRegistry.loose() }),
    z.object({
      type: z.literal("docker-file"),
      details: z.looseObject({ repo: z.looseObject({ url: z.string() }) }),
    }),
  ]),
});

/** States that the count of a source's images tells apart. */
const COUNTED = ["new", "downloading", "building", "verifying", "saving", "live", "deleting"] as const;

/** `/v1/images/sources`. A target that ends in `:none` is refused. */
export function sourceRoutes(): Hono<CycleEnvironment> {
  const app = new Hono<CycleEnvironment>();
  const sentinels = new Sentinels();
  const view = requireCapability("images-sources-view");

  app.get("/", view, (c) => {
    const { hub } = c.var;
    const page = pageOf(c, sorted(c, [...hub.sources.values()]));
    return c.json({ data: page.map((source) => sourceBody(hub, source, listOf(c, "meta"))) });
  });

  app.post("/", requireCapability("images-sources-manage"), async (c) => {
    const { name, origin } = newSourceSchema.parse(await c.req.json());
    const { hub } = c.var;
    const refusal = await sentinels.refusal(c, hub.account.name, name);
    if (refusal !== null) return refusal;
    if ("target" in origin.details && String(origin.details.target).endsWith(":none")) {
      return refuse(c, 422, "invalid-input", { title: "There is no such image.", source: "/origin/details/target" });
    }
    return c.json({ data: addSource(hub, name, origin) }, 201);
  });

  app.get("/:id", view, (c) => {
    const source = c.var.hub.sources.get(c.req.param("id"));
    if (source === undefined) return refuse(c, 404, "image.source", { title: "Image source not found." });
    return c.json({ data: sourceBody(c.var.hub, source, listOf(c, "meta")) });
  });
  return app;
}

function sourceBody(hub: FakeHub, source: FakeSource, meta: readonly string[]): object {
  if (!meta.includes("images_count")) return source;
  const images = [...hub.images.values()].filter(({ wire }) => wire.source.details.id === source.id);
  const state = Object.fromEntries(
    COUNTED.map((word) => [word, images.filter(({ wire }) => wire.state.current === word).length]),
  );
  const total = Object.values(state).reduce((sum, count) => sum + count, 0);
  return { ...source, meta: { images_count: { total, state } } };
}
