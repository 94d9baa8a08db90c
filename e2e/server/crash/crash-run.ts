import { setTimeout as delay } from "node:timers/promises";
import { ImageClient } from "@/e2e/server/support/image-client";
import { RunningServer } from "@/e2e/server/support/running-server";
import { type SeededRandom, seededRandom } from "@/e2e/server/support/seeded-random";
import { unrecorded } from "./audit-trail";
import { type KeptImage, sha256Of } from "./kept-images";
import { LifeOfImages } from "./life-of-images";
import { Persistence } from "./persistence";
import { disagreements, readStored } from "./stored-state";
import { Tally } from "./tally";

/** Owners, each with two clients: a kill meets each of them at another step. */
const OWNERS = ["ada", "bob", "user-3"];
const CLIENTS_OF_EACH = 2;

/** Between two kills so many answers arrive at most, however fast the machine is … */
const MOST_ANSWERS = 24;

/** … and then so much time passes at most, in milliseconds: the kill meets no answer, but what lies between them. */
const LONGEST_PAUSE_MS = 40;

/** Of so many kills one comes while the server is starting. */
const KILLS_WHILE_STARTING = 5;

/** By then any server of these is ready, in milliseconds. */
const START_MS = 1_500;

/** A deleted image's bytes go at the next start: less than the time that a kill takes. */
const AT_ONCE_DAYS = "0.000000001";

/** Upkeep has removed everything by then, in milliseconds. */
const SETTLING_MS = 20_000;

export interface CrashRun {
  /** What was acknowledged and what was cut, by kind. */
  counts: Readonly<Record<string, number>>;
  kept: KeptImage[];
  /** What did not agree at the end, a sentence each. */
  complaints: string[];
}

/**
 * Clients work, the server is killed again and again at moments that the seed decides, and at its end everything that was acknowledged
 * is looked at. Rejects as soon as an answer contradicts an earlier one.
 */
export async function runCrashes({ kills, seed }: { kills: number; seed: number }): Promise<CrashRun> {
  const server = await RunningServer.start({ environment: { DELETED_RETENTION_DAYS: AT_ONCE_DAYS } });
  const gate = new Gate();
  const tally = new Tally();
  const ending = new AbortController();
  const killing = { server, gate, random: seededRandom(seed), kills, tally, signal: ending.signal };
  try {
    const lives = await openLives(server, gate, tally, seed);
    const working = lives.map((life) => liveUntil(life, ending.signal));
    // A contradiction ends the killing, and the killing ends the work.
    const contradicted = Promise.all(working).catch(() => ending.abort());
    await killAgain(killing);
    ending.abort();
    await contradicted;
    await Promise.all(working);
    for (const life of lives) await finish(life);
    await server.stop();
    // The upkeep of a start removes what the last deletions left.
    await server.startAgain();
    const kept = lives.flatMap((life) => life.kept);
    const complaints = [...(await complaintsOf(server)), ...unrecorded(server.dataDirectory, kept)];
    return { counts: tally.counts, kept, complaints };
  } finally {
    await server.dispose();
  }
}

async function openLives(server: RunningServer, gate: Gate, tally: Tally, seed: number): Promise<LifeOfImages[]> {
  const tokens = await Promise.all(OWNERS.map((owner) => server.makeToken(owner)));
  return Array.from({ length: OWNERS.length * CLIENTS_OF_EACH }, (_, index) => {
    const token = tokens[index % tokens.length] ?? "";
    return new LifeOfImages({
      client: new ImageClient(server.url, token),
      persistence: new Persistence(gate.whenOpen, tally),
      random: seededRandom(seed + 1 + index),
      namesBegin: `disk-${index}`,
    });
  });
}

async function liveUntil(life: LifeOfImages, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await life.next();
}

interface Killing {
  server: RunningServer;
  gate: Gate;
  random: SeededRandom;
  kills: number;
  tally: Tally;
  signal: AbortSignal;
}

async function killAgain({ server, gate, random, kills, tally, signal }: Killing): Promise<void> {
  for (let kill = 1; kill <= kills && !signal.aborted; kill++) {
    await tally.furtherAnswers(random.below(MOST_ANSWERS), signal);
    await delay(random.below(LONGEST_PAUSE_MS));
    gate.close();
    await server.kill();
    tally.note("kill");
    if (kill < kills && random.oneIn(KILLS_WHILE_STARTING)) {
      await server.startAndKill(random.below(START_MS));
      tally.note("kill while starting");
      kill++;
    }
    await server.startAgain();
    gate.open();
  }
}

/** Completes what was left open, and looks at every image once more. */
async function finish(life: LifeOfImages): Promise<void> {
  for (const image of life.kept) {
    if (image.fate === "open") await life.complete(image, sha256Of(image.parts));
    else if (image.fate === "completed") await life.expectBytes(image);
  }
  await life.expectList();
}

/** Waits until upkeep has nothing left to do: the rows say first what becomes of bytes, and the disk follows. */
async function complaintsOf({ dataDirectory }: RunningServer): Promise<string[]> {
  for (const deadline = Date.now() + SETTLING_MS; ;) {
    const complaints = disagreements(readStored(dataDirectory));
    if (complaints.length === 0 || Date.now() > deadline) return complaints;
    await delay(100);
  }
}

/** Closed while there is no server. */
class Gate {
  #open: () => void = () => undefined;
  #opened: Promise<void> = Promise.resolve();

  readonly whenOpen = (): Promise<void> => this.#opened;

  close(): void {
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }
}
