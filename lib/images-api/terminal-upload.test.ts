import { createHash, randomBytes } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GIB, MIB } from "@/lib/contract/limits";
import { partSizeFor } from "@/lib/contract/upload-plan";
import { outcomeOf, ScriptFolder } from "@/lib/utils/run-script.fixture";
import { terminalUploadScript } from "@/lib/utils/terminal-upload-script";
import { ServedApi } from "./served-api.fixture";

// Many small processes, on a machine that does other things as well.
vi.setConfig({ testTimeout: 60_000 });

const BYTES = randomBytes(22 * MIB + 12_345);
const DIGEST = createHash("sha256").update(BYTES).digest("hex");
const FILE = "it's a $(disk).img";
const PARTS = { IMAGES_PART_MIB: "5" };

let served: ServedApi;
let token: string;
let folder: ScriptFolder;

beforeEach(async () => {
  served = await ServedApi.start();
  token = await served.makeToken("ada", "operator");
  folder = await ScriptFolder.make();
  await writeFile(join(folder.path, FILE), BYTES);
});

afterEach(async () => {
  await served.remove();
  await folder.remove();
});

const script = (name = "debian-12") =>
  terminalUploadScript({ apiUrl: `http://127.0.0.1:${served.port}/v2`, name, filePath: FILE });

async function images(): Promise<unknown[]> {
  return (await served.request(token, "GET", "/v2/images")).body.data;
}

async function expectOneCompleted(): Promise<void> {
  expect(await images()).toMatchObject([
    { name: "debian-12", upload_status: "completed", sha256: DIGEST, size: BYTES.length },
  ]);
  expect((await readdir(folder.path)).filter((name) => name.includes(".upload-"))).toEqual([]);
}

test("a file of one part is uploaded, verified and told on standard output", async () => {
  const { code, stdout } = await folder.run(script(), { IMAGES_TOKEN: token, IMAGES_PART_MIB: "64" });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Completed: debian-12 is the image image_\S+, SHA-256 [0-9a-f]{64}\n$/);
  expect(stdout).toContain(DIGEST);
  await expectOneCompleted();
  expect(await folder.partsSent()).toBe(1);
});

test("a file of several parts is uploaded, and no process is called with the token", async () => {
  expect(await folder.run(script(), { IMAGES_TOKEN: token, ...PARTS })).toMatchObject({ code: 0 });
  await expectOneCompleted();
  expect(await folder.partsSent()).toBe(5);
  expect((await folder.curlCalls()).join("\n")).not.toContain(token);
});

/** Runs the script until it says that a part is sent, ends it by a signal to its whole group, and gives its outcome. */
async function interruptAfter(part: number, signal: NodeJS.Signals) {
  const child = await folder.start(script(), { IMAGES_TOKEN: token, ...PARTS });
  child.stderr?.on("data", (said: Buffer) => {
    if (said.toString().includes(`Part ${part} of`)) process.kill(-(child.pid ?? 0), signal);
  });
  return outcomeOf(child);
}

test.each(["SIGKILL", "SIGINT"] as const)("after %s another run sends only what is missing", async (signal) => {
  const { code, stderr } = await interruptAfter(2, signal);
  expect(code).toBe(signal === "SIGINT" ? 130 : null);
  if (signal === "SIGINT") expect(stderr).toContain("Run this again to go on");
  const tried = await folder.partsSent();
  expect(tried).toBeLessThan(5);

  const again = await folder.run(script(), { IMAGES_TOKEN: token, ...PARTS });
  expect(again.code).toBe(0);
  expect(again.stderr).not.toMatch(/Part [12] of/);
  await expectOneCompleted();
  // The part that was under way is the only one that may be sent twice.
  expect(await folder.partsSent()).toBeLessThanOrEqual(6);
});

test("another run after the end of the upload tells how it ended", async () => {
  await interruptAfter(5, "SIGKILL");
  const [image] = (await served.request(token, "GET", "/v2/images")).body.data;
  await served.request(token, "POST", `/v2/images/${image?.id}/complete`, { sha256: DIGEST });
  const { code, stdout } = await folder.run(script(), { IMAGES_TOKEN: token, ...PARTS });
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(DIGEST) });
  await expectOneCompleted();
});

test("a file that was changed since is refused", async () => {
  await interruptAfter(2, "SIGKILL");
  await writeFile(join(folder.path, FILE), randomBytes(BYTES.length));
  const { code, stderr } = await folder.run(script(), { IMAGES_TOKEN: token, ...PARTS });
  expect(code).toBe(1);
  expect(stderr).toContain("The file was changed");
  await writeFile(join(folder.path, FILE), randomBytes(100));
  expect((await folder.run(script(), { IMAGES_TOKEN: token })).stderr).toContain("another length");
});

test("a name that is taken and a token that is wrong are told in the API's words, and leave nothing", async () => {
  await served.request(token, "POST", "/v2/images", { name: "debian-12" });
  const taken = await folder.run(script(), { IMAGES_TOKEN: token });
  expect(taken).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("already have an image named") });
  const wrong = await folder.run(script("other"), { IMAGES_TOKEN: "images_wrong" });
  expect(wrong).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("not valid") });
  expect(await images()).toHaveLength(1);
  expect((await readdir(folder.path)).toSorted()).toEqual(["curl.log", FILE, "tools"]);
});

test("an image that was deleted meanwhile ends the upload with advice", async () => {
  await interruptAfter(2, "SIGKILL");
  const [image] = (await served.request(token, "GET", "/v2/images")).body.data;
  await served.request(token, "DELETE", `/v2/images/${image?.id}`);
  const { code, stderr } = await folder.run(script(), { IMAGES_TOKEN: token, ...PARTS });
  expect(code).toBe(1);
  expect(stderr).toMatch(/it was deleted.*HTTP 404[^]*to begin anew/);
});

test("parts have the size that the dashboard gives them", async () => {
  const formula = script()
    .split("\n")
    .filter((line) => /^(mib|step_bytes|steps|part_bytes)=/.test(line));
  expect(formula).toHaveLength(4);
  const sizes = [1, 16 * MIB, 100 * GIB, 128 * GIB, 2000 * 16 * MIB, 2000 * 16 * MIB + 1, 31 * GIB];
  const lines = sizes.map((size) => `size=${size}\n${formula.join("\n")}\necho "$part_bytes"`);
  const { stdout } = await folder.run(lines.join("\n"));
  expect(stdout.trim().split("\n").map(Number)).toEqual(sizes.map(partSizeFor));
});
