import { setTimeout as delay } from "node:timers/promises";
import { ImageClient } from "@/e2e/server/support/image-client";
import { type SeededRandom, seededRandom } from "@/e2e/server/support/seeded-random";
import { unrecorded } from "./audit-trail";
import type { CrashSite } from "./crash-site";
import { Gate } from "./gate";
import { type KeptImage, sha256Of } from "./kept-images";
import { LifeOfImages } from "./life-of-images";
import { Persistence } from "./persistence";
import { disagreements } from "./stored-state";
import { Tally } from "./tally";

/** Owners, each with two clients: a kill meets each of them at another step. */
const OWNERS = ["ada", "bob", "user-3"];
const CLIENTS_OF_EACH = 2;

/** Between two kills so many answers arrive at most, however fast the machine is … */
const MOST_ANSWERS = 24;

/** … and then so much time passes at most, in milliseconds: the kill meets no answer, but what lies between them. */
const LONGEST_PAUSE_MS = 40;

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
 * Clients work, servers are killed again and again at moments that the seed decides, and at the end everything that was acknowledged
 * is looked at. Rejects as soon as an answer contradicts an earlier one. @param site is left running
 */
export async function runCrashes(site: CrashSite, { kills, seed }: { kills: number; seed: number }): Promise<CrashRun> {
  const gate = new Gate();
  const tally = new Tally();
  const ending = new AbortController();
  const killing = { site, gate, random: seededRandom(seed), kills, tally, signal: ending.signal };
  const lives = await openLives(site, gate, tally, seed);
  const working = lives.map((life) => liveUntil(life, ending.signal));
  // A contradiction ends the killing, and the killing ends the work.
  const contradicted = Promise.all(working).catch(() => ending.abort());
  await killAgain(killing);
  ending.abort();
  await contradicted;
  await Promise.all(working);
  for (const life of lives) await finish(life);
  await site.restart();
  const kept = lives.flatMap((life) => life.kept);
  const complaints = [...(await complaintsOf(site)), ...unrecorded(await site.readChanges(), kept)];
  return { counts: tally.counts, kept, complaints };
}

async function openLives(site: CrashSite, gate: Gate, tally: Tally, seed: number): Promise<LifeOfImages[]> {
  const tokens = await Promise.all(OWNERS.map((owner) => site.makeToken(owner)));
  return Array.from({ length: OWNERS.length * CLIENTS_OF_EACH }, (_, index) => {
    const token = tokens[index % tokens.length] ?? "";
    return new LifeOfImages({
      client: new ImageClient(site.url, token),
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
  site: CrashSite;
  gate: Gate;
  random: SeededRandom;
  kills: number;
  tally: Tally;
  signal: AbortSignal;
}

async function killAgain({ site, gate, random, kills, tally, signal }: Killing): Promise<void> {
  for (let left = kills; left > 0 && !signal.aborted;) {
    await tally.furtherAnswers(random.below(MOST_ANSWERS), signal);
    await delay(random.below(LONGEST_PAUSE_MS));
    left -= await site.strike({ random, gate, tally, left });
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

/** Waits until upkeep has nothing left to do: the rows say first what becomes of bytes, and the bytes follow. */
async function complaintsOf(site: CrashSite): Promise<string[]> {
  for (const deadline = Date.now() + SETTLING_MS; ;) {
    const complaints = disagreements(await site.readStored());
    if (complaints.length === 0 || Date.now() > deadline) return complaints;
    await delay(100);
  }
}
