import "server-only";
import { z } from "zod";
import type { Form, FormField, FormValues, Option } from "@/lib/contract/form";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { linodeText } from "@/lib/text/linode-text";
import { formatBytes } from "@/lib/utils/format-bytes";
import type { LinodeClient } from "./client";
import { labelField, labelSchema, newImageBody, newImageFields, newImageShape, parseValues, textValue } from "./fields";
import { megabytes, toImage } from "./mapper";
import type { WireDisk, WireInstance } from "./wire";

const text = linodeText.capture;

const valuesSchema = z.object({
  linode: z.string(text.linodeMissing).regex(/^\d{1,15}$/, text.linodeMissing),
  // Linode takes the disk's own label when it is given none.
  label: z.union([z.literal(""), labelSchema]).default(""),
  ...newImageShape,
});

const diskSchema = z.object({ disk: z.string(text.diskMissing).regex(/^\d{1,15}$/, text.diskMissing) });

/** Which disk of which Linode: the disks are asked for once a Linode is chosen. */
export async function captureForm(client: LinodeClient, values: FormValues): Promise<Form> {
  const instances = await client.instances();
  const chosen = instances.find(({ id }) => String(id) === textValue(values, "linode"));
  const disks = chosen === undefined ? null : await client.disks(chosen.id);
  return {
    title: text.title,
    summary: text.summary,
    warning: null,
    items: [],
    fields: [
      choice("linode", text.linode, chosen === undefined ? "" : String(chosen.id), instances.map(instanceOption)),
      ...(disks === null ? [] : [diskField(disks, textValue(values, "disk"))]),
      labelField(textValue(values, "label"), { isRequired: false, help: text.labelHelp }),
      ...newImageFields(values),
    ],
    submitLabel: text.submit,
    disabledReason: disabledReason(instances, disks),
  };
}

export async function capture(client: LinodeClient, values: FormValues): Promise<ProviderActionResult> {
  const { linode: _, label, ...more } = parseValues(valuesSchema, values);
  // There is no field for a disk before a Linode is chosen.
  const { disk } = parseValues(diskSchema, values);
  const named = label === "" ? {} : { label };
  const image = toImage(await client.capture(Number(disk), { ...named, ...newImageBody(more) }));
  return { message: text.done(image.name), image, jobId: null };
}

function disabledReason(instances: readonly WireInstance[], disks: readonly WireDisk[] | null): string | null {
  if (instances.length === 0) return text.noLinodes;
  return disks?.length === 0 ? text.noDisks : null;
}

function choice(name: string, label: string, value: string, options: Option[]): FormField {
  const refines = name === "linode";
  return { kind: "choice", name, label, help: null, isRequired: true, value, options, refines };
}

function instanceOption({ id, label, region, status }: WireInstance): Option {
  const told = [region, status].filter((word) => typeof word === "string");
  return { value: String(id), label, hint: told.length === 0 ? null : told.join(", "), disabledReason: null };
}

function diskField(disks: readonly WireDisk[], entered: string): FormField {
  const options = disks.map(diskOption);
  const usable = options.filter((option) => option.disabledReason === null);
  // A Linode usually has one disk beside its swap: then there is nothing to choose.
  const onlyOne = usable.length === 1 ? (usable[0]?.value ?? "") : "";
  const value = usable.some((option) => option.value === entered) ? entered : onlyOne;
  return choice("disk", text.disk, value, options);
}

function diskOption({ id, label, size, filesystem, status }: WireDisk): Option {
  const bytes = megabytes(size);
  const told = [bytes === null ? null : formatBytes(bytes), filesystem].filter((word) => typeof word === "string");
  return {
    value: String(id),
    label,
    hint: told.length === 0 ? null : told.join(", "),
    disabledReason: diskProblem(filesystem, status),
  };
}

function diskProblem(filesystem: string | null | undefined, status: string | null | undefined): string | null {
  if (filesystem === "swap") return text.swap;
  return status === "ready" || typeof status !== "string" ? null : text.diskIs(status);
}
