import type { Page } from "@playwright/test";

/** Holds requests back. `asked`: the first of them is there. */
export async function holdRequests(page: Page, url: RegExp): Promise<{ asked: Promise<void>; release: () => void }> {
  let [tellAsked, release] = [() => {}, () => {}];
  const asked = new Promise<void>((resolve) => (tellAsked = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(url, async (route) => {
    tellAsked();
    await released;
    await route.continue();
  });
  return { asked, release };
}
