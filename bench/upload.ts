// Part of `npm run bench`: how fast a browser uploads through the pages, beside other ways, against one server in one run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writeRandomFile } from "@/e2e/support/random-file";
import { bundlePage, type PageScripts } from "./bundle";
import type { Measurement } from "./contenders/contender";
import { CONTENDERS } from "./contenders/contenders";
import { prepareBucket } from "./contenders/uppy";
import { countIdleLongTasks } from "./idle-page";
import { openLines } from "./open-lines";
import { measureResume } from "./resume";
import { Service } from "./service";
import { MIB, settings, type LineName } from "./settings";
import { rowsOf, titleOf, type Heat } from "./summary";
import { targetsOf, type PageMeasurements, type ResumeMeasurement } from "./targets";

const folder = mkdtempSync(join(tmpdir(), "images-dashboard-bench-"));

async function main(): Promise<void> {
  const scripts = await bundlePage();
  const service = await Service.start(join(folder, "data"));
  if (settings.s3 !== null) await prepareBucket(settings.s3);
  const heats: Heat[] = [];
  const pages: PageMeasurements = { idleLongTasks: null, resume: null };
  try {
    for (const line of settings.lines)
      for (const sizeMib of settings.sizesMib(line)) {
        const heat = await runHeat(service, scripts, line, sizeMib);
        heats.push(heat);
        console.log(`\n${titleOf(heat)}, medians of ${settings.rounds}`);
        console.table(rowsOf(heat));
        save(heats, pages);
      }
    if (settings.contenders.includes("ours")) pages.idleLongTasks = await countIdleLongTasks(service, scripts);
    if (settings.withResume) pages.resume = await resumes(service, scripts);
    save(heats, pages);
  } finally {
    await service.stop();
  }
  console.table(targetsOf(heats, pages));
}

/** As often as there are rounds, with the largest file. */
async function resumes(service: Service, scripts: PageScripts): Promise<ResumeMeasurement> {
  const sizeMib = Math.max(...settings.sizesMib("loopback"));
  const { path } = await writeRandomFile(join(folder, "resumed.img"), sizeMib * MIB);
  const milliseconds: number[] = [];
  for (let round = 1; round <= settings.rounds; round++) {
    milliseconds.push(await measureResume(service, scripts, path));
    console.log(`resume-${sizeMib}-${round}: ${milliseconds.at(-1)?.toFixed(0)} ms`);
    await service.deleteImages();
  }
  rmSync(path);
  return { sizeMib, milliseconds };
}

/** The contenders one after the other, and that so many times: what changes with time changes for all. */
async function runHeat(service: Service, scripts: PageScripts, line: LineName, sizeMib: number): Promise<Heat> {
  const file = await writeRandomFile(join(folder, `${sizeMib}.img`), sizeMib * MIB);
  const { s3, browserPath } = settings;
  const lines = await openLines(line, [service.port, ...(s3 === null ? [] : [Number(new URL(s3.endpoint).port)])]);
  const heat: Heat = { line, sizeMib, measurements: {} };
  for (let round = 1; round <= settings.rounds; round++) {
    for (const contender of settings.contenders) {
      const { ports, processIds: lineProcessIds } = lines;
      const name = `${contender}-${line}-${sizeMib}-${round}`;
      const arena = { service, s3, scripts, browserPath, file, ports, lineProcessIds, name };
      const measurement = await CONTENDERS[contender](arena);
      (heat.measurements[contender] ??= []).push(measurement);
      console.log(`${name}: ${describe(measurement, sizeMib)}`);
      await service.deleteImages();
    }
  }
  lines.close();
  rmSync(file.path);
  return heat;
}

function describe({ seconds, processors }: Measurement, sizeMib: number): string {
  const speed = ((sizeMib * MIB) / 1e6 / seconds).toFixed(0);
  return `${seconds.toFixed(2)} s, ${speed} MB/s ${processors === undefined ? "" : JSON.stringify(processors)}`;
}

function save(heats: readonly Heat[], pages: PageMeasurements): void {
  mkdirSync(dirname(settings.resultsFile), { recursive: true });
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version };
  const { rounds, s3 } = settings;
  const results = { machine, rounds, hasS3: s3 !== null, targets: targetsOf(heats, pages), pages, heats };
  writeFileSync(settings.resultsFile, JSON.stringify(results, null, 2));
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
