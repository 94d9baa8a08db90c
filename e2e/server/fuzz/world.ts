import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { parsed } from "@/e2e/server/support/answer";
import { RunningServer } from "@/e2e/server/support/running-server";

const idSchema = z.object({ id: z.string() });
const urlSchema = z.object({ url: z.url() });

export interface KnownImage {
  id: string;
  name: string;
  sha256: string;
}

/** One who sends requests: with a token to `/v2`, with the cookie of that token's sign-in to `/api`. */
export interface Actor {
  role: "viewer" | "operator" | "admin";
  token: string;
  /** As in a Cookie header. */
  cookie: string;
}

/** A server with what two owners have, one of whom attacks. */
export interface World {
  server: RunningServer;
  victim: Actor & { images: KnownImage[]; deletedId: string };
  /** All of one owner. */
  attackers: Actor[];
  /** The attacker's own. */
  own: { waiting: string; completed: KnownImage; deleted: string; partUrl: string; contentUrl: string };
  /** What no answer to an attacker may hold: names, checksums and bytes of the victim's, tokens, cookies, paths of the file system. */
  secrets: string[];
}

/** Starts a server and gives both owners images in every state. */
export async function openWorld(environment: Record<string, string> = {}): Promise<World> {
  const server = await RunningServer.start({
    environment: { REQUESTS_PER_MINUTE: "0", LOG_LEVEL: "info", ...environment },
  });
  const victim = await signedIn(server, "victim", "operator");
  const attackers = await Promise.all(
    (["viewer", "operator", "admin"] as const).map((role) => signedIn(server, "mallory", role)),
  );
  const [, operator] = attackers;
  if (operator === undefined) throw new Error("There is an operator.");
  const bytes = `bytes-of-the-victim-${randomBytes(12).toString("hex")}`;
  const images = [
    await makeImage(server, victim.token, secretName(), null),
    await makeImage(server, victim.token, secretName(), bytes),
    await completed(server, victim.token, secretName(), bytes),
  ];
  const deleted = await completed(server, victim.token, secretName(), `${bytes}-deleted`);
  await server.request(victim.token, "DELETE", `/v2/images/${deleted.id}`);
  const tokens = [victim, ...attackers].flatMap(({ token, cookie }) => [token, cookie.split("=")[1] ?? cookie]);
  return {
    server,
    victim: { ...victim, images, deletedId: deleted.id },
    attackers,
    own: await ownImages(server, operator.token),
    secrets: [
      ...[...images, deleted].flatMap(({ name, sha256 }) => [name, sha256]),
      bytes,
      server.adminToken,
      server.dataDirectory,
      "node_modules",
      ...tokens,
    ],
  };
}

/** Everything of the victim's that an attack could have changed, as the victim sees it. */
export async function victimsView({ server, victim }: World): Promise<unknown> {
  const list = await server.request(victim.token, "GET", "/v2/images?include_deleted=true&limit=200");
  const [, , finished] = victim.images;
  const link = await server.request(victim.token, "GET", `/v2/images/${finished?.id}/download`);
  const bytes = await fetch(parsed(urlSchema, link).url);
  return { images: JSON.parse(list.text), bytes: await bytes.text() };
}

async function ownImages(server: RunningServer, token: string): Promise<World["own"]> {
  const waiting = await makeImage(server, token, "own-waiting", null);
  const finished = await completed(server, token, "own-completed", "the attacker's own bytes");
  const deleted = await completed(server, token, "own-deleted", "bytes that were deleted");
  await server.request(token, "DELETE", `/v2/images/${deleted.id}`);
  const part = await server.request(token, "POST", `/v2/images/${waiting.id}/parts`, { part_id: 1 });
  const content = await server.request(token, "GET", `/v2/images/${finished.id}/download`);
  return {
    waiting: waiting.id,
    completed: finished,
    deleted: deleted.id,
    partUrl: parsed(urlSchema, part).url,
    contentUrl: parsed(urlSchema, content).url,
  };
}

async function signedIn(server: RunningServer, owner: string, role: Actor["role"]): Promise<Actor> {
  const token = await server.makeToken(owner, role);
  const answer = await server.request(
    null,
    "POST",
    "/api/session",
    { provider: "sfcompute", token },
    { origin: server.url },
  );
  const [cookie = ""] = answer.headers.getSetCookie().map((header) => header.split(";")[0] ?? "");
  if (answer.status !== 201 || cookie === "")
    throw new Error(`The sign-in was refused: ${answer.status} ${answer.text}`);
  return { role, token, cookie };
}

async function makeImage(
  server: RunningServer,
  token: string,
  name: string,
  bytes: string | null,
): Promise<KnownImage> {
  const { id } = parsed(idSchema, await server.request(token, "POST", "/v2/images", { name }));
  if (bytes !== null) {
    const link = await server.request(token, "POST", `/v2/images/${id}/parts`, { part_id: 1 });
    const put = await fetch(parsed(urlSchema, link).url, { method: "PUT", body: bytes });
    if (!put.ok) throw new Error(`A part was refused: ${put.status} ${await put.text()}`);
  }
  return {
    id,
    name,
    sha256: createHash("sha256")
      .update(bytes ?? "")
      .digest("hex"),
  };
}

async function completed(server: RunningServer, token: string, name: string, bytes: string): Promise<KnownImage> {
  const image = await makeImage(server, token, name, bytes);
  const { status, text } = await server.request(token, "POST", `/v2/images/${image.id}/complete`, {
    sha256: image.sha256,
  });
  if (status !== 200 || !text.includes('"completed"')) throw new Error(`It was not completed: ${status} ${text}`);
  return image;
}

function secretName(): string {
  return `victims-${randomBytes(8).toString("hex")}.img`;
}
