// What a page of the bench is asked and answers. Its file is the one chosen in its only input.

export type PageTask =
  /** PUT the file's slices to these URLs, in order. */
  | { kind: "put"; urls: string[]; partBytes: number; inFlight: number }
  /** The same, then hash the file by a worker with this script. */
  | { kind: "put-then-hash"; urls: string[]; partBytes: number; inFlight: number; hashScript: string }
  | { kind: "uppy-s3"; endpoint: string; region: string; accessKeyId: string; secretAccessKey: string; key: string }
  | { kind: "uppy-xhr"; url: string };

/** Seconds from the beginning to the end of the task and to moments between. */
export interface TaskTimes {
  seconds: number;
  sentAfterSeconds: number;
}

declare global {
  var runTask: (task: PageTask) => Promise<void>;
  var taskTimes: TaskTimes;
}
