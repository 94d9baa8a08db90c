import { linodeTime, type FakeDisk, type FakeImage, type FakeInstance } from "./shapes";

const DAY_MS = 24 * 60 * 60 * 1000;

/** An image of the account's own, available in one region, unless told otherwise. */
export function fakeImage(changes: Partial<FakeImage> & Pick<FakeImage, "id" | "label">): FakeImage {
  const created = changes.created ?? linodeTime(Date.now());
  return {
    description: null,
    created,
    updated: created,
    created_by: "somebody",
    deprecated: false,
    is_public: false,
    is_shared: false,
    eol: null,
    expiry: null,
    size: 2500,
    total_size: 1_234_567_890,
    status: "available",
    type: "manual",
    vendor: null,
    capabilities: [],
    regions: [{ region: "us-iad", status: "available" }],
    tags: [],
    image_sharing: {
      shared_with: { sharegroup_count: 0, sharegroup_list_url: `/images/${changes.id}/sharegroups` },
      shared_by: null,
    },
    ...changes,
  };
}

/** What everybody sees. */
export const PUBLIC_IMAGES: readonly FakeImage[] = [
  publicImage("linode/ubuntu24.04", "Ubuntu 24.04 LTS", "Ubuntu", "2024-04-25T15:11:02", "2029-04-25T04:00:00"),
  publicImage("linode/debian12", "Debian 12", "Debian", "2023-06-12T14:02:40", "2028-06-30T04:00:00"),
  {
    ...publicImage("linode/centos-stream8", "CentOS Stream 8", "CentOS", "2021-02-08T20:12:46", "2024-05-31T04:00:00"),
    deprecated: true,
  },
];

function publicImage(id: string, label: string, vendor: string, created: string, eol: string): FakeImage {
  return fakeImage({
    id,
    label,
    vendor,
    created,
    eol,
    created_by: "linode",
    is_public: true,
    capabilities: ["cloud-init", "distributed-sites"],
    regions: [],
    total_size: 0,
  });
}

/** What a new account has: two images of its own, and one that somebody shares with it. */
export function seededImages(username: string, nextNumber: () => number): FakeImage[] {
  const now = Date.now();
  const own = { created_by: username };
  const shared = nextNumber();
  return [
    fakeImage({
      ...own,
      id: `private/${nextNumber()}`,
      label: "web-base",
      description: "What every web server begins with.",
      created: linodeTime(now - 20 * DAY_MS),
      tags: ["web", "golden"],
      regions: [
        { region: "us-iad", status: "available" },
        { region: "eu-central", status: "available" },
      ],
    }),
    fakeImage({
      ...own,
      id: `private/${nextNumber()}`,
      label: "db-1 (deleted)",
      type: "automatic",
      created: linodeTime(now - 2 * DAY_MS),
      expiry: linodeTime(now + 12 * DAY_MS),
      size: 10_240,
    }),
    fakeImage({
      id: `shared/${shared}`,
      label: "hardened-debian",
      type: "shared",
      is_shared: "none",
      created: linodeTime(now - 40 * DAY_MS),
      created_by: "somebody-else",
      image_sharing: {
        shared_with: null,
        shared_by: {
          sharegroup_id: shared,
          sharegroup_uuid: "1533863e-16a4-47b5-b829-ac0f35c13278",
          sharegroup_label: "Hardened images",
          source_image_id: null,
          source_image_label: null,
        },
      },
    }),
  ];
}

export function seededInstances(nextNumber: () => number): FakeInstance[] {
  const web = instance(nextNumber(), "web-1", "us-iad", "running");
  const database = instance(nextNumber(), "db-1", "eu-central", "offline");
  return [
    {
      ...web,
      disks: [
        disk(nextNumber(), "Debian 12 Disk"),
        disk(nextNumber(), "512 MB Swap Image", { filesystem: "swap", size: 512 }),
      ],
    },
    { ...database, disks: [disk(nextNumber(), "Data"), disk(nextNumber(), "Scratch", { status: "not ready" })] },
  ];
}

function instance(id: number, label: string, region: string, status: FakeInstance["status"]): FakeInstance {
  const created = "2026-02-01T08:00:00";
  return {
    id,
    label,
    region,
    status,
    type: "g6-standard-1",
    created,
    updated: created,
    tags: [],
    image: "linode/debian12",
    disks: [],
  };
}

function disk(id: number, label: string, changes: Partial<FakeDisk> = {}): FakeDisk {
  const created = "2026-02-01T08:00:00";
  return { id, label, size: 25_088, filesystem: "ext4", status: "ready", created, updated: created, ...changes };
}

const OBJECT_STORAGE = ["Linodes", "Block Storage", "Object Storage"];

interface FakeRegion {
  id: string;
  label: string;
  country: string;
  status: "ok" | "outage";
  site_type: "core" | "distributed";
  capabilities: string[];
}

export const REGIONS: readonly FakeRegion[] = [
  {
    id: "us-iad",
    label: "Washington, DC",
    country: "us",
    status: "ok",
    site_type: "core",
    capabilities: OBJECT_STORAGE,
  },
  { id: "us-east", label: "Newark, NJ", country: "us", status: "ok", site_type: "core", capabilities: OBJECT_STORAGE },
  {
    id: "eu-central",
    label: "Frankfurt, DE",
    country: "de",
    status: "ok",
    site_type: "core",
    capabilities: OBJECT_STORAGE,
  },
  {
    id: "ap-south",
    label: "Singapore, SG",
    country: "sg",
    status: "outage",
    site_type: "core",
    capabilities: OBJECT_STORAGE,
  },
  { id: "ca-central", label: "Toronto, CA", country: "ca", status: "ok", site_type: "core", capabilities: ["Linodes"] },
  {
    id: "us-den-edge-1",
    label: "Denver, CO",
    country: "us",
    status: "ok",
    site_type: "distributed",
    capabilities: OBJECT_STORAGE,
  },
];

/** Where images can be kept. */
export function keepsImages(id: string): boolean {
  return REGIONS.some(
    (region) => region.id === id && region.site_type === "core" && region.capabilities.includes("Object Storage"),
  );
}
