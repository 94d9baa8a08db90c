import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "@/e2e/support/start-command";

/** Debian's. */
const PROGRAM = "/usr/sbin/nginx";

const LOOK_MS = 50;
const LOOKS = 100;

const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

export function hasNginx(): boolean {
  return existsSync(PROGRAM);
}

/** nginx with two workers and a configuration of its own. */
export class Nginx {
  private constructor(
    readonly url: string,
    readonly processId: number,
    private readonly child: ChildProcess,
  ) {}

  /**
   * @param folder for its files, which it makes
   * @param server what stands in its one `server` block @param beside what stands beside that block
   */
  static async start(folder: string, server: string, beside = ""): Promise<Nginx> {
    const port = await freePort();
    await mkdir(folder, { recursive: true });
    const places = TEMPORARY.map((name) => `${name}_temp_path ${join(folder, name)};`).join(" ");
    const configuration = `daemon off; worker_processes 2; pid ${join(folder, "pid")}; error_log ${join(folder, "error.log")};
${process.getuid?.() === 0 ? "user root;" : ""}
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; ${places}
${beside}
server { listen 127.0.0.1:${port}; ${server} } }
`;
    const file = join(folder, "nginx.conf");
    await writeFile(file, configuration);
    const child = spawn(PROGRAM, ["-c", file, "-p", folder], { stdio: ["ignore", "ignore", "inherit"] });
    const url = `http://127.0.0.1:${port}`;
    await answers(url);
    if (child.pid === undefined) throw new Error("nginx could not be started.");
    return new Nginx(url, child.pid, child);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }
}

async function answers(url: string): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer !== null) return;
    await delay(LOOK_MS);
  }
  throw new Error("nginx does not answer.");
}
