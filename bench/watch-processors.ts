import { commandLine, processTree, processorSeconds, threadSeconds } from "./processes";

/** A thread that used less than this is not named, in seconds. */
const LEAST_SECONDS = 0.1;

export interface Watched {
  browser: number;
  server: number;
  lines: readonly number[];
}

/** Processor seconds by what they were for. */
export type ProcessorUse = Record<string, number>;

/** Watches who uses the processors until `stop`: the browser's processes by their task, the page's threads, the server, the line. */
export function watchProcessors({ browser, server, lines }: Watched): { stop(): ProcessorUse } {
  const ids = [...processTree(browser), server, ...lines];
  const before = new Map(ids.map((id) => [id, processorSeconds(id)]));
  const threadsBefore = new Map(ids.map((id) => [id, threadSeconds(id)]));
  const use: ProcessorUse = {};
  const add = (what: string, seconds: number) => {
    use[what] = (use[what] ?? 0) + seconds;
  };

  function addThreads(id: number): void {
    for (const [thread, { name, seconds }] of threadSeconds(id)) {
      const spent = seconds - (threadsBefore.get(id)?.get(thread)?.seconds ?? 0);
      // Two workers have the same name; the one that hashes is the busier one.
      if (spent >= LEAST_SECONDS) add(thread === id ? "thread of pages: main" : `thread of pages: ${name}`, spent);
    }
  }

  function stop(): ProcessorUse {
    for (const id of processTree(browser)) {
      const task = browserTask(commandLine(id));
      add(task, processorSeconds(id) - (before.get(id) ?? 0));
      if (task === "browser: pages") addThreads(id);
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
