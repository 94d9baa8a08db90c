import type { FakeDisk, FakeImage, FakeProject, FakeSnapshot, Silo } from "./silo";

// As the vendor's document has them.

interface Identity {
  id: string;
  name: string;
  description: string;
  createdAt: string;
  modifiedAt: string;
}

export function projectBody(project: FakeProject) {
  return identityBody(project);
}

export function diskBody(disk: FakeDisk) {
  return {
    ...identityBody(disk),
    project_id: disk.projectId,
    size: disk.size,
    block_size: disk.blockSize,
    device_path: `/mnt/${disk.name}`,
    disk_type: disk.type,
    read_only: disk.isReadOnly,
    image_id: null,
    snapshot_id: null,
    state: disk.state === "attached" ? { state: disk.state, instance: disk.id } : { state: disk.state },
  };
}

export function snapshotBody(snapshot: FakeSnapshot) {
  return {
    ...identityBody(snapshot),
    project_id: snapshot.projectId,
    disk_id: snapshot.diskId,
    size: snapshot.size,
    state: snapshot.state,
  };
}

/** Oxide never fills the digest. */
export function imageBody(image: FakeImage) {
  return {
    ...identityBody(image),
    project_id: image.projectId,
    size: image.size,
    block_size: image.blockSize,
    os: image.os,
    version: image.version,
    digest: null,
  };
}

export function userBody(silo: Silo) {
  return {
    id: silo.userId,
    display_name: silo.user,
    silo_id: silo.id,
    silo_name: "silo",
    silo_admin: true,
    fleet_viewer: false,
    time_created: "2026-01-01T00:00:00.000000Z",
    time_modified: "2026-01-01T00:00:00.000000Z",
  };
}

/** Oxide's instants have microseconds. */
function identityBody({ id, name, description, createdAt, modifiedAt }: Identity) {
  const [time_created, time_modified] = [createdAt, modifiedAt].map((instant) => instant.replace("Z", "000Z"));
  return { id, name, description, time_created, time_modified };
}
