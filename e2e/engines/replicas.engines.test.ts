import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { BusyClients } from "@/e2e/server/backup/busy-clients";
import { ImageClient } from "@/e2e/server/support/image-client";
import { ServerCluster } from "@/e2e/server/support/server-cluster";
import { runEngines } from "@/e2e/support/engines/run-engines";
import { outcomeOf, ScriptFolder } from "@/lib/utils/run-script.fixture";
import { terminalUploadScript } from "@/lib/utils/terminal-upload-script";

const MIB = 1024 * 1024;

/** Parts of 5 MiB and a short one. */
const BYTES = randomBytes(40 * MIB + 12_345);
const PARTS = 9;
const PARTS_BEFORE = 3;

let cluster: ServerCluster;
let token: string;

beforeAll(async () => {
  cluster = await ServerCluster.start(runEngines());
  token = await cluster.makeToken("ada");
});
afterAll(() => cluster.dispose());

test(
  "one of two servers is killed in the middle of an upload, and its script ends well all the same",
  { timeout: 120_000 },
  async () => {
    const folder = await ScriptFolder.make();
    onTestFinished(() => folder.remove());
    await writeFile(join(folder.path, "disk.img"), BYTES);
    const script = terminalUploadScript({ apiUrl: `${cluster.url}/v2`, name: "debian-12", filePath: "disk.img" });
    const child = await folder.start(script, { IMAGES_TOKEN: token, IMAGES_PART_MIB: "5" });
    const killed = new Promise<void>((resolve, reject) => {
      child.stderr?.on("data", (said: Buffer) => {
        if (said.toString().includes(`Part ${PARTS_BEFORE} of ${PARTS}`))
          cluster.server(0).kill().then(resolve, reject);
      });
    });
    const { code, stdout } = await outcomeOf(child);
    await killed;
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining(createHash("sha256").update(BYTES).digest("hex")),
    });
    expect(await folder.partsSent()).toBe(PARTS);
    await cluster.server(0).startAgain();
  },
);

test("the servers are restarted one after the other, and no request fails", { timeout: 120_000 }, async () => {
  const clients = new BusyClients(cluster.url, token, 4);
  for (const server of cluster.servers) {
    const before = clients.completed;
    await server.stop();
    await server.startAgain();
    await expect.poll(() => clients.completed).toBeGreaterThan(before);
  }
  await clients.stop();
  const client = new ImageClient(cluster.url, token);
  for (const [id, sha256] of clients.promised()) {
    expect(await client.download(id)).toMatchObject({ status: 200, text: sha256 });
  }
});
