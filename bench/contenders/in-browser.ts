import type { Page } from "@playwright/test";
import { launchBrowser } from "@/bench/bench-browser";
import { watchMemory } from "@/bench/watch-memory";
import { watchProcessors } from "@/bench/watch-processors";
import type { Arena, Measurement } from "./contender";

export interface Steps {
  /** Of the browser's command line. */
  switches?: readonly string[];
  /** All that comes before the upload. */
  prepare(page: Page): Promise<void>;
  /** The upload. Only this is watched. */
  upload(page: Page): Promise<void>;
  /** How it was, by the page's own clock. */
  result(page: Page): Promise<Measurement>;
}

/** Runs an upload in a fresh browser, and watches its memory and who uses the processors meanwhile. */
export async function inBrowser(arena: Arena, steps: Steps): Promise<Measurement> {
  const { browser, processId } = await launchBrowser(arena.browserPath, arena.ports, steps.switches);
  const log: string[] = [];
  try {
    const page = await browser.newPage();
    page.on("console", (message) => message.type() === "error" && log.push(message.text()));
    await steps.prepare(page);
    const watched = { browser: processId, server: arena.service.processId, lines: arena.lineProcessIds };
    const memory = watchMemory(processId);
    const processors = watchProcessors(watched);
    await steps.upload(page);
    const seen = { processors: processors.stop(), memory: memory.stop() };
    return { ...(await steps.result(page)), ...seen };
  } catch (error) {
    // What a page complained of says more than what its code threw.
    throw new Error(`An upload in the browser failed. ${log.join("\n")}`, { cause: error });
  } finally {
    await browser.close();
  }
}
