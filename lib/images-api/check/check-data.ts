import { dataFiles } from "@/lib/images-api/data-files";
import { resolvePaths } from "@/lib/images-api/objects/disk/paths";
import { checkDatabase } from "./check-database";
import { checkFolders } from "./check-folders";
import type { ImageFinding } from "./check-image";
import { checkImages, isCompleted, missingDisk } from "./check-images";
import { checkPermissions } from "./check-permissions";
import type { CheckReport, Finding } from "./finding";
import { readRows } from "./read-rows";
import { repairFindings } from "./repair";

export interface CheckOptions {
  dataDirectory: string;
  /** Compare sizes, compute no checksums. */
  quick: boolean;
  /** Mend what can be mended without losing anything. */
  repair: boolean;
  signal: AbortSignal;
  /** After each image. `hashedBytes`: so far. */
  onProgress: (progress: { images: number; hashedBytes: number }) => void;
}

/**
 * Compares the rows of a data folder with its bytes. The server may run meanwhile: what changes is looked at again before it is
 * called broken. Changes nothing unless it repairs. @throws when there is no database
 */
export async function checkData(options: CheckOptions): Promise<CheckReport> {
  const { dataDirectory, quick, signal, onProgress } = options;
  const file = dataFiles.metadata(dataDirectory);
  const paths = resolvePaths(dataFiles.objects(dataDirectory));
  const report: CheckReport = { images: 0, hashedBytes: 0, findings: [] };
  const permissions = await checkPermissions(dataDirectory);
  const rows = readRows(file);
  try {
    const damaged = checkDatabase(rows, file);
    if (damaged.length > 0) return { ...report, findings: [...damaged, ...permissions] };
    const check = { paths, quick, signal, onHashed: (bytes: number) => void (report.hashedBytes += bytes) };
    let completed = 0;
    const images = await checkImages(rows, check, (row) => {
      report.images++;
      if (isCompleted(row)) completed++;
      onProgress(report);
    });
    const missing = images.filter(({ damage }) => damage?.kind === "missing").length;
    const noDisk = missingDisk(completed, missing, paths.sealed);
    const ofImages = noDisk === null ? images : [];
    const folders = await checkFolders(rows, paths, dataFiles.setAside(dataDirectory));
    const others = [...(noDisk === null ? [] : [noDisk]), ...folders, ...permissions];
    if (options.repair && noDisk === null) await repairFindings(dataDirectory, ofImages, others);
    report.findings = [...ofImages.map(plain), ...others];
    return report;
  } finally {
    rows.close();
  }
}

function plain({ kind, severity, imageId, path, message, repaired }: ImageFinding): Finding {
  return { kind, severity, imageId, path, message, repaired };
}
