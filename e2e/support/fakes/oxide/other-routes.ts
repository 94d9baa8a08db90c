import { Hono } from "hono";
import { alreadyExists, invalidRequest, notFound } from "./answers";
import { projectBody, snapshotBody, userBody } from "./bodies";
import { bodyOf, snapshotCreateSchema } from "./bodies-asked";
import { pathResource, requiredProjectOf, type OxideEnvironment } from "./find";
import type { OxideRack } from "./oxide-rack";
import { pageOf } from "./pages";

/** Who asks, projects and snapshots. */
export function otherRoutes(rack: OxideRack): Hono<OxideEnvironment> {
  const app = new Hono<OxideEnvironment>();

  app.get("/me", (c) => c.json(userBody(c.get("silo"))));

  app.get("/projects", (c) => c.json(pageOf(c, c.get("silo").projects, projectBody, rack.maxItems)));

  app.get("/snapshots", (c) => {
    const project = requiredProjectOf(c);
    const snapshots = c.get("silo").snapshots.filter(({ projectId }) => projectId === project.id);
    return c.json(pageOf(c, snapshots, snapshotBody, rack.maxItems));
  });

  app.post("/snapshots", async (c) => {
    const project = requiredProjectOf(c);
    const { disk: nameOrId, ...asked } = await bodyOf(c, snapshotCreateSchema);
    const { disks, snapshots } = c.get("silo");
    const disk = disks.find(
      ({ id, name, projectId }) => projectId === project.id && (id === nameOrId || name === nameOrId),
    );
    if (disk === undefined) throw notFound("disk", nameOrId);
    if (disk.state !== "detached" && disk.state !== "attached") {
      throw invalidRequest(`cannot snapshot a disk in state ${disk.state}`);
    }
    const isTaken = snapshots.some(({ name, projectId }) => name === asked.name && projectId === project.id);
    if (isTaken) throw alreadyExists("snapshot", asked.name);
    return c.json(snapshotBody(c.get("silo").addSnapshot(disk, asked)), 201);
  });

  app.get("/snapshots/:resource", (c) => c.json(snapshotBody(pathResource(c, "snapshot", c.get("silo").snapshots))));

  app.delete("/snapshots/:resource", (c) => {
    const { disks, snapshots } = c.get("silo");
    const snapshot = pathResource(c, "snapshot", snapshots);
    if (snapshot.state === "creating") throw invalidRequest(`snapshot cannot be deleted in state "creating"`);
    const disk = disks.find(({ id }) => id === snapshot.diskId);
    if (disk !== undefined) rack.trouble.refuseOnce("cleanup", disk, snapshot.id);
    snapshots.splice(snapshots.indexOf(snapshot), 1);
    return c.body(null, 204);
  });
  return app;
}
