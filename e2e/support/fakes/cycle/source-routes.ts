import { Hono } from "hono";
import { requireCapability, type CycleEnvironment } from "./environment";
import { refuse } from "./errors";
import type { FakeHub } from "./hub";
import { listOf, pageOf, sorted } from "./query";
import type { FakeSource } from "./resources";

/** States that the count of a source's images tells apart. */
const COUNTED = ["new", "downloading", "building", "verifying", "saving", "live", "deleting"] as const;

/** `/v1/images/sources`. */
export function sourceRoutes(): Hono<CycleEnvironment> {
  const app = new Hono<CycleEnvironment>();
  const view = requireCapability("images-sources-view");

  app.get("/", view, (c) => {
    const { hub } = c.var;
    const page = pageOf(c, sorted(c, [...hub.sources.values()]));
    return c.json({ data: page.map((source) => sourceBody(hub, source, listOf(c, "meta"))) });
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
