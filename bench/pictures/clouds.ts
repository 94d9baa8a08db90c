import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { environmentOf, fakesOf, SIGN_IN_SETTINGS, startAllFakes, type AllFakes } from "@/e2e/support/fakes/all-fakes";
import { freePort, StartCommand } from "@/e2e/support/start-command";
import { takePicture } from "./take";

const USER = "ops";

/** As wide as the pictures of consoles mostly are, and a phone. */
const WINDOWS = [
  { name: "all-images-light", width: 1280, height: 800, colorScheme: "light" },
  { name: "all-images-dark", width: 1280, height: 800, colorScheme: "dark" },
  { name: "all-images-360", width: 360, height: 800, colorScheme: "light" },
] as const;

/** Four providers' images in one list, from fakes of their APIs. */
export async function paintClouds(browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "images-dashboard-clouds-"));
  const [fakes, port] = await Promise.all([startAllFakes(), freePort()]);
  const command = new StartCommand({ PORT: String(port), DATA_DIR: folder, ...environmentOf(fakes) });
  try {
    await command.printed(/is ready/);
    await addImages(fakes);
    for (const { name, colorScheme, ...viewport } of WINDOWS) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", locale: "en-GB" });
      const page = await context.newPage();
      await showAll(page, `http://127.0.0.1:${port}`);
      await takePicture(page, name);
      await context.close();
    }
  } finally {
    await command.stop("SIGTERM");
    await Promise.all(fakesOf(fakes).map((fake) => fake.close()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function addImages({ sfcompute, linode, cycle }: AllFakes): Promise<void> {
  for (const name of ["h100-node-2026-03", "gpu-worker-cuda-12.9", "ubuntu-24.04-server"]) {
    await sfcompute.addImage({ account: USER, name });
  }
  for (const label of ["debian-13-generic", "web-golden"]) linode.addImage(USER, { label, tags: ["golden"] });
  for (const name of ["api-gateway", "worker-2.4"]) cycle.addImage(USER, name);
}

async function showAll(page: Page, origin: string): Promise<void> {
  for (const [provider, settings] of Object.entries(SIGN_IN_SETTINGS)) {
    await page.request.post(`${origin}/api/session`, {
      headers: { origin },
      data: { provider, token: USER, settings },
    });
  }
  // By name, so that the providers' images stand among each other.
  await page.goto(`${origin}/all/images?sort=name`);
  for (const name of ["api-gateway", "build-runner", "debian-13-generic", "gpu-worker-cuda-12.9"]) {
    await page.getByRole("link", { name }).waitFor();
  }
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
