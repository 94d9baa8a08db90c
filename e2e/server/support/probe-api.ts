import { createHash } from "node:crypto";
import { z } from "zod";
import { parsed, send, type Answer } from "./answer";
import type { RunningServer } from "./running-server";

const imageSchema = z.object({ id: z.string() });
const linkSchema = z.object({ url: z.url() });

export type Probe = Answer & { what: string };

/** Asks the embedded images API and its object store for everything that they do, and for what they refuse. */
export async function probeApi(server: RunningServer, token: string): Promise<Probe[]> {
  const probes: Probe[] = [];
  async function note(what: string, answer: Promise<Answer>): Promise<Answer> {
    const settled = await answer;
    probes.push({ ...settled, what });
    return settled;
  }
  const api = (method: string, path: string, body?: unknown, asker: string | null = token) =>
    note(`${method} ${path}`, server.request(asker, method, `/v2${path}`, body));
  /** A link names the server as browsers reach it. */
  const object = (method: string, link: string, body?: unknown) => {
    const { pathname, search } = new URL(link);
    return note(`${method} /objects`, send(method, server.url + pathname + search, body));
  };

  const { id } = parsed(imageSchema, await api("POST", "/images", { name: "whole" }));
  await api("POST", "/images", { name: "whole" });
  await api("POST", "/images", "{");
  await api("POST", "/images", `{"name":"${"x".repeat(2_000_000)}"}`);
  await api("GET", "/images", undefined, null);
  await api("GET", "/images", undefined, "a-token-that-nobody-has-been-given");
  await api("GET", "/images?limit=0");
  await api("GET", "/images/nothing");
  await api("GET", "/nothing");
  await api("PATCH", "/images");
  await api("OPTIONS", "/images");
  await api("POST", "/images", { name: "viewed" }, await server.makeToken("ada", "viewer"));

  const part = parsed(linkSchema, await api("POST", `/images/${id}/parts`, { part_id: 1 }));
  await object("OPTIONS", part.url);
  await object("GET", part.url);
  await object("PUT", `${part.url}0`, "bytes");
  await object("PUT", part.url, "bytes");
  await object("POST", part.url, "bytes");
  await object("PUT", `${server.url}/objects/nothing`, "bytes");
  await api("POST", `/images/${id}/complete`, { sha256: createHash("sha256").update("bytes").digest("hex") });
  const link = parsed(linkSchema, await api("GET", `/images/${id}/download`));
  await object("GET", link.url);
  await object("HEAD", link.url);
  await object(
    "GET",
    link.url.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
  );
  await api("DELETE", `/images/${id}`);
  await object("GET", link.url);
  return probes;
}
