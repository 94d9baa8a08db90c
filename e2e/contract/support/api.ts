import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { parse } from "yaml";
import { type Answer, documentCheck } from "./document-check";

const { baseUrl, token, contractsDirectory } = inject("target");

interface RequestOptions {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  text?: string;
  headers?: Record<string, string>;
  /** The token's header; null sends none. */
  authorization?: string | null;
}

export interface Reply {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined when there is no body. */
  body: unknown;
}

/** One request to the API. Every answer is compared with the server's own document and, where there is one, the vendor's. */
export async function request(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
  const { json, text, authorization = `Bearer ${token}` } = options;
  const body = json === undefined ? text : JSON.stringify(json);
  const response = await fetch(new URL(baseUrl + path), {
    method,
    redirect: "error",
    headers: {
      ...(authorization !== null && { Authorization: authorization }),
      ...(json !== undefined && { "Content-Type": "application/json" }),
      ...options.headers,
    },
    ...(body !== undefined && { body }),
  });
  const answer = await response.text();
  const parsed: unknown = answer === "" ? undefined : JSON.parse(answer);
  for (const check of await checks) {
    check({ method, path: path.split("?")[0] ?? path, status: response.status, body: parsed });
  }
  return { status: response.status, headers: response.headers, body: parsed };
}

const checks = loadChecks();

async function loadChecks(): Promise<((answer: Answer) => void)[]> {
  const own = await fetch(new URL(`${baseUrl}/v2/openapi.json`));
  const ownCheck = await documentCheck("server", await own.json());
  if (contractsDirectory === null) return [ownCheck];
  const vendor = await readFile(join(contractsDirectory, "sfc-images.openapi.yaml"), "utf8");
  return [ownCheck, await documentCheck("vendor", parse(vendor))];
}
