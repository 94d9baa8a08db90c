// Part of `npm run bench`: how fast bytes go in and out, beside programs that do nothing else.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enginesOrNone } from "@/bench/server/engines";
import { figure, markdownTable } from "@/bench/server/markdown";
import { print, report } from "@/bench/server/report";
import { downloadTargets, putTargets } from "@/bench/server/server-targets";
import { MIB, settings } from "@/bench/settings";
import { median } from "@/bench/summary";
import { type BytesArena, closeArena, prepareArena } from "./arena";
import { type Downloads, measureDownloads, SOURCES, STREAMS } from "./downloads";
import { PARTS, type Place, PLACES, waysIn } from "./uploads";

/** Seconds of each round, by how it is sent and where to. */
type Uploads = Map<string, Map<Place, number[]>>;

const { fileMib } = settings.server;
const folder = mkdtempSync(join(tmpdir(), "images-dashboard-bench-"));
const engines = await enginesOrNone("server-bytes: the S3 engine is");
let arena: BytesArena | null = null;
try {
  arena = await prepareArena(folder, fileMib, engines?.settings ?? null);
  const uploads = await measureUploads(arena);
  tellUploads(uploads);
  const downloads = await measureDownloads(arena, settings.rounds);
  tellDownloads(downloads);
  const seconds = {
    uploads: Object.fromEntries([...uploads].map(([how, places]) => [how, Object.fromEntries(places)])),
    downloads,
  };
  report("server-bytes", { fileMib, rounds: settings.rounds, seconds }, [
    ...putTargets(
      [...uploads].map(([how, places]) => ({
        what: `our disk server / a bare sink: ${how}`,
        ours: places.get("our server, disk") ?? [],
        other: places.get("a bare sink") ?? [],
      })),
    ),
    ...downloadTargets(
      STREAMS.map((streams) => ({
        what: `downloads from our disk server / from nginx, ${streams} at once`,
        ours: downloads["our server, disk"]?.[streams] ?? [],
        other: downloads["nginx"]?.[streams] ?? [],
      })),
    ),
  ]);
} finally {
  if (arena !== null) await closeArena(arena);
  await engines?.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Every way once in each round. */
async function measureUploads(given: BytesArena): Promise<Uploads> {
  const uploads: Uploads = new Map();
  const ways = await waysIn(given);
  // Code that was never run is slow at first, ours and the sink's.
  for (const way of ways.filter(({ how }) => how === PARTS)) {
    await way.send(0);
    await way.clear();
  }
  for (let round = 1; round <= settings.rounds; round++)
    for (const way of ways) {
      const { how, place } = way;
      const places = uploads.get(how) ?? new Map<Place, number[]>();
      uploads.set(how, places);
      const seconds = await way.send(round);
      places.set(place, [...(places.get(place) ?? []), seconds]);
      console.log(`${how}, to ${place}: ${seconds.toFixed(2)} s`);
      await way.clear();
    }
  return uploads;
}

function tellUploads(uploads: Uploads): void {
  const rows = [...uploads].map(([how, places]) => [how].concat(PLACES.map((place) => speed(places.get(place)))));
  print(`server-bytes: uploads of ${fileMib} MiB, MB/s`, markdownTable(["how", ...PLACES], rows));
}

function tellDownloads(downloads: Downloads): void {
  const rows = STREAMS.map((streams) =>
    [String(streams)].concat(SOURCES.map((source) => speed(downloads[source]?.[streams], streams))),
  );
  print(`server-bytes: downloads of ${fileMib} MiB, MB/s in all`, markdownTable(["readers", ...SOURCES], rows));
}

function speed(seconds: readonly number[] = [], streams = 1): string {
  return figure((streams * fileMib * MIB) / 1e6 / median(seconds));
}
