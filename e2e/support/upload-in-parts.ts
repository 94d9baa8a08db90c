import type { Page, TestInfo } from "@playwright/test";
import { chooseFiles } from "./images-page";
import { writeRandomFile, type RandomFile } from "./random-file";

const MIB = 1024 * 1024;

/** In bytes: two parts, of which the last is short. */
const FILE_BYTES = 16 * MIB + 4321;

/** Uploads a file of two parts as an image of this name, by the page. */
export async function uploadInParts(page: Page, name: string, testInfo: TestInfo): Promise<RandomFile> {
  const file = await writeRandomFile(testInfo.outputPath(`${name}.img`), FILE_BYTES);
  const dialog = await chooseFiles(page, [file.path]);
  await dialog.getByRole("textbox", { name: "Name for" }).fill(name);
  await dialog.getByRole("button", { name: "Start upload" }).click();
  return file;
}
