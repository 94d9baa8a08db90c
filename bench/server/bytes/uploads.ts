import { bundlePage } from "@/bench/bundle";
import { CONTENDERS } from "@/bench/contenders/contenders";
import type { Service } from "@/bench/service";
import { settings } from "@/bench/settings";
import type { BytesArena } from "./arena";
import { awsCopy, hasAws, putFile, putParts } from "./clients";
import { emptyBucket } from "./empty-bucket";

export const PLACES = ["our server, disk", "a bare sink", "a bare sink that hashes", "the S3 engine"] as const;
export type Place = (typeof PLACES)[number];

const ONE = "`curl -T`, the file in one PUT";
export const PARTS = "`curl`, parts of 16 MiB, four at once";

/** A way to send the file to a place, and how that place is made empty again. */
export interface Way {
  how: string;
  place: Place;
  /** @returns seconds */
  send(round: number): Promise<number>;
  clear(): Promise<void>;
}

export async function waysIn(arena: BytesArena): Promise<Way[]> {
  const { folder, bytes, onDisk, sink, onBucket } = arena;
  const { file, parts } = bytes;
  const scripts = await bundlePage();
  const inBrowser = async (service: Service, round: number) => {
    const name = `browser-${round}`;
    const lines = { ports: new Map<number, number>(), lineProcessIds: [] };
    return (
      await CONTENDERS.ours({ service, s3: null, scripts, browserPath: settings.browserPath, file, ...lines, name })
    ).seconds;
  };
  const onePut = async (service: Service, round: number) =>
    putFile(file.path, await service.partUrl(await service.createImage(`one-put-${round}`), 1));
  const inParts = async (service: Service, round: number) =>
    putParts(folder, parts, await partUrls(service, `in-parts-${round}`, parts.length));
  const toSink = (path: string): Omit<Way, "how" | "send"> => ({
    place: path === "" ? "a bare sink" : "a bare sink that hashes",
    clear: () => sink.empty(),
  });
  const toDisk = { place: "our server, disk", clear: () => onDisk.deleteImages() } as const;
  const ways: Way[] = [
    { how: ONE, ...toDisk, send: (round) => onePut(onDisk, round) },
    { how: PARTS, ...toDisk, send: (round) => inParts(onDisk, round) },
    { how: "the dashboard in a browser", ...toDisk, send: (round) => inBrowser(onDisk, round) },
    ...["", "hashed/"].flatMap((path): Way[] => [
      { how: ONE, ...toSink(path), send: () => putFile(file.path, `${sink.url}/${path}0`) },
      {
        how: PARTS,
        ...toSink(path),
        send: () =>
          putParts(
            folder,
            parts,
            parts.map((_part, index) => `${sink.url}/${path}${index}`),
          ),
      },
    ]),
  ];
  if (onBucket === null) return inOrder(ways);
  const { service, s3, bucket } = onBucket;
  const toBucket = {
    place: "the S3 engine",
    clear: async () => {
      await service.deleteImages();
      await emptyBucket(s3, bucket);
    },
  } as const;
  ways.push(
    { how: ONE, ...toBucket, send: (round) => onePut(service, round) },
    { how: PARTS, ...toBucket, send: (round) => inParts(service, round) },
    { how: "the dashboard in a browser", ...toBucket, send: (round) => inBrowser(service, round) },
  );
  if (hasAws()) ways.push({ how: "`aws s3 cp`", ...toBucket, send: () => awsCopy(file.path, s3, bucket) });
  else console.log("`aws s3 cp` is left out: Debian's awscli is not installed.");
  return inOrder(ways);
}

/** What is compared comes one after the other. */
function inOrder(ways: readonly Way[]): Way[] {
  return ways.toSorted((one, other) => one.how.localeCompare(other.how));
}

/** A new image's part URLs. */
export async function partUrls(service: Service, name: string, count: number): Promise<string[]> {
  const imageId = await service.createImage(name);
  const urls: string[] = [];
  for (let partNumber = 1; partNumber <= count; partNumber++) urls.push(await service.partUrl(imageId, partNumber));
  return urls;
}
