import { requestBytes } from "@/bench/server/connection";
import type { Operation } from "@/bench/server/load";
import { operationsOn, PAGE_ROWS } from "@/bench/server/operations";
import { parsed } from "@/e2e/server/support/answer";
import { ImageClient, imageListSchema, imageSchema } from "@/e2e/server/support/image-client";
import type { RunningServer } from "@/e2e/server/support/running-server";

const IMAGES = 1_000;
const MADE_AT_ONCE = 8;

/** Images that parts are signed for. Each has been begun in the store, as all but the first part find it. */
const OPEN_IMAGES = 16;

/** What a script asks for, and all of it in turns. The images are made by the API. */
export async function prepareOperations(server: RunningServer): Promise<Operation[]> {
  const client = new ImageClient(server.url, server.adminToken);
  const imageIds: string[] = [];
  const make = async () => {
    for (let number = imageIds.length; number < IMAGES; number = imageIds.length) {
      imageIds.push("");
      imageIds[number] = parsed(imageSchema, await client.create(`replicas-${number}`)).id;
    }
  };
  await Promise.all(Array.from({ length: MADE_AT_ONCE }, make));
  const openIds = imageIds.slice(0, OPEN_IMAGES);
  for (const id of openIds) await client.partUrl(id, 1);
  const half = await client.list(`limit=${PAGE_ROWS}`);
  const subject = { token: server.adminToken, imageIds, openIds, cursor: parsed(imageListSchema, half).cursor ?? "" };
  const { "list, first page": list, get, create, "sign a part": sign } = operationsOn(subject);
  const all = [list, get, create, sign];
  let turn = 0;
  const next = () => all[turn++ % all.length]?.next() ?? requestBytes("GET", "/v2/images", {});
  return [...all, { name: "all of them in turns", next }];
}
