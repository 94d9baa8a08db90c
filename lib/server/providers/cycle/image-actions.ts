import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Form, FormValues } from "@/lib/contract/form";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { cycleFormText } from "@/lib/text/cycle-text";
import type { CycleClient } from "./client";
import { textField, wrongField } from "./form-values";
import { toJobId } from "./jobs";
import { toImage } from "./mapper";
import { CYCLE_NAMING, nameOf } from "./naming";
import { readAgain } from "./read-again";

/** The image's own name, which may be empty although it is shown with one. */
export async function renameForm(client: CycleClient, imageId: string): Promise<Form> {
  const { data, includes } = await client.image(imageId);
  const image = toImage(data, includes);
  return {
    title: cycleFormText.renameTitle(image.name),
    summary: null,
    warning: null,
    items: [],
    fields: [
      textField({
        name: "name",
        label: cycleFormText.name,
        help: null,
        value: data.name ?? "",
        isRequired: true,
        maxLength: CYCLE_NAMING.maxLength,
        pattern: { source: CYCLE_NAMING.pattern, hint: CYCLE_NAMING.hint },
      }),
    ],
    submitLabel: cycleFormText.renameSubmit,
    disabledReason: image.actions.includes("rename") ? null : cycleFormText.isGoing,
  };
}

export async function rename(client: CycleClient, imageId: string, values: FormValues): Promise<ProviderActionResult> {
  const name = nameOf(values);
  if (name === "") throw wrongField("name", cycleFormText.giveName);
  const { data, includes } = await client.updateImage(imageId, { name });
  const image = await readAgain(client, toImage(data, includes));
  return { message: cycleFormText.renamed(image.name), image, jobId: null };
}

export async function importForm(client: CycleClient, imageId: string): Promise<Form> {
  const { data, includes } = await client.image(imageId);
  const { name, actions } = toImage(data, includes);
  return {
    title: cycleFormText.importTitle(name),
    summary: cycleFormText.importSummary,
    warning: null,
    items: [],
    fields: [],
    submitLabel: cycleFormText.importSubmit,
    disabledReason: actions.includes("import") ? null : cycleFormText.cannotImport,
  };
}

/** @throws ApiError `conflict` for an image that is imported, or being imported */
export async function importImage(client: CycleClient, imageId: string): Promise<ProviderActionResult> {
  const { data, includes } = await client.image(imageId);
  const before = toImage(data, includes);
  if (!before.actions.includes("import")) throw new ApiError("conflict", cycleFormText.cannotImport);
  const jobId = toJobId((await client.importImage(imageId)).data);
  const image = await readAgain(client, before);
  return { message: cycleFormText.importBegun(image.name), image, jobId };
}
