import { presignedUrl } from "@/bench/s3-url";
import type { S3Settings } from "@/bench/settings";
import { inBenchPage } from "./bench-page";
import type { Arena, Measurement } from "./contender";

/**
 * Not every engine says on every answer that other origins may read it. This also spares Uppy the preflight request that each part
 * would need: it can only look better than it is.
 */
const WITHOUT_CORS = ["--disable-web-security"];

/** Uppy's S3 uploader where there is an S3 engine, else its plain uploader against our server. Stock settings both. */
export async function uppy(arena: Arena): Promise<Measurement> {
  const { s3, service, name } = arena;
  if (s3 === null) {
    const url = await service.partUrl(await service.createImage(name), 1);
    return inBenchPage(arena, { kind: "uppy-xhr", url });
  }
  const { region, accessKeyId, secretAccessKey } = s3;
  const endpoint = `${new URL(s3.endpoint).origin}/${s3.bucket}`;
  try {
    const task = { kind: "uppy-s3", endpoint, region, accessKeyId, secretAccessKey, key: name } as const;
    return await inBenchPage(arena, task, WITHOUT_CORS);
  } finally {
    await fetch(presignedUrl(s3, "DELETE", `/${name}`, new Date()), { method: "DELETE" });
  }
}

/** Makes the bucket, if it is not there. */
export async function prepareBucket(s3: S3Settings): Promise<void> {
  const response = await fetch(presignedUrl(s3, "PUT", "", new Date()), { method: "PUT" });
  // 409: it is there already.
  if (!response.ok && response.status !== 409) {
    throw new Error(`The S3 engine answered ${response.status} for the bucket: ${await response.text()}`);
  }
}
