import "server-only";
import type { Option } from "@/lib/contract/form";
import { linodeText } from "@/lib/text/linode-text";
import type { WireRegion } from "./wire";

/** Images are kept in regions of the common kind that have Object Storage; where no kind is told, it is the common one. */
export function keepsImages({ capabilities, site_type: kind }: WireRegion): boolean {
  return (capabilities ?? []).includes("Object Storage") && (kind ?? "core") === "core";
}

export function regionOptions(regions: readonly WireRegion[]): Option[] {
  return regions
    .filter(keepsImages)
    .map((region) => ({
      value: region.id,
      label: regionLabel(region),
      hint: region.status === "outage" ? linodeText.outage : null,
      disabledReason: null,
    }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"));
}

/** As in "Newark, NJ, USA (us-east)". */
export function regionLabel({ id, label }: Pick<WireRegion, "id" | "label">): string {
  return typeof label === "string" && label !== "" ? `${label} (${id})` : id;
}
