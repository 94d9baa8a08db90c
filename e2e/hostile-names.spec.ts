import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { localFileName } from "@/lib/utils/curl-command";
import { visibleText } from "@/lib/utils/visible-text";
import { HOSTILE_TEXTS } from "./server/hostile/texts";
import { expect, test } from "./support/clouds";
import { chooseAction, selectImages } from "./support/images-page";

const run = promisify(execFile);

/** What nobody sees, and what reorders: all of it must have been made visible. */
const HIDDEN = /(?![\n\t])[\p{Cc}\u200b\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** A row's name is cut to one line by the browser, and blanks in it are drawn as one. */
const NAMES = HOSTILE_TEXTS.filter((text) => text.length > 0);

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.alert = () => Reflect.set(window, "hostile", "alert");
  });
});
test.afterEach(async ({ page }) => {
  expect(await page.evaluate(() => Reflect.get(window, "hostile")), "a script of a name ran").toBeUndefined();
});

/** Linode takes tags of 3 to 100 characters. */
function tagsOf(text: string): string[] {
  const { length } = Array.from(text);
  return length >= 3 && length <= 100 ? [text] : [];
}

test("a list of hostile names, descriptions and tags is text and stays in its place", async ({
  page,
  clouds,
  user,
  signInTo,
}) => {
  for (const text of NAMES) clouds.linode.addImage(user, { label: text, description: text, tags: tagsOf(text) });
  await page.setViewportSize({ width: 1280, height: 5000 });
  await signInTo(page, "linode");
  const table = page.getByRole("table", { name: "Images" });
  const missing = async () => {
    const links = table.locator("a[data-opens-details]");
    const titles = await links.evaluateAll((all) => all.map((link) => link.getAttribute("title")));
    return NAMES.map((text) => visibleText(text)).filter((name) => !titles.includes(name));
  };
  await expect.poll(missing).toEqual([]);
  expect(await page.evaluate(() => document.body.textContent)).not.toMatch(HIDDEN);
  await expectColumns(page);
  await page.screenshot({ path: "test-results/hostile-list.png" });

  await page.setViewportSize({ width: 360, height: 740 });
  await expectToFit(page);
  await page.screenshot({ path: "test-results/hostile-list-narrow.png" });
});

for (const [what, text] of [
  ["an override of direction", "\u202egnp.exe"],
  ["letters of both directions", "مرحبا image שלום"],
  ["markup", '"><img src=x onerror=window.hostile=1>'],
  ["a pile of marks", `Z${"\u0335\u0321\u031b\u0353".repeat(20)}`],
  ["255 bytes of emoji", "💾".repeat(63)],
  ["a line that ends", "a\r\nX-Injected: 1"],
] as const) {
  test(`details, dialogs and the palette hold a name with ${what}`, async ({ page, clouds, user, signInTo }) => {
    clouds.linode.addImage(user, { label: text, description: `${text}\nnext line`, tags: tagsOf(text) });
    await signInTo(page, "linode");
    const name = visibleText(text);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("table", { name: "Images" }).getByTitle(name, { exact: true }).click();
    await expect(
      page
        .getByRole("heading")
        .filter({ hasText: name.slice(0, 20) })
        .first(),
    ).toBeVisible();
    await expectToFit(page);
    expect(await page.evaluate(() => document.body.textContent + document.title)).not.toMatch(HIDDEN);
    await page.screenshot({ path: `test-results/hostile-details-${what.replaceAll(" ", "-")}.png` });
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(name);
    await expect(page.getByRole("option").filter({ hasText: name }).first()).toBeVisible();
    await expectToFit(page);
    await page.keyboard.press("Escape");

    await page.setViewportSize({ width: 1280, height: 740 });
    await chooseAction(page, name, "Delete");
    const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
    await expect(dialog).toContainText(name);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectToFit(page);
    await page.screenshot({ path: `test-results/hostile-delete-${what.replaceAll(" ", "-")}.png` });
    await dialog.getByRole("button", { name: "Delete image" }).click();
    await expect(page.getByRole("table", { name: "Images" }).getByTitle(name, { exact: true })).toHaveCount(0);
    await expectToFit(page);
  });
}

test("a table of links takes no name for a formula, and a copied command writes one file here", async ({
  page,
  clouds,
  user,
  signInTo,
}) => {
  const names = [
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1)",
    "'; touch hostile; '",
    "$(touch hostile) `touch hostile`",
    "../../escape",
    "-rf",
  ];
  for (const name of names) await clouds.sfcompute.addImage({ account: user, name });
  await signInTo(page, "sfcompute");
  await selectImages(page, names);
  await page.getByRole("button", { name: "Copy links…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("CSV").click();
  const csv = await dialog.getByRole("textbox", { name: "Preview" }).inputValue();
  expect(csv.split(/\r?\n/)).toHaveLength(names.length + 2);
  expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);
  await page.keyboard.press("Escape");

  const folder = await mkdtemp(join(tmpdir(), "hostile-names-"));
  try {
    for (const name of names) {
      await page.evaluate(() => navigator.clipboard.writeText(""));
      await chooseAction(page, name, "Copy curl command");
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl /);
      await run("sh", ["-c", await page.evaluate(() => navigator.clipboard.readText())], { cwd: folder });
    }
    expect((await readdir(folder)).toSorted()).toEqual(names.map(localFileName).toSorted());
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Every name lies left of its row's status, whatever stands in it. */
async function expectColumns(page: Page): Promise<void> {
  const astray = await page
    .getByRole("table", { name: "Images" })
    .getByRole("row")
    .evaluateAll((rows) =>
      rows.flatMap((row) => {
        const name = row.querySelector("a[data-opens-details]");
        const boxes = [...row.querySelectorAll("td")].map((cell) => cell.getBoundingClientRect());
        const isInOrder = boxes.every((box, at) => at === 0 || box.left >= (boxes[at - 1]?.left ?? 0));
        const isOneLine = name === null || name.getBoundingClientRect().height < 40;
        return isInOrder && isOneLine ? [] : [row.textContent];
      }),
    );
  expect(astray).toEqual([]);
}

/** No scrolling to the side (WCAG 1.4.10). */
async function expectToFit(page: Page): Promise<void> {
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overhang).toBeLessThanOrEqual(0);
}
