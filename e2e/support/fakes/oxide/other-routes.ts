import { Hono } from "hono";
import { OUTSIDE_CONTRACT } from "@/e2e/support/fakes/harness/check-contract";
import { alreadyExists, invalidRequest, notFound } from "./answers";
import { projectBody, snapshotBody, userBody } from "./bodies";
import { bodyOf, snapshotCreateSchema } from "./bodies-asked";
import { pathResource, requiredProjectOf, type OxideEnvironment } from "./find";
import type { OxideRack } from "./oxide-rack";
import { pageOf } from "./pages";
import type { FakeSnapshot } from "./silo";

/** Who asks, projects and snapshots. */
export function otherRoutes(rack: OxideRack): Hono<OxideEnvironment> {
  const app = new Hono<OxideEnvironment>();
  /** Those that were asked for and not looked at since. */
  const begun = new Set<FakeSnapshot>();

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
    if (disk.type === "local") throw invalidRequest("cannot snapshot a local disk");
    if (disk.isReadOnly) throw invalidRequest("cannot snapshot a read-only disk");
    const isTaken = snapshots.some(({ name, projectId }) => name === asked.name && projectId === project.id);
    if (isTaken) throw alreadyExists("snapshot", asked.name);
    const snapshot = c.get("silo").addSnapshot(disk, { ...asked, state: "creating" });
    begun.add(snapshot);
    return c.json(snapshotBody(snapshot), 201);
  });

  app.get("/snapshots/:resource", (c) => {
    const snapshot = pathResource(c, "snapshot", c.get("silo").snapshots);
    const asked = rack.trouble.of(snapshot);
    if (asked === "garbage") return c.html("<h1>Bad gateway</h1>", 200, { [OUTSIDE_CONTRACT]: "its name asks for it" });
    const body = snapshotBody(snapshot);
    // It is ready at the next look.
    if (begun.delete(snapshot)) snapshot.state = asked === "broken" ? "faulted" : "ready";
    return c.json(body);
  });

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
