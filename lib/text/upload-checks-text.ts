import { formatCount } from "./plural";

/** Why a chosen file, or a name, is refused before the first byte. Limits and commands come ready to be shown. */
export const uploadChecksText = {
  empty: "This file is empty: there is nothing to upload.",
  unreadable: "This cannot be read: it is a folder, it was moved, or reading it is not allowed.",
  tooLarge: (limit: string) => `This file is too large: an image has at most ${limit}.`,
  bytes: (bytes: number) => `${formatCount(bytes)} bytes`,

  nameTaken: "There is already an image with this name.",
  nameTwice: "Two files cannot have the same name.",

  gzip: (command: string) => `This is not compressed with gzip, as it has to be here. Compress it with: ${command}`,
  gzipAfter: (command: string) =>
    `Only a raw disk that is compressed with gzip is taken here. Make a raw disk first, with: ${command} – then compress it with gzip -k.`,
  gzipOfArchive:
    "Only a raw disk that is compressed with gzip is taken here. Take the disk out of the archive first, then compress it with gzip -k.",
  rawCompressed: (command: string) => `Compressed files are not taken here. Decompress it with: ${command}`,
  rawArchive: "Archives are not taken here. Take the disk image out of it first.",
  rawConvert: (command: string) => `Only raw disks and ISOs are taken here. Make a raw disk of it with: ${command}`,
} as const;
