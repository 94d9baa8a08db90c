import type { z } from "zod";
import { wireImageSchema, type WireImage } from "./wire";

/** For tests: an image of the account's own that is available, as Linode tells it. */
export function wireFixture(
  changes: Partial<z.input<typeof wireImageSchema>> | Record<string, unknown> = {},
): WireImage {
  return wireImageSchema.parse({
    id: "private/15",
    label: "web-base",
    description: "What every web server begins with.",
    created: "2026-08-14T22:44:02",
    updated: "2026-08-15T08:00:00",
    created_by: "somebody",
    deprecated: false,
    is_public: false,
    is_shared: false,
    eol: null,
    expiry: null,
    size: 2500,
    total_size: 1_234_567,
    status: "available",
    type: "manual",
    vendor: null,
    capabilities: ["cloud-init"],
    regions: [{ region: "us-iad", status: "available" }],
    tags: ["golden"],
    image_sharing: { shared_by: null, shared_with: { sharegroup_count: 0, sharegroup_list_url: "/x" } },
    ...changes,
  });
}
