import type { PageScripts } from "@/bench/bundle";
import type { LongTask } from "@/bench/pages/page-seen";
import type { Service } from "@/bench/service";
import type { S3Settings } from "@/bench/settings";
import type { ProcessorUse } from "@/bench/watch-processors";

/** What a contender works with: the same for all of them in a round. */
export interface Arena {
  service: Service;
  s3: S3Settings | null;
  scripts: PageScripts;
  browserPath: string | undefined;
  file: { path: string; sizeBytes: number };
  /** For each port of a server the one that leads there over the line. */
  ports: ReadonlyMap<number, number>;
  lineProcessIds: readonly number[];
  /** A name that no other upload of this run has. */
  name: string;
}

export interface Measurement {
  /** By the contender's own clock, see docs/benchmarks.md. */
  seconds: number;
  /** When the last byte was acknowledged, where hashing comes later. */
  sentAfterSeconds?: number;
  /** The browser's memory, where there is one. */
  memory?: { beforeMib: number; peakMib: number };
  longTasks?: LongTask[];
  processors?: ProcessorUse;
}

export type Contender = (arena: Arena) => Promise<Measurement>;
