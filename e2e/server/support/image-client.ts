import { createHash } from "node:crypto";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type Answer, parsed, send } from "./answer";

const urlSchema = z.object({ url: z.string() });

export const imageSchema = z.object({
  id: z.string(),
  name: z.string(),
  upload_status: z.enum(["started", "uploading", "completed", "failed"]),
  sha256: z.string().nullable(),
  failure_reason: z.string().optional(),
});
export const imageListSchema = z.object({
  data: z.array(imageSchema),
  has_more: z.boolean(),
  cursor: z.string().nullable().optional(),
});

export type WireImage = z.infer<typeof imageSchema>;

/** The images API with one token, as a script sees it: refusals are answers like others. Rejects when an answer was cut. */
export class ImageClient {
  /** @param baseUrl the server's @param token an API token */
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
  ) {}

  create(name: string): Promise<Answer> {
    return this.ask("POST", "/v2/images", { name });
  }

  image(id: string): Promise<Answer> {
    return this.ask("GET", `/v2/images/${id}`);
  }

  list(query = "limit=200"): Promise<Answer> {
    return this.ask("GET", `/v2/images?${query}`);
  }

  complete(id: string, sha256: string): Promise<Answer> {
    return this.ask("POST", `/v2/images/${id}/complete`, { sha256 });
  }

  delete(id: string): Promise<Answer> {
    return this.ask("DELETE", `/v2/images/${id}`);
  }

  restore(id: string): Promise<Answer> {
    return this.ask("POST", `/v2/images/${id}/restore`);
  }

  partUrl(id: string, partNumber: number): Promise<Answer> {
    return this.ask("POST", `/v2/images/${id}/parts`, { part_id: partNumber });
  }

  /** Asks for the part's URL and sends it there. @returns the first refusal, or the PUT's answer */
  async putPart(id: string, partNumber: number, bytes: Uint8Array): Promise<Answer> {
    const signed = await this.partUrl(id, partNumber);
    if (signed.status >= 400) return signed;
    return send("PUT", parsed(urlSchema, signed).url, bytes);
  }

  /** As `putPart`, but does something after the first half was sent. */
  async putPartInPieces(
    id: string,
    partNumber: number,
    bytes: Uint8Array,
    halfway: () => Promise<void>,
  ): Promise<Answer> {
    const { url } = parsed(urlSchema, await this.partUrl(id, partNumber));
    const half = Math.floor(bytes.length / 2);
    const request = httpRequest(url, { method: "PUT", headers: { "Content-Length": bytes.length } });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve).once("error", reject);
    });
    await new Promise((resolve) => void request.write(bytes.subarray(0, half), resolve));
    await halfway();
    request.end(bytes.subarray(half));
    const response = await answered;
    return { status: response.statusCode ?? 0, headers: new Headers(), text: await text(response) };
  }

  /** One page of the list. @param cursor empty for the first */
  async page(cursor: string): Promise<z.infer<typeof imageListSchema>> {
    const query = cursor === "" ? "" : `&starting_after=${cursor}`;
    return parsed(imageListSchema, await this.list(`limit=200${query}`));
  }

  /** Downloads the image. @returns the first refusal, or an answer whose text is the SHA-256 of its bytes, lower-case hex */
  async download(id: string): Promise<Answer> {
    const signed = await this.ask("GET", `/v2/images/${id}/download`);
    return signed.status >= 400 ? signed : downloaded(parsed(urlSchema, signed).url);
  }

  /** A link to the image's bytes. */
  async downloadLink(id: string): Promise<string> {
    return parsed(urlSchema, await this.ask("GET", `/v2/images/${id}/download`)).url;
  }

  private ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return send(method, this.baseUrl + path, body, { Authorization: `Bearer ${this.token}` });
  }
}

/** What is behind a download link: a refusal, or an answer whose text is the SHA-256 of the bytes, lower-case hex. */
export async function downloaded(url: string): Promise<Answer> {
  const response = await fetch(url);
  const { status, headers } = response;
  if (!response.ok || response.body === null) return { status, headers, text: await response.text() };
  const hash = createHash("sha256");
  for await (const chunk of response.body) hash.update(chunk);
  return { status, headers, text: hash.digest("hex") };
}
