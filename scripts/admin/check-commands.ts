import { existsSync } from "node:fs";
import type { Command } from "commander";
import { checkData } from "@/lib/images-api/check/check-data";
import type { CheckReport, Finding } from "@/lib/images-api/check/finding";
import { dataFiles } from "@/lib/images-api/data-files";
import { formatBytes } from "@/lib/utils/format-bytes";
import { localConfig, refuseMovedData } from "./local-config";
import { withProgress } from "./progress";
import { printable } from "./table";
import { CommandError } from "./with-store";

interface Options {
  quick: boolean;
  repair: boolean;
  json: boolean;
}

export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("compare rows with bytes, while the server runs or not; ends with 1 when something is wrong")
    .option("--quick", "compare sizes only, compute no checksums", false)
    .option("--repair", "mend what can be mended without losing anything", false)
    .option("--json", "print the findings as JSON", false)
    .action(check);
}

async function check({ quick, repair, json }: Options): Promise<void> {
  const { dataDirectory } = localConfig("check");
  if (!existsSync(dataFiles.metadata(dataDirectory))) {
    throw new CommandError(`There is no database in ${dataDirectory}. Start the server once, or set DATA_DIR.`);
  }
  refuseMovedData(dataDirectory);
  const report = await withProgress((signal, say) =>
    checkData({
      dataDirectory,
      quick,
      repair,
      signal,
      onProgress: ({ images, hashedBytes }) => say(`${images} images, ${formatBytes(hashedBytes)} read`),
    }),
  );
  const problems = report.findings.filter(({ severity }) => severity === "problem").length;
  if (json) console.log(JSON.stringify({ ok: problems === 0, ...report }, null, 2));
  else sayReport(report, problems);
  if (problems > 0) process.exitCode = 1;
}

function sayReport({ images, hashedBytes, findings }: CheckReport, problems: number): void {
  for (const finding of findings) console.log(describe(finding));
  const result = problems === 0 ? "Nothing is wrong" : `${problems} ${problems === 1 ? "problem" : "problems"}`;
  console.log(`${result}: ${images} ${images === 1 ? "image" : "images"}, ${formatBytes(hashedBytes)} of checksums.`);
}

function describe({ severity, message, repaired }: Finding): string {
  const kind = severity === "problem" ? "PROBLEM" : "note";
  return printable(`${kind}: ${message}${repaired === null ? "" : ` REPAIRED: ${repaired}`}`);
}
