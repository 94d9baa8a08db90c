import type { Silo } from "./silo";

const GIB = 2 ** 30;

/** What a user finds: images of the silo and of two projects, a disk that is in use, and snapshots of it. */
export function addSeeds(silo: Silo): void {
  const platform = silo.addProject("platform", "What everything else runs on");
  const builds = silo.addProject("builds", "Machines that build and test");
  silo.addImage({
    name: "debian-12",
    projectId: null,
    description: "Debian 12, minimal",
    size: 2 * GIB,
  });
  silo.addImage({ name: "ubuntu-24-04", projectId: null, os: "Ubuntu", version: "24.04", size: 4 * GIB });
  silo.addImage({
    name: "build-runner",
    projectId: builds.id,
    description: "Runs jobs",
    os: "Debian",
    version: "12",
    size: 20 * GIB,
  });
  silo.addImage({ name: "gateway", projectId: platform.id, os: "Alpine", version: "3.20", size: GIB, blockSize: 4096 });
  const disk = silo.addDisk({ name: "gateway-root", projectId: platform.id, size: GIB, state: "attached" });
  silo.addSnapshot(disk, { name: "gateway-before-upgrade", description: "Before the upgrade in May" });
  silo.addSnapshot(disk, { name: "gateway-being-made", state: "creating" });
}
