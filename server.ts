import { getConfig, type Config } from "@/lib/config/config";
import { ConfigError } from "@/lib/config/config-error";
import type { ImagesApi } from "@/lib/images-api/images-api";
import { announce } from "@/lib/process/announce";
import { announceDataFolder } from "@/lib/process/announce-data-folder";
import { answerHeaders } from "@/lib/process/answer-headers";
import { exitOnUncaught } from "@/lib/process/exit-on-uncaught";
import { createFrontDoor, type FrontDoor } from "@/lib/process/front-door";
import { createHealthAnswers } from "@/lib/process/health/answer-health";
import { createReadiness } from "@/lib/process/health/readiness";
import { createLimitedServer } from "@/lib/process/limits";
import { listen } from "@/lib/process/listen";
import { openMetrics } from "@/lib/process/metrics/open-metrics";
import { openEmbeddedApi } from "@/lib/process/open-images-api";
import { openPages } from "@/lib/process/open-pages";
import { route } from "@/lib/process/route";
import { stop } from "@/lib/process/stop";
import { stopOnSignal } from "@/lib/process/stop-on-signal";
import { watchTraffic } from "@/lib/process/traffic";
import { createLog } from "@/lib/telemetry/create-log";

/** Whoever asks about health waits no longer, in milliseconds, and sees answers that are no older. */
const CHECK_DEADLINE_MS = 2_000;
const CHECK_KEPT_MS = 1_000;

/**
 * After the grace, in milliseconds: for connections to take their last answer, and for the stores to be closed. With the grace of 20 s
 * that is less than the 30 s after which Kubernetes kills.
 */
const LAST_WORDS_MS = 500;
const CLOSE_LIMIT_MS = 8_000;

try {
  await serve(getConfig());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  // For the person who starts it, who may not have configured a log yet.
  for (const problem of error.problems) console.error(problem);
  process.exit(1);
}

/** One process, one port: `/v2` and `/objects` go to the embedded images API, the rest to Next. */
async function serve(config: Config): Promise<void> {
  const { host, port, minFreeDiskBytes } = config;
  const log = createLog({ level: config.logLevel, name: "server" });
  exitOnUncaught(log);
  let imagesApi: ImagesApi | null = null;
  const readiness = createReadiness({
    checks: () => imagesApi?.healthChecks({ minFreeDiskBytes }) ?? [{ name: "pages", run: async () => null }],
    deadlineMs: CHECK_DEADLINE_MS,
    keptMs: CHECK_KEPT_MS,
    log,
  });
  const headersFor = answerHeaders(config);
  const server = createLimitedServer((request, response) => {
    response.setHeaders(new Headers(headersFor(request.url ?? "")));
    frontDoor.handle(request, response);
  });
  const traffic = watchTraffic(server);
  const metrics = openMetrics(config.metrics, {
    traffic,
    countImages: async () => imagesApi?.countImages() ?? null,
    log,
  });
  const frontDoor: FrontDoor = createFrontDoor({
    traffic,
    answerHealth: createHealthAnswers({ phase: () => frontDoor.phase(), readiness }),
    observe: metrics.observe,
  });
  const close = async (): Promise<void> => {
    await imagesApi?.close();
    await metrics.close();
  };
  stopOnSignal(() =>
    stop({
      server,
      frontDoor,
      traffic,
      drainMs: config.shutdownDrainSeconds * 1_000,
      graceMs: config.shutdownGraceSeconds * 1_000,
      lastWordsMs: LAST_WORDS_MS,
      close,
      closeLimitMs: CLOSE_LIMIT_MS,
      log,
    }),
  );
  await listen(server, { host, port, variables: { host: "HOST", port: "PORT" } });
  announceDataFolder(config, log);
  await metrics.listen();
  const pages = await openPages(server, import.meta.dirname, config, log);
  // Last: the first start makes a token that is shown once, so nothing that takes time or may fail comes between the two.
  imagesApi = config.sfcompute?.embedded ? await openEmbeddedApi(config) : null;
  announce(config, imagesApi);
  frontDoor.open(route(pages, imagesApi));
}
