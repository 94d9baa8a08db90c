import { z } from "zod";

/** A server's answer, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

const errorSchema = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

/** Sends one request. `body`: sent as JSON, unless it is text or bytes. Rejects when the answer does not arrive whole. */
export async function send(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isPlain = body === undefined || typeof body === "string" || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: isPlain ? headers : { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: isPlain ? asBody(body) : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function asBody(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? body : new Uint8Array(body);
}

/** What an answer's JSON says, checked. Throws with status and text when it is another. */
export function parsed<Schema extends z.ZodType>(schema: Schema, { status, text }: Answer): z.infer<Schema> {
  const result = schema.safeParse(status < 400 ? JSON.parse(text) : null);
  if (!result.success) throw new Error(`The answer is another: ${status} ${text}`);
  return result.data;
}

/** Status, type and sentence of a refusal. Throws when the answer is none. */
export function refusal({ status, text }: Answer): { status: number; type: string; message: string } {
  if (status < 400) throw new Error(`The answer is no refusal: ${status} ${text}`);
  return { status, ...errorSchema.parse(JSON.parse(text)).error };
}
