import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { LINE_SHAPES } from "./line-shape";
import type { LineName } from "./settings";

/** The ways from clients to servers: for each port of a server the port that leads there over the line. */
export interface OpenLines {
  ports: ReadonlyMap<number, number>;
  /** Of the processes that shape the lines. */
  processIds: readonly number[];
  close(): void;
}

/** Opens a line to each of these ports of this machine. */
export async function openLines(name: LineName, targetPorts: readonly number[]): Promise<OpenLines> {
  const children: ChildProcess[] = [];
  const ports = new Map<number, number>();
  for (const target of LINE_SHAPES[name] === null ? [] : targetPorts) {
    const child = fork("bench/line-process.ts", [name, String(target)], { execArgv: ["--import", "tsx"] });
    children.push(child);
    const [port] = z.tuple([z.int()]).parse((await once(child, "message")).slice(0, 1));
    ports.set(target, port);
  }
  return {
    ports,
    processIds: children.flatMap(({ pid }) => pid ?? []),
    close: () => children.forEach((child) => child.disconnect()),
  };
}
