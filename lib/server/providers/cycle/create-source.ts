import "server-only";
import type { Form, FormField, FormValues } from "@/lib/contract/form";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { cycleFormText, cycleText } from "@/lib/text/cycle-text";
import type { CycleClient, NewOrigin } from "./client";
import { textField, textOf, wrongField } from "./form-values";
import { sourceName } from "./mapper";
import { CYCLE_NAMING, nameOf } from "./naming";
import { MAX_TARGET_LENGTH, TARGET_PATTERN } from "./target";

/**
 * The origins that are offered. None asks for a credential: a form's lines of text are readable by who stands beside. The others make no sense for somebody who begins: uploads need Cycle's own tools, `none` has nothing to
 * import, and `cycle-source` is what Cycle itself writes down.
 */
const ORIGINS = ["docker-hub", "docker-file", "docker-registry", "oci-registry"] as const;
type Origin = (typeof ORIGINS)[number];

interface Line {
  name: string;
  label: string;
  help: string;
  maxLength: number;
  isRequired: boolean;
  pattern: { source: string; hint: string };
}

/** Neither a user nor a query, where tokens stand. */
const URL_PATTERN = { source: String.raw`^https?:\/\/[A-Za-z0-9][^\s@?#]*$`, hint: cycleFormText.urlHint };

/** Of branches and files in a repository. */
const PATH_PATTERN = { source: String.raw`^[A-Za-z0-9._\/][A-Za-z0-9._\/-]*$`, hint: cycleFormText.pathHint };

const TARGET: Line = {
  name: "target",
  label: cycleFormText.sourceTarget,
  help: cycleFormText.sourceTargetHelp,
  maxLength: MAX_TARGET_LENGTH,
  isRequired: true,
  pattern: TARGET_PATTERN,
};

const REGISTRY = url("registry", cycleFormText.registry, cycleFormText.registryHelp);

const LINES: Readonly<Record<Origin, readonly Line[]>> = {
  "docker-hub": [TARGET],
  "docker-file": [
    url("repository", cycleFormText.repository, cycleFormText.repositoryHelp),
    path("branch", cycleFormText.branch, cycleFormText.branchHelp),
    path("contextDirectory", cycleFormText.contextDirectory, cycleFormText.contextDirectoryHelp),
    path("buildFile", cycleFormText.buildFile, cycleFormText.buildFileHelp),
  ],
  "docker-registry": [REGISTRY, TARGET],
  "oci-registry": [REGISTRY, TARGET],
};

/** What a new source is made of. The fields below the name follow the origin. What was typed into them is not told back. */
export function createSourceForm(values: FormValues): Form {
  const origin = originOf(values);
  const choice: FormField = {
    kind: "choice",
    name: "origin",
    label: cycleFormText.origin,
    help: null,
    isRequired: true,
    value: origin ?? "",
    options: ORIGINS.map((value) => ({
      value,
      label: cycleText.origins[value],
      hint: cycleFormText.originHints[value],
      disabledReason: null,
    })),
    refines: true,
  };
  const name = textField({
    name: "name",
    label: cycleFormText.name,
    help: null,
    value: textOf(values, "name"),
    maxLength: CYCLE_NAMING.maxLength,
    isRequired: true,
    pattern: { source: CYCLE_NAMING.pattern, hint: CYCLE_NAMING.hint },
  });
  // A link may have a user and a password in it before it is refused.
  const lines = origin === null ? [] : LINES[origin].map((line) => textField({ ...line, value: "" }));
  return {
    title: cycleFormText.newSourceTitle,
    summary: cycleFormText.newSourceSummary,
    warning: null,
    items: [],
    fields: [choice, name, ...lines],
    submitLabel: cycleFormText.newSourceSubmit,
    disabledReason: null,
  };
}

/** Makes the source. Nothing is imported: its first image does that. */
export async function createSource(client: CycleClient, values: FormValues): Promise<ProviderActionResult> {
  const type = originOf(values);
  if (type === null) throw wrongField("origin", cycleFormText.chooseOrigin);
  const name = nameOf(values);
  if (name === "") throw wrongField("name", cycleFormText.giveSourceName);
  for (const line of LINES[type]) check(line, textOf(values, line.name));
  const { data } = await client.createSource({ type: "direct", name, origin: newOrigin(type, values) });
  return { message: cycleFormText.sourceMade(sourceName(data)), image: null, jobId: null };
}

function newOrigin(type: Origin, values: FormValues): NewOrigin {
  const target = textOf(values, "target");
  switch (type) {
    case "docker-hub":
      return { type, details: { target } };
    case "docker-registry":
    case "oci-registry":
      return { type, details: { target, url: textOf(values, "registry") } };
    case "docker-file": {
      const branch = textOf(values, "branch");
      const directory = textOf(values, "contextDirectory");
      const buildFile = textOf(values, "buildFile");
      return {
        type,
        details: {
          repo: { url: textOf(values, "repository"), ...(branch !== "" && { branch }) },
          ...(directory !== "" && { context_dir: directory }),
          ...(buildFile !== "" && { build_file: buildFile }),
        },
      };
    }
    default:
      return type satisfies never;
  }
}

function originOf(values: FormValues): Origin | null {
  const chosen = textOf(values, "origin");
  return ORIGINS.find((origin) => origin === chosen) ?? null;
}

/** @throws ApiError `invalid_request` at the line's field for what does not fit */
function check({ name, isRequired, maxLength, pattern }: Line, entered: string): void {
  const isRight = entered === "" ? !isRequired : new RegExp(pattern.source, "u").test(entered);
  if (!isRight || entered.length > maxLength) throw wrongField(name, pattern.hint);
}

function url(name: string, label: string, help: string): Line {
  return { name, label, help, maxLength: 2048, isRequired: true, pattern: URL_PATTERN };
}

function path(name: string, label: string, help: string): Line {
  return { name, label, help, maxLength: 255, isRequired: false, pattern: PATH_PATTERN };
}
