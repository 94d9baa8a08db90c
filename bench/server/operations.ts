import { randomBytes } from "node:crypto";
import { requestBytes } from "./connection";
import type { Operation } from "./load";

export const OPERATION_NAMES = [
  "list, first page",
  "list, a page in the middle",
  "get",
  "create",
  "sign a part",
] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

export const PAGE_ROWS = 50;

/** Whose images are asked for, and which. */
export interface Subject {
  token: string;
  /** Images to be read. */
  imageIds: readonly string[];
  /** Those that take parts. */
  openIds: readonly string[];
  /** Leads to a page in the middle. */
  cursor: string;
}

/** What a script asks the images API for. */
export function operationsOn({ token, imageIds, openIds, cursor }: Subject): Record<OperationName, Operation> {
  const headers = { Authorization: `Bearer ${token}` };
  const list = `/v2/images?limit=${PAGE_ROWS}`;
  const run = randomBytes(6).toString("hex");
  let number = 0;
  const one = (ids: readonly string[]) => ids[number++ % ids.length] ?? "image_none";
  return {
    "list, first page": repeated("list, first page", requestBytes("GET", list, headers)),
    "list, a page in the middle": repeated(
      "list, a page in the middle",
      requestBytes("GET", `${list}&starting_after=${cursor}`, headers),
    ),
    get: { name: "get", next: () => requestBytes("GET", `/v2/images/${one(imageIds)}`, headers) },
    create: {
      name: "create",
      next: () => requestBytes("POST", "/v2/images", headers, { name: `bench-${run}-${number++}` }),
    },
    "sign a part": {
      name: "sign a part",
      next: () => {
        const path = `/v2/images/${one(openIds)}/parts`;
        return requestBytes("POST", path, headers, { part_id: 1 + (number % 1_000) });
      },
    },
  };
}

function repeated(name: OperationName, request: Buffer): Operation {
  return { name, next: () => request };
}
