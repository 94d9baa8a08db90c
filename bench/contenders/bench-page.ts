import type { PageTask } from "@/bench/pages/page-task";
import type { Arena, Measurement } from "./contender";
import { inBrowser } from "./in-browser";

/** An address of the server that answers with a few bytes of JSON. */
const QUIET_PATH = "/v2/nothing";

/**
 * Runs a task in the bench's own page. It is put where an answer of the server was, so it has the server's origin, as ours has, and
 * no preflight request is in the way.
 */
export function inBenchPage(arena: Arena, task: PageTask, switches: readonly string[] = []): Promise<Measurement> {
  const { service, scripts, file } = arena;
  return inBrowser(arena, {
    switches,
    async prepare(page) {
      await page.goto(service.baseUrl + QUIET_PATH);
      await page.setContent('<!doctype html><title>Bench</title><input type="file" aria-label="File">');
      await page.addScriptTag({ content: scripts.page });
      await page.getByLabel("File").setInputFiles(file.path);
    },
    upload: (page) => page.evaluate((given) => globalThis.runTask(given), task),
    result: (page) => page.evaluate(() => globalThis.taskTimes),
  });
}
