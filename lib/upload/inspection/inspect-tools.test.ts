import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileSource } from "./byte-source";
import { inspectBytes } from "./inspect-bytes";

// Files that real programs made, where this machine has them. Those of the programs that it lacks are built by their
// specifications in the other tests.

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "inspection-"));
  writeFileSync(path.join(folder, "disk.img"), "what a disk holds ".repeat(1000));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TOOLS = [
  {
    command: "gzip",
    args: ["-k", "disk.img"],
    made: "disk.img.gz",
    format: { kind: "compressed", method: "gzip", fileName: "disk.img" },
  },
  {
    command: "xz",
    args: ["-k", "disk.img"],
    made: "disk.img.xz",
    format: { kind: "compressed", method: "xz", fileName: null },
  },
  {
    command: "zstd",
    args: ["-q", "disk.img"],
    made: "disk.img.zst",
    format: { kind: "compressed", method: "zstd", fileName: null },
  },
  {
    command: "bzip2",
    args: ["-k", "disk.img"],
    made: "disk.img.bz2",
    format: { kind: "compressed", method: "bzip2", fileName: null },
  },
  {
    command: "zip",
    args: ["-q", "disk.zip", "disk.img"],
    made: "disk.zip",
    format: { kind: "archive", type: "zip", fileName: "disk.img" },
  },
  {
    command: "tar",
    args: ["-cf", "disk.tar", "disk.img"],
    made: "disk.tar",
    format: { kind: "archive", type: "tar", fileName: "disk.img" },
  },
  {
    command: "tar",
    args: ["--format=posix", "-cf", "pax.tar", "disk.img"],
    made: "pax.tar",
    format: { kind: "archive", type: "tar" },
  },
  {
    command: "mkfs.ext4",
    args: ["-q", "-L", "root", "fs.img", "2M"],
    made: "fs.img",
    format: { kind: "filesystem", type: "ext", label: "root" },
  },
] as const;

for (const { command, args, made, format } of TOOLS) {
  test.runIf(isHere(command))(`${made} that ${command} makes is told as such`, async () => {
    execFileSync(command, args, { cwd: folder, stdio: "pipe", env: toolEnvironment() });
    const source = fileSource(new Blob([readFileSync(path.join(folder, made))]));
    expect(await inspectBytes(source)).toMatchObject(format);
  });
}

function isHere(command: string): boolean {
  return spawnSync(command, ["--version"], { env: toolEnvironment() }).error === undefined;
}

/** Programs that make filesystems are found only on an administrator's path. */
function toolEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "test", PATH: "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin" };
}
