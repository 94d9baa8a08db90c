import { spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { newPrefix } from "./databases";
import { makeBucket, type S3Settings } from "./buckets";
import { EngineMissing } from "./engine-missing";
import { freePorts } from "./free-ports";
import { KeptProcesses, printed } from "./kept-processes";

/** Debian's own: the package is for no other. */
const PYTHON = "/usr/bin/python3";

const PROGRAM = fileURLToPath(new URL("swift-server.py", import.meta.url));

/** One for each of its services. */
const PORTS = 4;

/** OpenStack Swift with its S3 API, of the tests' own. It syncs what it acknowledges, so that it outlives `kill`. */
export class Swift {
  #server: ChildProcess | null = null;

  private constructor(
    readonly settings: S3Settings,
    private readonly kept: KeptProcesses,
    private readonly argument: string,
  ) {}

  /** Resolves when it answers. @param options.corsOrigin the one origin whose pages may ask; any without it @throws EngineMissing */
  static async start({ corsOrigin }: { corsOrigin?: string } = {}): Promise<Swift> {
    const kept = await KeptProcesses.start(findSwift());
    try {
      const port = await freePorts(PORTS);
      const credentials = { accessKeyId: "tests:images", secretAccessKey: randomBytes(16).toString("hex") };
      const settings = {
        endpoint: `http://127.0.0.1:${port}`,
        region: "us-east-1",
        ...credentials,
        prefix: newPrefix(),
      };
      const { folder } = kept;
      const argument = JSON.stringify({ folder, port, ...credentials, corsOrigin: corsOrigin ?? null });
      const swift = new Swift(settings, kept, argument);
      await swift.startAgain();
      return swift;
    } catch (error) {
      await kept.stop();
      throw error;
    }
  }

  /** Makes an empty bucket. @returns its name */
  createBucket(): Promise<string> {
    return makeBucket(this.settings);
  }

  /** From one moment to the next, as a power cut would. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const ended = once(server, "close");
    server.kill("SIGKILL");
    await ended;
  }

  /** With the same ports and data. */
  async startAgain(): Promise<void> {
    const server = this.kept.spawn(PYTHON, [PROGRAM, this.argument], { stdio: ["ignore", "pipe", "pipe"] });
    await printed(server, /^ready$/m);
    this.#server = server;
  }

  /** Ends it and removes its data. */
  async stop(): Promise<void> {
    await this.kept.stop();
  }
}

/** @returns the folder in which its data can be @throws EngineMissing */
export function findSwift(): string {
  if (!existsSync(PYTHON) || spawnSync(PYTHON, ["-c", "import swift.proxy.server"]).status !== 0) {
    throw new EngineMissing("Debian's python3-swift is not installed, and TEST_S3_ENDPOINT is not set");
  }
  const folders = [tmpdir(), "/var/tmp"];
  const folder = folders.find((path) => existsSync(path) && holdsAttributes(path));
  if (folder === undefined) {
    throw new EngineMissing(
      `Swift keeps what it knows of an object in user attributes, which ${folders.join(" and ")} cannot hold (TMPDIR may name another folder), and TEST_S3_ENDPOINT is not set`,
    );
  }
  return folder;
}

/** Not every file system has user attributes: tmpfs knows them from Linux 6.6 on. */
function holdsAttributes(folder: string): boolean {
  const program =
    "import os, sys, tempfile\nwith tempfile.TemporaryDirectory(dir=sys.argv[1]) as one: os.setxattr(one, 'user.test', b'1')";
  return spawnSync(PYTHON, ["-c", program, folder]).status === 0;
}
