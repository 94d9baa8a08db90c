import type { Page } from "@playwright/test";

/**
 * Holds back every PUT of a part from `partNumber` on, as a dead line does, so that an upload cannot end before the test says so,
 * however fast the machine is.
 * @returns lets later tries pass; those held stay held until they are aborted
 */
export async function holdPartsFrom(page: Page, partNumber: number): Promise<() => Promise<void>> {
  const isHeld = (url: URL): boolean => Number(/\/parts\/(\d+)$/.exec(url.pathname)?.[1]) >= partNumber;
  await page.route(isHeld, (route) => {
    // Neither continued nor aborted; a preflight asks for no bytes and may pass.
    if (route.request().method() !== "PUT") void route.continue();
  });
  return () => page.unroute(isHeld);
}
