import { commandLine, processTree, processorSeconds, threadSeconds } from "./processes";

/** Threads that used less than this share of the renderer's time are not named. */
const SMALLEST_SHARE = 0.05;

export interface Watched {
  browser: number;
  server: number;
  lines: readonly number[];
}

/** Processor seconds by what they were for. */
export type ProcessorUse = Record<string, number>;

/** Watches who uses the processors until `stop`: the browser's processes by their task, the page's threads, the server, the line. */
export function watchProcessors({ browser, server, lines }: Watched): { stop(): ProcessorUse } {
  const roots = [...processTree(browser), server, ...lines];
  const before = new Map(roots.map((id) => [id, processorSeconds(id)]));
  const threadsBefore = new Map(roots.map((id) => [id, threadSeconds(id)]));

  function stop(): ProcessorUse {
    const use: ProcessorUse = {};
    const add = (what: string, seconds: number) => {
      use[what] = (use[what] ?? 0) + seconds;
    };
    for (const id of processTree(browser)) {
      const kind = browserTask(commandLine(id));
      const seconds = processorSeconds(id) - (before.get(id) ?? 0);
      add(kind, seconds);
      if (kind !== "browser: pages") continue;
      for (const [thread, { name, seconds: total }] of threadSeconds(id)) {
        const spent = total - (threadsBefore.get(id)?.get(thread)?.seconds ?? 0);
        if (spent > seconds * SMALLEST_SHARE) use[`pages' thread ${name} ${thread - id}`] = spent;
      }
    }
    add("server", processorSeconds(server) - (before.get(server) ?? 0));
    for (const id of lines) add("line", processorSeconds(id) - (before.get(id) ?? 0));
    return Object.fromEntries(Object.entries(use).map(([what, seconds]) => [what, Math.round(seconds * 100) / 100]));
  }

  return { stop };
}

/** What a process of Chromium is for, by its command line. */
function browserTask(command: string): string {
  const type = /--type=(\S+)/.exec(command)?.[1];
  if (type === undefined) return "browser: files and windows";
  if (type === "renderer") return "browser: pages";
  return command.includes("network.mojom.NetworkService") ? "browser: network" : "browser: the rest";
}
