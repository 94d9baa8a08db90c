import { setTimeout as delay } from "node:timers/promises";
import { MIB } from "@/bench/settings";
import { treeMemoryMib } from "@/bench/processes";
import { type Crowd, inPage, openList, type Stage } from "./stage";

/** What a page does after the last image has come should be over. */
const REST_MILLISECONDS = 2_000;

/** Of a page at rest, in MiB. */
export interface Memory {
  /** JavaScript objects that are still used. */
  heapMib: number;
  /** All of the browser's processes (PSS), against the same browser before it opened the page. */
  extraMib: number;
}

export async function measureMemory(stage: Stage, crowd: Crowd): Promise<Memory> {
  return inPage(stage, crowd, async (seat) => {
    const beforeMib = treeMemoryMib(seat.browserProcessId);
    await openList(seat, crowd);
    await delay(REST_MILLISECONDS);
    await seat.client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await seat.client.send("Runtime.getHeapUsage");
    return { heapMib: usedSize / MIB, extraMib: treeMemoryMib(seat.browserProcessId) - beforeMib };
  });
}
