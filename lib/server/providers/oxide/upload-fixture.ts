import { createHash, randomBytes } from "node:crypto";
import type { ProviderImage } from "@/lib/contract/image";
import { MIB } from "@/lib/contract/limits";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider, ProviderUploads } from "@/lib/server/providers/types";
import { oxideProvider, type OxideOptions } from "./provider";

/** For tests: a file of some blocks, whose last one is short. */
export const BYTES = randomBytes(2 * MIB + 100);
export const SHA256 = createHash("sha256").update(BYTES).digest("hex");

export const NO_WAITS = { blockRetriesMs: [0, 0], removal: { everyMs: 1, atMostMs: 5 } };

/** What the tests ask a fake rack for. */
interface Rack<S extends RackSilo> {
  url: URL;
  silo(user: string): S;
}

interface RackSilo {
  projects: readonly { id: string }[];
  disks: readonly { name: string }[];
  snapshots: readonly { name: string }[];
}

type Uploads = ProviderUploads & Required<Pick<ProviderUploads, "putPart">>;

/** A user of their own, and a provider as one request of theirs has it. */
export type Someone = ReturnType<typeof someoneAt>;

let users = 0;

export function someoneAt<S extends RackSilo>(fake: Rack<S>, waits: NonNullable<OxideOptions["waits"]> = NO_WAITS) {
  const user = `user-upload-${++users}`;
  const silo = fake.silo(user);
  const project = silo.projects[0]?.id ?? "";
  const kind = oxideProvider({ apiUrl: fake.url, waits });
  const as = (token: string) => kind.open(callFixture({ token, connection: "oxide-2" }));
  const again = () => as(user);
  const provider = again();
  return { user, silo, project, provider, upload: uploadsOf(provider), again, as };
}

export function uploadsOf({ upload }: ImageProvider): Uploads {
  if (upload?.putPart === undefined) throw new Error("It takes uploads.");
  return { ...upload, putPart: upload.putPart };
}

/** An upload of `BYTES` that waits for them. */
export async function begun({ upload, project }: Someone, name: string, changes = {}): Promise<ProviderImage> {
  const values = { project, os: "Debian", version: "12", description: "A test", blockSize: "512", ...changes };
  return (await upload.create({ name, sizeBytes: BYTES.length, values })).image;
}

/** An upload whose bytes are all there. */
export async function filled(one: Someone, name: string): Promise<ProviderImage> {
  const image = await begun(one, name);
  await one.upload.putPart(image.id, 1, streamOf(BYTES));
  return image;
}

export function streamOf(bytes: Buffer): ReadableStream<Uint8Array> {
  return new Blob([new Uint8Array(bytes)]).stream();
}

/** Disks and snapshots of uploads that are still there. */
export function leftovers({ silo }: Someone): string[] {
  return [...silo.disks, ...silo.snapshots].map(({ name }) => name).filter((name) => name.startsWith("image-upload-"));
}
