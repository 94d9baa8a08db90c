/** An image as Linode's document has it, all fields required. */
export interface FakeImage {
  id: string;
  label: string;
  description: string | null;
  created: string;
  updated: string;
  created_by: string;
  deprecated: boolean;
  is_public: boolean;
  is_shared: boolean | "none";
  eol: string | null;
  expiry: string | null;
  size: number;
  total_size: number;
  status: "creating" | "pending_upload" | "available";
  type: "manual" | "automatic" | "shared";
  vendor: string | null;
  capabilities: string[];
  regions: { region: string; status: RegionStatus }[];
  tags: string[];
  image_sharing: { shared_with: object | null; shared_by: object | null };
}

/** With spaces, as Linode writes them. */
export type RegionStatus =
  | "available"
  | "creating"
  | "pending"
  | "pending deletion"
  | "pending replication"
  | "replicating";

export interface FakeEntity {
  id: number;
  type: string;
  label: string;
  url: string;
}

/** An event of an account, as far as one about images has something to say. */
export interface FakeEvent {
  id: number;
  action: "image_upload" | "disk_imagize" | "image_update" | "image_delete";
  status: "scheduled" | "started" | "finished" | "failed" | "canceled" | "notification";
  created: string;
  /** In seconds. */
  duration: number | null;
  message: string | null;
  username: string;
  entity: FakeEntity;
  secondary_entity: FakeEntity | null;
}

export interface FakeDisk {
  id: number;
  label: string;
  size: number;
  filesystem: "raw" | "swap" | "ext3" | "ext4" | "initrd";
  status: "ready" | "not ready" | "deleting";
  created: string;
  updated: string;
}

export interface FakeInstance {
  id: number;
  label: string;
  region: string;
  status: "running" | "offline";
  type: string;
  created: string;
  updated: string;
  tags: string[];
  image: string | null;
  disks: FakeDisk[];
}

/** An instant in Linode's way: without an offset, and meant in UTC. */
export function linodeTime(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().slice(0, 19);
}
