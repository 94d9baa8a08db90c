import { inspectionText } from "@/lib/text/inspection-text";
import { formatBytes } from "@/lib/utils/format-bytes";
import type { FileFormat } from "./file-format";
import { warningOf } from "./format-warning";

export interface FormatDescription {
  /** What it is, as in "QCOW2 disk image". */
  title: string;
  /** What its header tells, piece by piece, as in "Virtual size 20 GiB". */
  details: string[];
  /** One sentence where a machine is unlikely to boot it. Never a reason to refuse it. */
  warning: string | null;
}

/** A format in words. */
export function describeFormat(format: FileFormat): FormatDescription {
  return {
    title: titleOf(format),
    details: detailsOf(format).filter((detail) => detail !== null),
    warning: warningOf(format),
  };
}

const { titles, details } = inspectionText;

function titleOf(format: FileFormat): string {
  switch (format.kind) {
    case "compressed":
      return titles.compressed[format.method];
    case "archive":
      return titles.archive[format.type];
    case "filesystem":
      return titles.filesystem[format.type];
    case "unrecognized":
      return format.hint === null ? titles.unrecognized : titles.hints[format.hint];
    default:
      return titles[format.kind];
  }
}

function detailsOf(format: FileFormat): (string | null)[] {
  switch (format.kind) {
    case "gpt":
      return [
        details.partitions(format.partitions),
        format.hasEfiSystem ? details.efiSystem : null,
        format.hasBiosBoot ? details.biosBoot : null,
        format.sectorBytes === 4096 ? details.largeSectors : null,
      ];
    case "mbr":
      return [details.partitions(format.partitions), format.isBootable ? details.bootable : null];
    case "iso9660":
      return [
        format.label === null ? null : details.label(format.label),
        format.isBootable ? details.bootable : null,
        format.hybrid === null ? null : details.hybrid[format.hybrid],
      ];
    case "qcow2":
      return [
        virtualSize(format.virtualBytes),
        details.version(format.version),
        format.backingFile === null ? null : details.backingFile(format.backingFile),
        format.hasDataFile ? details.dataFile : null,
        format.encryption === "none" ? null : details.encrypted,
      ];
    case "vmdk":
      return [virtualSize(format.virtualBytes), details.vmdk[format.variant]];
    case "vhd":
      return [virtualSize(format.virtualBytes), details.variant[format.variant]];
    case "vdi":
      return [virtualSize(format.virtualBytes), format.variant === "other" ? null : details.variant[format.variant]];
    case "vhdx":
      return [virtualSize(format.virtualBytes)];
    case "compressed":
      return [format.fileName === null ? null : details.compressedFrom(format.fileName)];
    case "archive":
      return [format.fileName === null ? null : details.firstFile(format.fileName)];
    case "filesystem":
      return [format.label === null ? null : details.label(format.label)];
    case "unrecognized":
      return [];
    default:
      return format satisfies never;
  }
}

function virtualSize(bytes: number | null): string | null {
  return bytes === null ? null : details.virtualSize(formatBytes(bytes));
}
