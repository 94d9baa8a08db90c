import { putParts } from "./put-parts";
import type { PageTask } from "./page-task";
import { uploadByXhr, uploadToS3 } from "./uppy-uploads";

globalThis.runTask = async (task: PageTask): Promise<void> => {
  const file = document.querySelector("input")?.files?.[0];
  if (file === undefined) throw new Error("No file was chosen.");
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  await send(task, file);
  const sentAfterSeconds = seconds();
  if (task.kind === "put-then-hash") await hash(file, task.hashScript);
  globalThis.taskTimes = { seconds: seconds(), sentAfterSeconds };
};

async function send(task: PageTask, file: File): Promise<void> {
  switch (task.kind) {
    case "put":
    case "put-then-hash":
      return putParts(file, task);
    case "uppy-s3":
      return uploadToS3(file, task);
    case "uppy-xhr":
      return uploadByXhr(file, task.url);
    default:
      return task satisfies never;
  }
}

/** SHA-256 in a worker, as fast as it goes. */
function hash(file: File, script: string): Promise<void> {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", () => resolve());
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
    worker.postMessage(file, []);
  });
}
