import { spawn } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BackupTest } from "@/lib/images-api/backup/backup.fixture";

const KILLS = 10;

/** About as long as a backup of what is here takes, in milliseconds. */
const LONGEST_LIFE_MS = 150;

/** So many backups end before their kill at most. */
const MAX_ROUNDS = 60;

let backup: BackupTest;

beforeEach(async () => {
  backup = await BackupTest.open();
});
afterEach(() => backup.dispose());

/** Starts a backup and kills it some time after it began to write. @returns whether it was killed before its end */
async function backUpAndKill(dataDirectory: string): Promise<boolean> {
  const before = await runs();
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/admin.ts", "backup", backup.folder], {
    env: { ...process.env, DATA_DIR: dataDirectory },
    stdio: "ignore",
  });
  const exited = once(child, "exit");
  const hasBegun = async () => (await runs()).some((run) => !before.includes(run));
  await expect
    .poll(async () => child.exitCode !== null || (await hasBegun()), { timeout: 30_000, interval: 2 })
    .toBe(true);
  const timer = setTimeout(() => child.kill("SIGKILL"), randomInt(LONGEST_LIFE_MS));
  const [, signal]: unknown[] = await exited;
  clearTimeout(timer);
  return signal === "SIGKILL";
}

function runs(): Promise<string[]> {
  return readdir(join(backup.folder, "runs"));
}

test(
  "a backup that is killed at any moment can be repeated, and the earlier one stays whole until a later one is",
  { timeout: 180_000 },
  async () => {
    const { kept } = backup;
    for (let number = 0; number < 8; number++) await kept.complete(`image_${number}`, randomBytes(300_000));
    await backup.backUp();
    let kills = 0;
    for (let round = 0; kills < KILLS && round < MAX_ROUNDS; round++) {
      // Something to copy and something to remove, each time.
      await kept.complete(`image_round_${round}`, randomBytes(300_000));
      await kept.purge(round === 0 ? "image_0" : `image_round_${round - 1}`);
      await kept.stores.upload(`image_open_${round}`, randomBytes(2000));
      if (await backUpAndKill(kept.directory)) kills++;
      expect(await backup.restore()).toMatchObject({ damaged: [], incomplete: [] });
      expect((await backup.findings()).filter(({ severity }) => severity === "problem")).toEqual([]);
    }
    expect(kills).toBe(KILLS);
    await backup.backUp();
    expect(await runs()).toHaveLength(1);
    expect((await readdir(join(backup.folder, "images"))).toSorted()).toEqual(
      (await readdir(join(kept.directory, "objects", "sealed"))).toSorted(),
    );
  },
);
