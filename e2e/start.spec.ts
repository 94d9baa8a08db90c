import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { expect, test } from "./support/watched-browser";
import { StartCommand, freePort } from "./support/start-command";

test("the first start prints a link that signs in, the second does not, and Ctrl-C ends both cleanly", async ({
  page,
}, testInfo) => {
  const environment = { PORT: String(await freePort()), DATA_DIR: testInfo.outputPath("data") };
  const first = new StartCommand(environment);
  const [link] = await first.printed(/http:\S+\/sign-in#token=\S+/);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
  const ended = await first.stop("SIGINT");
  expect(ended.code).toBe(0);
  expect(ended.output).toContain(`A new, empty data folder was made: ${environment.DATA_DIR}\n`);

  const second = new StartCommand(environment);
  await second.printed(/Sign in: http/);
  const { code, output } = await second.stop("SIGTERM");
  expect(code).toBe(0);
  expect(output).not.toContain("#token=");
  expect(output).not.toContain("EMPTY");
  expect(output).not.toMatch(/Installing|Building/);
});

test("a busy port is one sentence and exit code 1, and makes no token", async ({}, testInfo) => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = address !== null && typeof address === "object" ? String(address.port) : "";
  const { code, output } = await new StartCommand({ PORT: port, DATA_DIR: testInfo.outputPath("data") }).ended();
  other.close();
  expect(code).toBe(1);
  expect(output.trim()).toMatch(/^Port \d+ is in use on 127\.0\.0\.1\. .+$/);
});

test("a data folder that cannot be used is one sentence and exit code 1", async ({}, testInfo) => {
  const file = testInfo.outputPath("a-file");
  writeFileSync(file, "");
  const { code, output } = await new StartCommand({ DATA_DIR: `${file}/data` }).ended();
  expect(code).toBe(1);
  expect(output.trim()).toMatch(/^The data folder \S+ cannot be used \(ENOTDIR\)\. .+$/);
});

test("a damaged database is a sentence and exit code 1", async ({}, testInfo) => {
  const folder = testInfo.outputPath("data");
  mkdirSync(folder);
  writeFileSync(`${folder}/images.db`, "This is no database. ".repeat(100));
  const { code, output } = await new StartCommand({ PORT: String(await freePort()), DATA_DIR: folder }).ended();
  expect(code).toBe(1);
  expect(output.trim().split("\n").at(-1)).toMatch(/^The data in \S+ cannot be used \(.+\)\. .+$/);
});

for (const [name, value] of [
  ["PORT", "seventy"],
  ["PUBLIC_URL", "images.example.com"],
  ["LOG_LEVEL", "loud"],
  ["SESSION_SECRET", "short"],
] as const) {
  test(`a bad ${name} is one sentence and exit code 1`, async ({}, testInfo) => {
    const { code, output } = await new StartCommand({ DATA_DIR: testInfo.outputPath("data"), [name]: value }).ended();
    expect(code).toBe(1);
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).toContain(name);
  });
}
