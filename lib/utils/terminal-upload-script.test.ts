import { execFile } from "node:child_process";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ScriptFolder } from "./run-script.fixture";
import { terminalUploadScript } from "./terminal-upload-script";

// Many small processes, on a machine that does other things as well.
vi.setConfig({ testTimeout: 60_000 });

const execute = promisify(execFile);
const GIB = 1024 ** 3;

let folder: ScriptFolder;

beforeEach(async () => {
  folder = await ScriptFolder.make();
});

afterEach(() => folder.remove());

const ordinary = { apiUrl: "https://images.example/v2", name: "debian-12.img", filePath: "debian-12.img" };
const hostile = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom("'", '"', "$(id)", "`id`", "\\", "~", "!", "*", "{", ";", " ", "\n", "\r", "‘", "ü"),
  }),
);

/** What is wrong with a script, in shellcheck's words. */
async function complaints(script: string): Promise<string> {
  const file = join(folder.path, "upload.sh");
  await writeFile(file, script);
  return execute("shellcheck", [file]).then(
    ({ stdout }) => stdout,
    (error: Error & { stdout?: string }) => error.stdout ?? error.message,
  );
}

test("shellcheck has nothing to say, whatever the texts are", async () => {
  // The same ones each time: what shellcheck minds of one text in thousands is no reason to stop a build.
  const texts = fc.sample(hostile, { numRuns: 8, seed: 20_260_304 });
  for (const text of ["debian-12.img", "~/it's $(mine) `now`!.img", "-n\\", "’a‘", ...texts]) {
    expect(await complaints(terminalUploadScript({ apiUrl: `https://x/${text}`, name: text, filePath: text }))).toBe(
      "",
    );
  }
});

test("a shell gets back every text as it was, and runs none of it", async () => {
  const withoutEnds = hostile.filter((text) => !text.includes("\0") && !/[\n/]$/.test(text) && !text.startsWith("~/"));
  for (const [name, filePath] of fc.sample(fc.tuple(withoutEnds, withoutEnds), 40)) {
    const [values] = terminalUploadScript({ apiUrl: "https://x/v2/", name, filePath }).split("\nLC_ALL=C\n");
    const { stdout } = await folder.run(`${values}\nprintf '%s\\0' "$api_url" "$image_name" "$file"`);
    expect(stdout.split("\0").slice(0, -1)).toEqual(["https://x/v2", name, filePath]);
  }
});

test("a tilde is the home of whoever runs the script", async () => {
  const [values] = terminalUploadScript({ ...ordinary, filePath: "~/my disk.img" }).split("\nLC_ALL=C\n");
  expect((await folder.run(`${values}\necho "$file"`)).stdout).toBe(`${folder.path}/my disk.img\n`);
});

test("another file and another name can be given with the command", async () => {
  const [values] = terminalUploadScript(ordinary).split("\nLC_ALL=C\n");
  const { stdout } = await folder.run(`set -- "my disk.img" other.img\n${values}\necho "$file as $image_name"`);
  expect(stdout).toBe("my disk.img as other.img\n");
});

const token = "images_a";

test.each([
  { what: "no token", environment: {}, says: "Set IMAGES_TOKEN" },
  { what: "a token with a line end", environment: { IMAGES_TOKEN: "a\nurl = x" }, says: "no token has" },
  { what: "a token with a quote", environment: { IMAGES_TOKEN: 'a"b' }, says: "no token has" },
  { what: "parts that are too small", environment: { IMAGES_TOKEN: token, IMAGES_PART_MIB: "4" }, says: "5 to 5120" },
  {
    what: "parts that are no number",
    environment: { IMAGES_TOKEN: token, IMAGES_PART_MIB: "a[1]" },
    says: "5 to 5120",
  },
])("with $what nothing is asked of the server", async ({ environment, says }) => {
  await writeFile(join(folder.path, ordinary.filePath), "x");
  const { code, stderr } = await folder.run(terminalUploadScript(ordinary), environment);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(says) });
  expect(await folder.curlCalls()).toEqual([]);
});

test.each([
  { what: "a file that is not there", file: null, name: "a", says: "There is no file ./debian-12.img" },
  { what: "an empty file", file: 0, name: "a", says: "The file is empty" },
  { what: "a file of more than 128 GiB", file: 128 * GIB + 1, name: "a", says: "larger than 128 GiB" },
  { what: "a name with other characters", file: 1, name: 'a","x":"', says: "A name has letters" },
  { what: "a name that is too long", file: 1, name: "a".repeat(256), says: "at most 255" },
])("with $what nothing is asked of the server", async ({ file, name, says }) => {
  if (file !== null) {
    await writeFile(join(folder.path, ordinary.filePath), "");
    await truncate(join(folder.path, ordinary.filePath), file);
  }
  const script = terminalUploadScript({ ...ordinary, name });
  const { code, stderr } = await folder.run(script, { IMAGES_TOKEN: token });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(says) });
  expect(await folder.curlCalls()).toEqual([]);
});
