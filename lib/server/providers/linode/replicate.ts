import "server-only";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import type { Form, FormValues, Option } from "@/lib/contract/form";
import type { Region } from "@/lib/contract/image";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { linodeText } from "@/lib/text/linode-text";
import type { LinodeClient } from "./client";
import { parseValues } from "./fields";
import { toImage } from "./mapper";
import { keepsImages, regionLabel } from "./regions";
import type { WireImage, WireRegion } from "./wire";

const text = linodeText.replicate;

/** A copy that Linode is removing already: to name it again would keep it. */
const LEAVING = "pending deletion";

const valuesSchema = z.object({
  regions: z.array(z.string().min(1), text.noneChosen).min(1, text.noneChosen),
});

/**
 * Where the image is, to be changed: Linode takes the complete set of regions and removes the copies that are not in it. So the form
 * begins with those that there are.
 * @param native the image's id as Linode writes it
 */
export async function replicateForm(client: LinodeClient, native: string): Promise<Form> {
  const [image, regions] = await Promise.all([client.get(native), client.regions()]);
  const present = regionsOf(image);
  return {
    title: text.title(image.label),
    summary: text.summary,
    warning: text.warning,
    items: [],
    fields: [
      {
        kind: "choices",
        name: "regions",
        label: text.regions,
        help: null,
        isRequired: true,
        value: present.filter(({ status }) => status !== LEAVING).map(({ id }) => id),
        options: optionsFor(regions, present),
        keepOneOf: available(present),
        keepHint: text.keepOne,
        refines: false,
      },
    ],
    submitLabel: text.submit,
    disabledReason: problemOf(image),
  };
}

/** @throws ApiError `conflict` when the image cannot be copied now, `invalid_request` for a set without an available copy */
export async function replicate(
  client: LinodeClient,
  native: string,
  values: FormValues,
): Promise<ProviderActionResult> {
  const wanted = new Set(parseValues(valuesSchema, values).regions);
  const before = await client.get(native);
  const problem = problemOf(before);
  if (problem !== null) throw new ApiError("conflict", problem);
  const present = regionsOf(before);
  if (!available(present).some((region) => wanted.has(region))) {
    throw new ApiError("invalid_request", text.keepOne, { details: [{ field: "regions", message: text.keepOne }] });
  }
  const image = toImage(await client.replicate(native, [...wanted]));
  const kept = new Set(present.filter(({ status }) => status !== LEAVING).map(({ id }) => id));
  const added = [...wanted].filter((region) => !kept.has(region));
  const removed = [...kept].filter((region) => !wanted.has(region));
  return { message: text.done(image.name, added.length, removed.length), image, jobId: null };
}

function regionsOf(image: WireImage): Region[] {
  return toImage(image).details?.regions ?? [];
}

function available(regions: readonly Region[]): string[] {
  return regions.filter(({ isAvailable }) => isAvailable).map(({ id }) => id);
}

function problemOf(image: WireImage): string | null {
  if (image.status !== "available") return text.notReady;
  return available(regionsOf(image)).length === 0 ? text.nowhereAvailable : null;
}

/** Regions that can keep images, and those that keep this one whatever they are; those that it is in come first. */
function optionsFor(regions: readonly WireRegion[], present: readonly Region[]): Option[] {
  const statuses = new Map(present.map(({ id, status }) => [id, status]));
  const known = new Map(regions.map((region) => [region.id, region]));
  const ids = new Set([...statuses.keys(), ...regions.filter(keepsImages).map(({ id }) => id)]);
  const options = [...ids].map((id) => ({
    value: id,
    label: regionLabel(known.get(id) ?? { id }),
    hint: hintOf(statuses.get(id), known.get(id)),
    disabledReason: null,
  }));
  return options.toSorted(
    (one, other) =>
      Number(statuses.has(other.value)) - Number(statuses.has(one.value)) || one.label.localeCompare(other.label, "en"),
  );
}

function hintOf(status: string | undefined, region: WireRegion | undefined): string | null {
  if (status !== undefined) return text.copyIs(status);
  return region?.status === "outage" ? linodeText.outage : null;
}
