import "server-only";
import type { Form, FormValues } from "@/lib/contract/form";
import { oxideText } from "@/lib/text/oxide-text";
import { entered, imageFields, projectField } from "./form-fields";
import type { WireProject } from "./wire";

/** Of 512 characters that Oxide keeps of a description, those that surely stay beside the name, the system and the size. */
const MAX_UPLOAD_DESCRIPTION_LENGTH = 200;

const BLOCK_SIZES = ["512", "2048", "4096"] as const;

/** What an upload needs to know beside its file and the image's name. */
export function uploadForm(projects: readonly WireProject[], values: FormValues): Form {
  return {
    title: oxideText.uploadTitle,
    summary: oxideText.uploadSummary,
    warning: null,
    items: [],
    fields: [
      projectField(projects, entered(values, "project"), { help: oxideText.projectOfUpload, refines: false }),
      ...imageFields(values, MAX_UPLOAD_DESCRIPTION_LENGTH),
      {
        kind: "choice",
        name: "blockSize",
        label: oxideText.blockSize,
        help: oxideText.blockSizeHelp,
        isRequired: true,
        value: entered(values, "blockSize") || "512",
        options: BLOCK_SIZES.map((size) => ({
          value: size,
          label: oxideText.bytes(size),
          hint: oxideText.blockSizes[size],
          disabledReason: null,
        })),
        refines: false,
      },
    ],
    submitLabel: oxideText.uploadSubmit,
    disabledReason: projects.length === 0 ? oxideText.noProjects : null,
  };
}
