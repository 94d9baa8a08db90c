import type { UploadRules } from "@/lib/contract/session";
import { uploadChecksText as text } from "@/lib/text/upload-checks-text";
import type { FileFormat } from "./file-format";
import { DECOMPRESSORS } from "./format-warning";
import { shellWord } from "./shell-word";

/** Endings of names that say nothing once the file is another one. */
const ENDING = /\.[a-z0-9]{1,8}$/i;

/** Why a provider does not take a file of a format, and the command that makes one that it takes; null when it does. */
export function acceptanceProblem(
  fileName: string,
  format: FileFormat,
  accepts: UploadRules["accepts"],
): string | null {
  switch (accepts) {
    case "anything":
      return null;
    case "gzip":
      return gzipProblem(fileName, format);
    case "raw":
      return rawProblem(fileName, format);
    default:
      return accepts satisfies never;
  }
}

function gzipProblem(fileName: string, format: FileFormat): string | null {
  switch (format.kind) {
    case "compressed":
      if (format.method === "gzip") return null;
      return text.gzipAfter(`${DECOMPRESSORS[format.method]} ${shellWord(fileName)}`);
    case "qcow2":
    case "vmdk":
    case "vhd":
    case "vhdx":
    case "vdi":
      return text.gzipAfter(conversion(fileName));
    case "archive":
      return text.gzipOfArchive;
    case "gpt":
    case "mbr":
    case "iso9660":
    case "filesystem":
    case "unrecognized":
      return text.gzip(`gzip -k ${shellWord(fileName)}`);
    default:
      return format satisfies never;
  }
}

function rawProblem(fileName: string, format: FileFormat): string | null {
  switch (format.kind) {
    case "compressed":
      return text.rawCompressed(`${DECOMPRESSORS[format.method]} ${shellWord(fileName)}`);
    case "archive":
      return text.rawArchive;
    case "qcow2":
    case "vmdk":
    case "vhd":
    case "vhdx":
    case "vdi":
      return text.rawConvert(conversion(fileName));
    case "gpt":
    case "mbr":
    case "iso9660":
    case "filesystem":
    case "unrecognized":
      return null;
    default:
      return format satisfies never;
  }
}

function conversion(fileName: string): string {
  return `qemu-img convert -O raw ${shellWord(fileName)} ${shellWord(`${fileName.replace(ENDING, "")}.raw`)}`;
}
