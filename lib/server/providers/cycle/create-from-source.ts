import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Form, FormField, FormValues, Option } from "@/lib/contract/form";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { cycleFormText } from "@/lib/text/cycle-text";
import type { CycleClient, NewImage } from "./client";
import { textField, textOf, wrongField } from "./form-values";
import { toJobId } from "./jobs";
import { originLabel, sourceName, toImage } from "./mapper";
import { CYCLE_NAMING, nameOf } from "./naming";
import { readAgain } from "./read-again";
import { readSource, readSources } from "./sources";
import { MAX_TARGET_LENGTH, TARGET_PATTERN } from "./target";
import type { WireSource } from "./wire";

/** What an image is made of. Which fields follow the source depends on where that gets its images from. */
export async function createForm(client: CycleClient, values: FormValues): Promise<Form> {
  const sources = await readSources(client);
  const chosen = sources.find(({ id }) => id === textOf(values, "source"));
  return {
    title: cycleFormText.createTitle,
    summary: cycleFormText.createSummary,
    warning: null,
    items: [],
    fields: [
      {
        kind: "choice",
        name: "source",
        label: cycleFormText.source,
        help: null,
        isRequired: true,
        value: chosen !== undefined && whyNot(chosen) === null ? chosen.id : "",
        options: sources.map(toOption),
        refines: true,
      },
      textField({
        name: "name",
        label: cycleFormText.name,
        help: cycleFormText.nameHelp,
        value: textOf(values, "name"),
        maxLength: CYCLE_NAMING.maxLength,
        pattern: { source: CYCLE_NAMING.pattern, hint: CYCLE_NAMING.hint },
      }),
      ...(chosen === undefined ? [] : fieldsOf(chosen, values)),
    ],
    submitLabel: cycleFormText.createSubmit,
    disabledReason: sources.some((source) => whyNot(source) === null) ? null : cycleFormText.noSource,
  };
}

/**
 * Makes the image and begins its import: two steps at Cycle. When the second one fails, the image is there nevertheless, which is told
 * instead of an error: one who tried again would make another.
 */
export async function createFromSource(client: CycleClient, values: FormValues): Promise<ProviderActionResult> {
  const body = await newImage(client, values);
  const { data, includes } = await client.createImage(body);
  const made = toImage(data, includes);
  try {
    const jobId = toJobId((await client.importImage(data.id)).data);
    const image = await readAgain(client, made);
    return { message: cycleFormText.created(image.name), image, jobId };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const image = await readAgain(client, made);
    return { message: cycleFormText.createdOnly(image.name, error.message), image, jobId: null, isIncomplete: true };
  }
}

async function newImage(client: CycleClient, values: FormValues): Promise<NewImage> {
  const name = nameOf(values);
  const id = textOf(values, "source");
  if (id === "") throw wrongField("source", cycleFormText.chooseSource);
  const source = await readSource(client, id);
  if (source === null) throw wrongField("source", cycleFormText.noSuchSource);
  const reason = whyNot(source);
  if (reason !== null) throw wrongField("source", reason);
  const target = takesTarget(source) ? textOf(values, "target") : "";
  if (target.length > MAX_TARGET_LENGTH || (target !== "" && !new RegExp(TARGET_PATTERN.source, "u").test(target))) {
    throw wrongField("target", cycleFormText.targetHint);
  }
  return {
    source_id: source.id,
    ...(name !== "" && { name }),
    ...(target !== "" && { override: { target } }),
    ...(isBuilt(source) && values["useDisk"] === true && { build: { use_disk: true } }),
  };
}

function fieldsOf(source: WireSource, values: FormValues): FormField[] {
  const { useDisk, useDiskHelp, target, targetHelp } = cycleFormText;
  if (takesTarget(source)) {
    return [
      textField({
        name: "target",
        label: target,
        help: targetHelp,
        value: textOf(values, "target"),
        maxLength: MAX_TARGET_LENGTH,
        pattern: TARGET_PATTERN,
      }),
    ];
  }
  if (!isBuilt(source)) return [];
  const value = values["useDisk"] === true;
  return [{ kind: "switch", name: "useDisk", label: useDisk, help: useDiskHelp, isRequired: false, value }];
}

/** The vendor's document gives these two origins a target that a single image may replace. */
function takesTarget({ origin }: WireSource): boolean {
  return origin.type === "docker-hub" || origin.type === "docker-registry";
}

function isBuilt({ origin }: WireSource): boolean {
  return origin.type === "docker-file";
}

function toOption(source: WireSource): Option {
  return {
    value: source.id,
    label: sourceName(source),
    hint: [originLabel(source.origin), source.origin.target].filter((part) => part !== null).join(": "),
    disabledReason: whyNot(source),
  };
}

/** Why nothing can be imported from it. */
function whyNot({ origin, state }: WireSource): string | null {
  if (state.current === "deleting" || state.current === "deleted") return cycleFormText.sourceGoes;
  if (origin.type === "cycle-upload") return cycleFormText.sourceNeedsUpload;
  return origin.type === "none" ? cycleFormText.sourceHasNothing : null;
}
