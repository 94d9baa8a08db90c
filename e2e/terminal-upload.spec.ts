import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import { expect, PARTS_OF_DISK, test } from "./support/fault-fixtures";
import { chooseFiles, imageRow } from "./support/images-page";

/** Parts that arrive before the script is interrupted. */
const PARTS_BEFORE = 4;

/** The script as the upload dialog gives it. */
async function scriptFor(page: Page, path: string, name: string): Promise<string> {
  const dialog = await chooseFiles(page, []);
  await dialog.getByText("From a terminal").click();
  await dialog.getByLabel("File on that machine").fill(path);
  await dialog.getByLabel("Image name").fill(name);
  return dialog.getByRole("textbox", { name: "Upload script" }).inputValue();
}

/** In a process group of its own, which is what Ctrl-C reaches. */
function runScript(file: string, token: string): ChildProcess {
  const env = { ...process.env, IMAGES_TOKEN: token };
  return spawn("sh", [file], { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
}

async function ended(script: ChildProcess): Promise<{ code: unknown; said: string; told: string }> {
  if (script.stdout === null || script.stderr === null) throw new Error("The script's output is piped.");
  const [[code], said, told] = await Promise.all([once(script, "close"), text(script.stdout), text(script.stderr)]);
  return { code, said, told };
}

test("the script for a terminal goes on after Ctrl-C and through faults, sends each part once, and is verified", async ({
  page,
  server,
  disk,
  directory,
  name,
}) => {
  const file = join(directory, `${name}.sh`);
  await writeFile(file, await scriptFor(page, disk.path, name));
  await page.keyboard.press("Escape");

  const { objects } = server;
  const held = objects.inject(
    { method: "PUT", part: (partNumber) => partNumber > PARTS_BEFORE },
    { kind: "hold", afterBytes: 1_000_000 },
  );
  const script = runScript(file, server.token);
  const first = ended(script);
  await expect.poll(() => held.hits.length, { timeout: 60_000 }).toBe(1);
  process.kill(-(script.pid ?? 0), "SIGINT");
  expect(await first).toMatchObject({ code: 130, said: "", told: expect.stringContaining("Run this again to go on") });
  expect(objects.books.acknowledged()).toHaveLength(PARTS_BEFORE);

  server.calm();
  const struckOnce = { times: 1 };
  const refusal = { status: 503, body: '{"error":{"type":"api_error","message":"Come back later."}}' };
  objects.inject({ method: "PUT", part: PARTS_BEFORE + 2 }, { kind: "cut", afterBytes: 3_000_000 }, struckOnce);
  objects.inject({ method: "PUT", part: PARTS_BEFORE + 3 }, { kind: "answer", answer: refusal }, struckOnce);
  objects.inject({ method: "PUT", part: PARTS_BEFORE + 4 }, { kind: "answer", answer: { status: 403 } }, struckOnce);
  const second = await ended(runScript(file, server.token));
  expect(second).toMatchObject({ code: 0, said: expect.stringContaining(disk.sha256) });
  expect(second.told).toContain("Come back later. (HTTP 503)");
  expect(objects.books.acknowledged()).toHaveLength(PARTS_OF_DISK - PARTS_BEFORE);

  await page.reload();
  await expect(imageRow(page, name)).toContainText("Completed");
  expect(await server.images.downloadedSha256(name)).toBe(disk.sha256);
});
