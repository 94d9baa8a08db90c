import { inject } from "vitest";
import { vendorCheck } from "./vendor-document";

const { baseUrl, token, contractsDirectory } = inject("target");
const check = vendorCheck(contractsDirectory);

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

/** One request to the API. Every answer is compared with the vendor's document, where there is one. */
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
  check({ method, path: path.split("?")[0] ?? path, status: response.status, body: parsed });
  return { status: response.status, headers: response.headers, body: parsed };
}
