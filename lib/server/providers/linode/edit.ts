import "server-only";
import { z } from "zod";
import type { Form, FormValues } from "@/lib/contract/form";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { linodeText } from "@/lib/text/linode-text";
import type { ImageChanges, LinodeClient } from "./client";
import {
  descriptionField,
  descriptionSchema,
  labelField,
  labelSchema,
  parseValues,
  tagsField,
  tagsSchema,
} from "./fields";
import { toImage } from "./mapper";
import type { WireImage } from "./wire";

const text = linodeText.edit;

/** @param native the image's id as Linode writes it */
export async function editForm(client: LinodeClient, native: string): Promise<Form> {
  const { label, description, tags } = await client.get(native);
  return {
    title: text.title(label),
    summary: null,
    warning: null,
    items: [],
    fields: [
      labelField(label, { isRequired: true, help: null }),
      descriptionField(description ?? ""),
      tagsField(tags ?? []),
    ],
    submitLabel: text.submit,
    disabledReason: null,
  };
}

/** Sends what differs, so that nothing is overwritten that somebody else changed in between. */
export async function edit(client: LinodeClient, native: string, values: FormValues): Promise<ProviderActionResult> {
  const present = await client.get(native);
  const changes = changesTo(present, values);
  if (Object.keys(changes).length === 0) {
    return { message: text.unchanged(present.label), image: toImage(present), jobId: null };
  }
  const image = toImage(await client.update(native, changes));
  return { message: text.done(image.name), image, jobId: null };
}

function changesTo(present: WireImage, values: FormValues): ImageChanges {
  const { label, description, tags } = parseValues(
    z.object({
      // A name that was given elsewhere may break the naming; only a new one must keep it.
      label: values["label"] === present.label ? z.string() : labelSchema,
      description: descriptionSchema.optional(),
      tags: tagsSchema.optional(),
    }),
    values,
  );
  // Linode refuses a description of no characters: none is null.
  const described = description?.trim() === "" ? null : description;
  return {
    ...(label !== present.label && { label }),
    ...(described !== undefined && described !== (present.description ?? null) && { description: described }),
    ...(tags !== undefined && !sameWords(tags, present.tags ?? []) && { tags }),
  };
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && new Set([...some, ...others]).size === new Set(some).size;
}
