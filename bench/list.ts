// Part of `npm run bench`: how the pages feel with ten thousand images, beside the same pages with a hundred.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundlePage } from "./bundle";
import { measureJavaScript } from "./list/javascript";
import { measureKeys } from "./list/keys";
import { measureLighthouse } from "./list/lighthouse";
import { type Load, measureLoad } from "./list/load";
import type { Measured, OfList } from "./list/measured";
import { measureMemory } from "./list/memory";
import { measureScroll } from "./list/scroll";
import { measureSession } from "./list/session";
import { type Crowd, prepareCrowd, type Stage } from "./list/stage";
import { listTable, scriptTable } from "./list/tables";
import { listTargets } from "./list/targets";
import { Service } from "./service";
import { type PagesMeasure, settings } from "./settings";

const folder = mkdtempSync(join(tmpdir(), "images-dashboard-bench-"));
const asked = (measure: PagesMeasure) => settings.pages.measures.includes(measure);

async function main(): Promise<void> {
  const { images, fewImages } = settings.pages;
  const service = await Service.start(join(folder, "data"));
  const measured: Measured = { many: {}, few: {} };
  try {
    const stage: Stage = {
      service,
      scripts: await bundlePage(),
      many: await prepareCrowd(service, "many", images),
      few: await prepareCrowd(service, "few", fewImages),
    };
    await measureAll(stage, measured);
  } finally {
    await service.stop();
    // What was measured before something failed is worth knowing.
    report(measured, images, fewImages);
    save(measured);
  }
}

function save(measured: Measured): void {
  const { images, fewImages, resultsFile } = settings.pages;
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version };
  mkdirSync(dirname(resultsFile), { recursive: true });
  writeFileSync(
    resultsFile,
    JSON.stringify({ machine, images, fewImages, targets: listTargets(measured), measured }, null, 2),
  );
}

async function measureAll(stage: Stage, measured: Measured): Promise<void> {
  const { many, few } = stage;
  if (asked("load")) await told("load", () => measureLoads(stage, measured));
  const lists: [OfList, Crowd][] = [
    [measured.many, many],
    [measured.few, few],
  ];
  for (const [list, crowd] of lists) {
    if (asked("keys")) list.keys = await told("keys", () => measureKeys(stage, crowd));
    if (asked("scroll")) list.scroll = await told("scroll", () => measureScroll(stage, crowd));
    if (asked("memory")) list.memory = await told("memory", () => measureMemory(stage, crowd));
  }
  if (asked("javascript")) measured.javascript = await told("javascript", () => measureJavaScript(stage, few));
  if (asked("session")) measured.session = await told("session", () => measureSession(stage, many));
  if (asked("lighthouse")) measured.lighthouse = await told("lighthouse", () => measureLighthouse(stage));
}

/** The two lists in turns: what changes with time changes for both. */
async function measureLoads(stage: Stage, { many, few }: Measured): Promise<void> {
  const ofMany: Load[] = [];
  const ofFew: Load[] = [];
  for (let round = 1; round <= settings.rounds; round++) {
    ofMany.push(await measureLoad(stage, stage.many));
    ofFew.push(await measureLoad(stage, stage.few));
  }
  many.loads = ofMany;
  few.loads = ofFew;
}

async function told<Result>(what: string, measure: () => Promise<Result>): Promise<Result> {
  const begin = performance.now();
  const result = await measure();
  console.log(`${what}: measured in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  return result;
}

function report(measured: Measured, images: number, fewImages: number): void {
  console.table(listTable(measured, { many: `${images} images`, few: `${fewImages} images` }));
  if (measured.javascript !== undefined) {
    console.table(scriptTable(measured));
    console.log(
      `Loaded without being asked for: ${measured.javascript.featuresLoaded.join(", ") || "none of the features"}`,
    );
  }
  if (measured.session !== undefined) console.table(measured.session.interactions.slice(0, 8));
  if (measured.lighthouse !== undefined) console.table(measured.lighthouse);
  for (const frame of measured.many.loads?.flatMap(({ slowFramesAfter }) => slowFramesAfter) ?? []) {
    console.log(
      `slow frame at ${frame.start.toFixed(0)} ms, ${frame.milliseconds.toFixed(0)} ms: ${JSON.stringify(frame.scripts)}`,
    );
  }
  console.table(listTargets(measured));
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
