import type { Exchange } from "./exchange";

/** Which requests are meant; every field that is there must fit. CORS preflights only when `method` names them. */
export interface RequestMatch {
  method?: string;
  /** Against the path without its query. */
  path?: RegExp;
  /** A part's number. */
  part?: number | ((partNumber: number) => boolean);
  where?: (exchange: Exchange) => boolean;
}

/** Every PUT of a part. */
export const EVERY_PART: RequestMatch = { method: "PUT", part: () => true };

export function matches({ method, path, part, where }: RequestMatch, exchange: Exchange): boolean {
  if (method === undefined ? exchange.method === "OPTIONS" : exchange.method !== method) return false;
  if (path !== undefined && !path.test(exchange.path)) return false;
  if (part !== undefined && !isPart(part, exchange.partNumber)) return false;
  return where === undefined || where(exchange);
}

function isPart(part: NonNullable<RequestMatch["part"]>, partNumber: number | null): boolean {
  if (partNumber === null) return false;
  return typeof part === "number" ? part === partNumber : part(partNumber);
}
