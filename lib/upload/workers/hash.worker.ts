import { hashFile } from "./hash-file";
import { hashRequestSchema, type HashReply } from "./messages";
import type { HashJob } from "./transport";

// Hashes files away from the page's main thread, and apart from the sending, so that neither waits for the other.

const jobs = new Map<number, HashJob>();

globalThis.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const request = hashRequestSchema.parse(data);
  const { job } = request;
  switch (request.type) {
    case "begin":
      jobs.set(
        job,
        hashFile(request, {
          progressed: (hashedBytes, checkpoint) => reply({ type: "progressed", job, hashedBytes, checkpoint }),
          finished: (sha256) => reply({ type: "finished", job, sha256 }),
          failed: (failure) => reply({ type: "failed", job, failure }),
        }),
      );
      return;
    case "allow":
      jobs.get(job)?.allow(request.through);
      return;
    case "end":
      jobs.get(job)?.end();
      jobs.delete(job);
      return;
    default:
      request satisfies never;
  }
});

function reply(message: HashReply): void {
  // A worker has no target origin to name; its second argument is options.
  globalThis.postMessage(message, {});
}
