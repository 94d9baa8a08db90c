import { inspectionText } from "@/lib/text/inspection-text";
import { formatBytes } from "@/lib/utils/format-bytes";
import type { FileFormat } from "./file-format";

const { warnings } = inspectionText;

/** The commands that undo a compression. */
export const DECOMPRESSORS = { gzip: "gunzip", xz: "unxz", zstd: "unzstd", bzip2: "bunzip2" } as const;

/**
 * Why a machine is unlikely to boot a file, a sentence; null when nothing speaks against it. SF Compute's API document names no
 * formats: nodes boot the bytes as they are, which raw disks and ISOs are made for, so "unlikely" is as much as can be said.
 */
export function warningOf(format: FileFormat): string | null {
  switch (format.kind) {
    case "gpt":
      return gptWarning(format);
    case "mbr":
      if (format.lacksGpt) return warnings.disk.lacksGpt;
      return cutOffWarning(format) ?? (format.isBootable ? null : warnings.disk.noBootPartition);
    case "iso9660":
      return cutOffWarning(format) ?? (format.isBootable || format.hybrid !== null ? null : warnings.isoNotBootable);
    case "qcow2":
      return qcow2Warning(format);
    case "vmdk":
      return format.variant === "descriptor" ? warnings.dataFile : warnings.convert("VMDK");
    case "vhd":
      if (format.variant === "fixed") return warnings.fixedVhd;
      return format.variant === "differencing" ? warnings.differencing("VHD") : warnings.convert("VHD");
    case "vdi":
      return format.variant === "differencing" ? warnings.differencing("VDI") : warnings.convert("VDI");
    case "vhdx":
      return warnings.convert("VHDX");
    case "compressed":
      return warnings.compressed(DECOMPRESSORS[format.method]);
    case "archive":
      return warnings.archive;
    case "filesystem":
      return warnings.filesystem;
    case "unrecognized":
      return warnings.unrecognized;
    default:
      return format satisfies never;
  }
}

function gptWarning(format: Extract<FileFormat, { kind: "gpt" }>): string | null {
  if (!format.isIntact) return warnings.disk.damagedTable;
  if (format.partitions === 0) return warnings.disk.noPartitions;
  const cutOff = cutOffWarning(format);
  if (cutOff !== null) return cutOff;
  if (!format.hasEfiSystem && !format.hasBiosBoot) return warnings.disk.noBootPartition;
  return format.sectorBytes === 4096 ? warnings.disk.largeSectors : null;
}

function qcow2Warning({ backingFile, hasDataFile, encryption }: Extract<FileFormat, { kind: "qcow2" }>): string {
  if (backingFile !== null) return warnings.backingFile(backingFile);
  if (hasDataFile) return warnings.dataFile;
  return encryption === "none" ? warnings.convert("QCOW2") : warnings.encrypted("QCOW2");
}

function cutOffWarning({ endsAt, sizeBytes }: { endsAt: number | null; sizeBytes: number }): string | null {
  if (endsAt === null || endsAt <= sizeBytes) return null;
  return warnings.disk.cutOff(formatBytes(endsAt), formatBytes(sizeBytes));
}
