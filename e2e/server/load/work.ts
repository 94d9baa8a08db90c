import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { RunningServer } from "@/e2e/server/support/running-server";
import { type Journal, LoadClient, type Told } from "./client";

const MIB = 1024 * 1024;

/** Bytes of parts, and their checksums: computing them anew would measure the clients. */
const FILES = [1, 1, 1, 2, 4, 16].map((mib) => {
  const bytes = randomBytes(mib * MIB);
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
});

const idSchema = z.object({ id: z.string() });
const urlSchema = z.object({ url: z.url() });

/** Who works, how they are known, and when they stop. */
export interface Shift {
  server: RunningServer;
  token: string;
  /** As in a Cookie header: the token's sign-in to the dashboard. */
  cookie: string;
  journal: Journal;
  /** `performance.now()` at the end. */
  until: number;
  /** Parts are sent until this many bytes were, in all. */
  maxSentBytes: number;
}

/** Signs a new operator of this owner in. */
export async function takeOn(server: RunningServer, owner: string): Promise<Pick<Shift, "token" | "cookie">> {
  const token = await server.makeToken(owner);
  const body = { provider: "sfcompute", token };
  const answer = await server.request(null, "POST", "/api/session", body, { origin: server.url });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (answer.status !== 201 || cookie === undefined) throw new Error(`No sign-in: ${answer.status} ${answer.text}`);
  return { token, cookie };
}

/** One person or script that does this and that until the shift ends. */
export async function work(shift: Shift, number: number): Promise<void> {
  const client = new LoadClient(shift.server.url, shift.journal);
  const kept: string[] = [];
  try {
    for (let round = number; performance.now() < shift.until; round++) await doNext(shift, client, kept, round);
  } finally {
    client.close();
  }
}

async function doNext(shift: Shift, client: LoadClient, kept: string[], round: number): Promise<void> {
  const { token, cookie } = shift;
  const api = { headers: { Authorization: `Bearer ${token}` } };
  const page = { headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" } };
  const image = kept.at(round % Math.max(kept.length, 1)) ?? "image_none";
  switch (round % 8) {
    case 0:
      return upload(shift, client, kept, round);
    case 1:
    case 5:
      await client.ask("list", "/v2/images?limit=50", api);
      return;
    case 2:
      await client.ask("get", `/v2/images/${image}`, api);
      return;
    case 3:
    case 6:
      await client.ask("dashboard list", "/api/sfcompute/images", page);
      return;
    case 4:
      return download(shift, client, image);
    default:
      await client.ask("page", round % 16 === 7 ? "/sfcompute/images" : "/sign-in", page);
  }
}

async function upload(shift: Shift, client: LoadClient, kept: string[], round: number): Promise<void> {
  const { token, journal } = shift;
  if (journal.sentBytes > shift.maxSentBytes) return;
  const headers = { Authorization: `Bearer ${token}` };
  const file = FILES[Math.floor(round / 8) % FILES.length] ?? FILES[0];
  if (file === undefined) return;
  const name = `load-${randomBytes(8).toString("hex")}`;
  const created = read(idSchema, await client.ask("create", "/v2/images", { method: "POST", headers, body: { name } }));
  if (created === null) return;
  const path = `/v2/images/${created.id}`;
  const link = read(
    urlSchema,
    await client.ask("sign part", `${path}/parts`, { method: "POST", headers, body: { part_id: 1 } }),
  );
  if (link === null) return;
  const put = await client.ask(`put ${file.bytes.length / MIB} MiB`, link.url, { method: "PUT", body: file.bytes });
  if (put.status === 200) journal.sentBytes += file.bytes.length;
  await client.ask("complete", `${path}/complete`, { method: "POST", headers, body: { sha256: file.sha256 } });
  kept.push(created.id);
  const oldest = kept.length > 3 ? kept.shift() : undefined;
  if (oldest !== undefined) await client.ask("delete", `/v2/images/${oldest}`, { method: "DELETE", headers });
}

async function download({ token, journal }: Shift, client: LoadClient, image: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const link = read(urlSchema, await client.ask("sign download", `/v2/images/${image}/download`, { headers }));
  if (link === null) return;
  const { body } = await client.ask("get range", link.url, { headers: { Range: "bytes=1000-525287" } });
  journal.receivedBytes += body.length;
}

/** Null for a refusal, which the journal has. */
function read<Schema extends z.ZodType>(schema: Schema, { status, body }: Told): z.output<Schema> | null {
  return status >= 200 && status < 300 ? schema.parse(JSON.parse(body.toString())) : null;
}
