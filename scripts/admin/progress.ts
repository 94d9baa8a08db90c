import { CommandError } from "./with-store";

/** Between two lines of progress, in milliseconds: on a screen, where the line is replaced, and in a log. */
const SCREEN_MS = 200;
const LOG_MS = 10_000;

/**
 * Runs something long. What it says of its progress goes to standard error, so that standard output holds the result alone, and what it
 * tells for good. Ctrl-C and SIGTERM let it put away what it began.
 */
export async function withProgress<Result>(
  work: (signal: AbortSignal, say: (line: string) => void, tell: (line: string) => void) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new CommandError("Stopped before the end."));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const { stderr } = process;
  const everyMs = stderr.isTTY ? SCREEN_MS : LOG_MS;
  let last = performance.now();
  const say = (line: string): void => {
    if (performance.now() - last < everyMs) return;
    last = performance.now();
    stderr.write(stderr.isTTY ? `\r\u001B[K${line}` : `${line}\n`);
  };
  const clear = (): void => {
    if (stderr.isTTY) stderr.write("\r\u001B[K");
  };
  const tell = (line: string): void => {
    clear();
    console.log(line);
  };
  try {
    return await work(stopping.signal, say, tell);
  } finally {
    clear();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
