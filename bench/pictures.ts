// `npm run screenshots`: takes the pictures of the documentation from the production build, so that they show what is there.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "./bench-browser";
import { prepareCrowd, VIEWPORT } from "./list/stage";
import { paintClouds } from "./pictures/clouds";
import { paint, SCENES } from "./pictures/scenes";
import { paintTray } from "./pictures/tray";
import { Service } from "./service";
import { settings } from "./settings";

const folder = mkdtempSync(join(tmpdir(), "images-dashboard-pictures-"));

/** Images of somebody who has a screen and a half of them. */
const SOME = 60;

async function main(): Promise<void> {
  const service = await Service.start(join(folder, "data"));
  const { browser } = await launchBrowser(settings.browserPath, new Map());
  try {
    const crowds = {
      some: await prepareCrowd(service, "ops", SOME),
      many: await prepareCrowd(service, "fleet", settings.pages.images),
      nobody: await prepareCrowd(service, "newcomer", 0),
    };
    const open = async (whose: keyof typeof crowds, options: { dark?: boolean; width?: number } = {}) =>
      browser.newContext({
        storageState: crowds[whose].storageState,
        viewport: { ...VIEWPORT, width: options.width ?? VIEWPORT.width },
        colorScheme: options.dark ? "dark" : "light",
        reducedMotion: "reduce",
        locale: "en-GB",
      });
    for (const scene of SCENES) {
      const context = await open(scene.whose, scene);
      await paint(scene, await context.newPage(), crowds[scene.whose]);
      await context.close();
    }
    const context = await open("some");
    const page = await context.newPage();
    await page.goto(crowds.some.url);
    await paintTray(page, await context.newCDPSession(page));
    await context.close();
    await paintClouds(browser);
  } finally {
    await browser.close();
    await service.stop();
  }
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
