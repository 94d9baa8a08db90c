import { setTimeout as delay } from "node:timers/promises";
import { Hono } from "hono";
import { alreadyExists, invalidRequest } from "./answers";
import { diskBody } from "./bodies";
import { bodyOf, bulkWriteSchema, diskCreateSchema, finalizeSchema } from "./bodies-asked";
import { pathResource, requiredProjectOf, type OxideContext, type OxideEnvironment } from "./find";
import type { OxideRack } from "./oxide-rack";
import { pageOf } from "./pages";
import { nextInstant, type FakeDisk } from "./silo";
import { internal } from "./trouble";

const GIB = 2 ** 30;

const MAX_DISK_GIB = 1023;

/** Of one write, in bytes before they are base64. */
const MAX_WRITE_BYTES = 512 * 1024;

/** Disks, and the way a file gets onto one. */
export function diskRoutes(rack: OxideRack): Hono<OxideEnvironment> {
  const app = new Hono<OxideEnvironment>();

  app.get("/disks", (c) => {
    const project = requiredProjectOf(c);
    const disks = c.get("silo").disks.filter(({ projectId }) => projectId === project.id);
    return c.json(pageOf(c, disks, diskBody, rack.maxItems));
  });

  app.post("/disks", async (c) => {
    const project = requiredProjectOf(c);
    const { name, description, size, disk_backend: backend } = await bodyOf(c, diskCreateSchema);
    const silo = c.get("silo");
    rack.trouble.refuseMaking(silo.user, { name, description });
    if (size % GIB !== 0 || size < GIB || size > MAX_DISK_GIB * GIB) {
      throw invalidRequest('unsupported value for "size": must be a multiple of 1 GiB, 1023 GiB at most');
    }
    if (silo.disks.some((disk) => disk.projectId === project.id && disk.name === name)) {
      throw alreadyExists("disk", name);
    }
    const blockSize = backend.disk_source.block_size;
    return c.json(diskBody(silo.addDisk({ name, description, size, blockSize, projectId: project.id })), 201);
  });

  app.get("/disks/:resource", (c) => c.json(diskBody(named(c))));

  app.delete("/disks/:resource", (c) => {
    const disk = named(c);
    if (disk.state !== "detached" && disk.state !== "faulted") {
      throw invalidRequest(`disk cannot be deleted in state "${disk.state}"`);
    }
    rack.trouble.refuseOnce("cleanup", disk, disk.id);
    const { disks } = c.get("silo");
    disks.splice(disks.indexOf(disk), 1);
    return c.body(null, 204);
  });

  app.post("/disks/:resource/bulk-write-start", (c) => {
    move(named(c), "import_ready", "importing_from_bulk_writes");
    return c.body(null, 204);
  });

  app.post("/disks/:resource/bulk-write-stop", (c) => {
    move(named(c), "importing_from_bulk_writes", "import_ready");
    return c.body(null, 204);
  });

  app.post("/disks/:resource/bulk-write", async (c) => {
    const disk = named(c);
    const { offset, base64_encoded_data: encoded } = await bodyOf(c, bulkWriteSchema);
    requireState(disk, "importing_from_bulk_writes");
    const data = Buffer.from(encoded, "base64");
    if (data.toString("base64") !== encoded) throw invalidRequest("error base64 decoding data");
    if (data.length > MAX_WRITE_BYTES) throw invalidRequest("data is longer than 524288 bytes");
    if (data.length === 0 || data.length % disk.blockSize !== 0 || offset % disk.blockSize !== 0) {
      throw invalidRequest(`offset and length must be multiples of ${disk.blockSize}`);
    }
    if (offset + data.length > disk.size) throw invalidRequest("the write is beyond the end of the disk");
    await rack.blocksMayPass();
    rack.trouble.refuseOnce("block", disk, `${disk.id} ${offset}`);
    disk.bytes.write(offset, data);
    return c.body(null, 204);
  });

  app.post("/disks/:resource/finalize", async (c) => {
    const disk = named(c);
    const { snapshot_name: snapshotName } = await bodyOf(c, finalizeSchema);
    const silo = c.get("silo");
    const isTaken = silo.snapshots.some(({ name, projectId }) => name === snapshotName && projectId === disk.projectId);
    if (isTaken) throw alreadyExists("snapshot", snapshotName ?? "");
    move(disk, "import_ready", "finalizing");
    const asked = rack.trouble.of(disk);
    if (asked === "slow") await delay(rack.slowMs);
    if (asked === "broken") {
      disk.state = "faulted";
      throw internal();
    }
    disk.state = "detached";
    if (typeof snapshotName === "string")
      silo.addSnapshot(disk, { name: snapshotName, description: "made by finalize" });
    return c.body(null, 204);
  });
  return app;
}

function named(c: OxideContext): FakeDisk {
  return pathResource(c, "disk", c.get("silo").disks);
}

function move(disk: FakeDisk, from: FakeDisk["state"], to: FakeDisk["state"]): void {
  requireState(disk, from);
  disk.state = to;
  disk.modifiedAt = nextInstant();
}

function requireState(disk: FakeDisk, state: FakeDisk["state"]): void {
  if (disk.state !== state) throw invalidRequest(`cannot do this for a disk in state ${disk.state}`);
}
