import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * WCAG 2.2 AA and axe's own advice find nothing on the page as it is now. In the dark a page differs by its colours alone, so those alone
 * are looked at. @param except ids of axe's rules
 */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  const axe = new AxeBuilder({ page });
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  if (isDark) axe.withRules(RULES_OF_COLOUR);
  else axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).disableRules(except);
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }))).toEqual([]);
}
