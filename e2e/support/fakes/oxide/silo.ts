import { randomUUID } from "node:crypto";
import { DiskBytes } from "./disk-bytes";

/** What every resource has. Instants are ISO 8601 in UTC. */
interface Resource {
  id: string;
  name: string;
  description: string;
  createdAt: string;
  modifiedAt: string;
}

export type FakeProject = Resource;

export type BlockSize = 512 | 2048 | 4096;

/** Sizes are bytes. */
export interface FakeDisk extends Resource {
  projectId: string;
  size: number;
  blockSize: BlockSize;
  state: "import_ready" | "importing_from_bulk_writes" | "finalizing" | "detached" | "attached" | "faulted";
  type: "distributed" | "local";
  isReadOnly: boolean;
  bytes: DiskBytes;
}

export interface FakeSnapshot extends Resource {
  projectId: string;
  diskId: string;
  size: number;
  blockSize: BlockSize;
  state: "creating" | "ready" | "faulted";
  bytes: DiskBytes;
}

/** `projectId` is null for an image of the silo. */
export interface FakeImage extends Resource {
  projectId: string | null;
  size: number;
  blockSize: BlockSize;
  os: string;
  version: string;
  bytes: DiskBytes;
}

/** One user's rack: nothing in it is another's. */
export class Silo {
  readonly userId = randomUUID();
  readonly id = randomUUID();
  readonly projects: FakeProject[] = [];
  readonly disks: FakeDisk[] = [];
  readonly snapshots: FakeSnapshot[] = [];
  readonly images: FakeImage[] = [];

  constructor(readonly user: string) {}

  addProject(name: string, description = ""): FakeProject {
    return added(this.projects, { ...newResource({ name, description }) });
  }

  addDisk(disk: Pick<FakeDisk, "name" | "projectId" | "size"> & Partial<FakeDisk>): FakeDisk {
    const kind = { type: "distributed", isReadOnly: false } as const;
    const defaults = { blockSize: 512, state: "import_ready", bytes: new DiskBytes(), ...kind } as const;
    return added(this.disks, { ...newResource(disk), ...defaults, ...disk });
  }

  addSnapshot(disk: FakeDisk, snapshot: Pick<FakeSnapshot, "name"> & Partial<FakeSnapshot>): FakeSnapshot {
    const { id: diskId, projectId, size, blockSize } = disk;
    const copied = { diskId, projectId, size, blockSize, state: "ready", bytes: disk.bytes.copy() } as const;
    return added(this.snapshots, { ...newResource(snapshot), ...copied, ...snapshot });
  }

  addImage(image: Pick<FakeImage, "name" | "projectId"> & Partial<FakeImage>): FakeImage {
    const defaults = { size: 2 ** 30, blockSize: 512, os: "Debian", version: "12", bytes: new DiskBytes() } as const;
    return added(this.images, { ...newResource(image), ...defaults, ...image });
  }
}

let lastInstant = 0;

/** Later than all before, by a millisecond at least. */
export function nextInstant(): string {
  lastInstant = Math.max(lastInstant + 1, Date.now());
  return new Date(lastInstant).toISOString();
}

function newResource({ name, description = "" }: { name: string; description?: string }): Resource {
  const createdAt = nextInstant();
  return { id: randomUUID(), name, description, createdAt, modifiedAt: createdAt };
}

function added<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
