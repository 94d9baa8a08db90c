import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname } from "node:path";
import type { Target } from "@/bench/targets";
import { figure, markdownTable } from "./markdown";

/** Prints what was aimed at as a table, and keeps everything in `bench/results`. @param name of the part */
export function report(name: string, measured: object, targets: readonly Target[]): void {
  if (targets.length > 0) {
    const rows = targets.map(({ what, value, bound, met }) => [what, bound, figure(value), met ? "met" : "missed"]);
    print(`${name}: aims`, markdownTable(["aim", "bound", "measured", "reached"], rows));
  }
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version, load: loadavg() };
  const file = `bench/results/${name}.json`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine, targets, ...measured }, null, 2)}\n`);
}

export function print(title: string, text: string): void {
  console.log(`\n${title}\n\n${text}`);
}
