import { dirname, join } from "node:path";
import { hasNginx, Nginx } from "@/bench/server/nginx";
import type { Service } from "@/bench/service";
import type { BytesArena, Bytes } from "./arena";
import { download, putParts } from "./clients";

export const SOURCES = ["our server, disk", "nginx", "the S3 engine"] as const;
export type Source = (typeof SOURCES)[number];

export const STREAMS = [1, 4] as const;

/** Seconds of each round, by source and by how many read at once. */
export type Downloads = Partial<Record<Source, Record<(typeof STREAMS)[number], number[]>>>;

/** The same bytes from each source, in turns; all of them are in the system's cache. */
export async function measureDownloads(arena: BytesArena, rounds: number): Promise<Downloads> {
  const { folder, bytes, onDisk, onBucket } = arena;
  const nginx = hasNginx() ? await Nginx.start(join(folder, "nginx"), `root ${dirname(bytes.file.path)};`) : null;
  if (nginx === null) console.log("Downloads from nginx are left out: Debian's nginx-light is not installed.");
  try {
    const urls: [Source, string][] = [["our server, disk", await linkTo(onDisk, folder, bytes)]];
    if (nginx !== null) urls.push(["nginx", `${nginx.url}/image.img`]);
    if (onBucket !== null) urls.push(["the S3 engine", await linkTo(onBucket.service, folder, bytes)]);
    const downloads: Downloads = Object.fromEntries(urls.map(([source]) => [source, { 1: [], 4: [] }]));
    for (const [, url] of urls) await download(url, 1);
    for (let round = 1; round <= rounds; round++)
      for (const streams of STREAMS)
        for (const [source, url] of urls) downloads[source]?.[streams].push(await download(url, streams));
    return downloads;
  } finally {
    await nginx?.stop();
  }
}

/** A link to the bytes, which are uploaded for it. */
async function linkTo(service: Service, folder: string, { file, parts }: Bytes): Promise<string> {
  const imageId = await service.createImage("downloaded");
  const urls: string[] = [];
  for (let partNumber = 1; partNumber <= parts.length; partNumber++)
    urls.push(await service.partUrl(imageId, partNumber));
  await putParts(folder, parts, urls);
  await service.completeImage(imageId, file.sha256);
  return service.downloadUrl(imageId);
}
