import { readdirSync, readFileSync } from "node:fs";

// What Linux tells of processes. Each may end while it is looked at, so everything here answers for what is left.

/** Clock ticks in a second in /proc: fixed at 100 for user space on every Linux architecture that runs browsers. */
const TICKS_PER_SECOND = 100;

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Fields of a stat file after the name in brackets, which may hold spaces. The first is the state. */
function statFields(path: string): { name: string; fields: string[] } | null {
  const text = read(path);
  const end = text.lastIndexOf(")");
  if (end < 0) return null;
  return { name: text.slice(text.indexOf("(") + 1, end), fields: text.slice(end + 2).split(" ") };
}

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** A process and all that came of it. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const id of numbersIn("/proc")) {
    const parent = Number(statFields(`/proc/${id}/stat`)?.fields[1]);
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const tree: number[] = [];
  for (const waiting = [root]; waiting.length > 0;) {
    const id = waiting.pop();
    if (id === undefined) break;
    tree.push(id);
    waiting.push(...(children.get(id) ?? []));
  }
  return tree;
}

/** The command line, its arguments separated by spaces. */
export function commandLine(processId: number): string {
  return read(`/proc/${processId}/cmdline`).replaceAll("\0", " ");
}

/** A process of ours whose command line has this mark; it must not be one that merely carries the mark on, as a zygote does. */
export function findProcess(mark: string): number {
  const id = processTree(process.pid).find((candidate) => {
    const command = commandLine(candidate);
    return command.includes(mark) && !command.includes("--type=");
  });
  if (id === undefined) throw new Error(`No process has ${mark} in its command line.`);
  return id;
}

/** Memory of a tree of processes in MiB, each shared page counted once over all that share it (PSS). */
export function treeMemoryMib(root: number): number {
  const kib = processTree(root).map((id) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0));
  return kib.reduce((sum, value) => sum + value, 0) / 1024;
}

/** Processor time used so far, in seconds. */
export function processorSeconds(processId: number): number {
  return secondsOf(statFields(`/proc/${processId}/stat`)?.fields);
}

/** Processor time of each thread so far, in seconds, by thread id. */
export function threadSeconds(processId: number): Map<number, { name: string; seconds: number }> {
  const folder = `/proc/${processId}/task`;
  return new Map(
    numbersIn(folder).flatMap((id) => {
      const stat = statFields(`${folder}/${id}/stat`);
      return stat === null ? [] : [[id, { name: stat.name, seconds: secondsOf(stat.fields) }] as const];
    }),
  );
}

/** utime and stime: the 14th and 15th field of the file, the 12th and 13th after the name. */
function secondsOf(fields: readonly string[] | undefined): number {
  return (Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0)) / TICKS_PER_SECOND;
}
