import { Hono } from "hono";
import { OUTSIDE_CONTRACT } from "@/e2e/support/fakes/harness/check-contract";
import { alreadyExists, invalidRequest, notFound } from "./answers";
import { imageBody } from "./bodies";
import { bodyOf, imageCreateSchema } from "./bodies-asked";
import { pathResource, projectOf, requiredProjectOf, type OxideContext, type OxideEnvironment } from "./find";
import type { OxideRack } from "./oxide-rack";
import { pageOf } from "./pages";
import { nextInstant, type FakeImage } from "./silo";

/** Images of the silo, and of its projects. */
export function imageRoutes(rack: OxideRack): Hono<OxideEnvironment> {
  const app = new Hono<OxideEnvironment>();

  app.get("/images", (c) => {
    const projectId = projectOf(c)?.id ?? null;
    const images = c.get("silo").images.filter((image) => image.projectId === projectId);
    return c.json(pageOf(c, images, imageBody, rack.maxItems));
  });

  app.post("/images", async (c) => {
    const projectId = projectOf(c)?.id ?? null;
    const { source, ...asked } = await bodyOf(c, imageCreateSchema);
    const silo = c.get("silo");
    rack.trouble.refuseMaking(silo.user, asked);
    const snapshot = silo.snapshots.find(({ id }) => id === source.id);
    if (snapshot === undefined) throw notFound("snapshot", source.id);
    if (projectId !== null && snapshot.projectId !== projectId) {
      throw invalidRequest("snapshot does not belong to this project");
    }
    if (snapshot.state !== "ready") throw invalidRequest(`snapshot is ${snapshot.state}`);
    requireFree(c, projectId, asked.name);
    const { size, blockSize, bytes } = snapshot;
    return c.json(imageBody(silo.addImage({ ...asked, projectId, size, blockSize, bytes: bytes.copy() })), 201);
  });

  app.get("/images/:resource", (c) => {
    const image = named(c);
    if (rack.trouble.of(image) !== "garbage") return c.json(imageBody(image));
    return c.html("<h1>Bad gateway</h1>", 200, { [OUTSIDE_CONTRACT]: "its name asks for it" });
  });

  app.delete("/images/:resource", (c) => {
    const { images } = c.get("silo");
    images.splice(images.indexOf(named(c)), 1);
    return c.body(null, 204);
  });

  app.post("/images/:resource/promote", (c) => {
    const image = named(c);
    if (image.projectId === null) throw invalidRequest("image is already silo-scoped");
    return c.json(moved(c, image, null), 202);
  });

  app.post("/images/:resource/demote", (c) => {
    const project = requiredProjectOf(c);
    const image = named(c);
    if (image.projectId !== null) throw invalidRequest("image is already project-scoped");
    return c.json(moved(c, image, project.id), 202);
  });
  return app;
}

function named(c: OxideContext): FakeImage {
  return pathResource(c, "image", c.get("silo").images);
}

function moved(c: OxideContext, image: FakeImage, projectId: string | null) {
  requireFree(c, projectId, image.name);
  image.projectId = projectId;
  image.modifiedAt = nextInstant();
  return imageBody(image);
}

function requireFree(c: OxideContext, projectId: string | null, name: string): void {
  const isTaken = c.get("silo").images.some((image) => image.projectId === projectId && image.name === name);
  if (isTaken) throw alreadyExists("image", name);
}
