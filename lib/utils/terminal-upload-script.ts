import { UPLOAD_STEPS } from "./terminal-upload-steps";
import { UPLOAD_TOOLS } from "./terminal-upload-tools";

const HEADER = String.raw`#!/bin/sh
# Uploads a disk image in parts. Run it again, and it goes on where it stopped.
#
#   IMAGES_TOKEN=... sh upload-image.sh [FILE [NAME]]
#
# It needs curl and sha256sum besides the tools of POSIX. What was sent is remembered in a small folder beside the file,
# or in ~/.images-uploads, until the image is completed or failed. The token is read from the environment; it is neither
# printed nor kept, and the list of processes does not show it. IMAGES_PART_MIB=N makes parts of N MiB, from 5 to 5120.
# It ends with 0 when the server has verified the checksum, with 130 when it was interrupted, and with 1 otherwise.
`;

/** Characters that mean the same in a shell with and without quotes around them. */
const PLAIN_TEXT = /^[A-Za-z0-9_@%+:,./-]+$/;

/** What may stand between single quotes without a reader, or shellcheck, wondering: printable ASCII, letters, digits and marks. */
const READABLE_TEXT = /^[\x20-\x7E\p{L}\p{N}\p{M}]*$/u;

/** Stands outside of quotes, escaped: inside, shellcheck takes them for something that was meant to be expanded. */
const ESCAPED = /['"$`\\~!]/;

/**
 * A POSIX sh script that uploads a file in parts with the token in `IMAGES_TOKEN`. Clean by shellcheck, whatever the texts are.
 * @param apiUrl base of the images API, with its version: `https://images.example/v2`
 * @param filePath on the machine where the script runs; `~/` at its beginning is that user's home
 */
export function terminalUploadScript({
  apiUrl,
  name,
  filePath,
}: {
  apiUrl: string;
  name: string;
  filePath: string;
}): string {
  const isAtHome = filePath.startsWith("~/");
  const file = `${isAtHome ? '"$HOME"' : ""}${shellText(isAtHome ? filePath.slice(1) : filePath)}`;
  const values = [
    `api_url=${shellText(apiUrl.replace(/\/+$/, ""))}`,
    `image_name=${shellText(name)}`,
    `file=${file}`,
    "if [ $# -gt 0 ]; then file=$1; fi",
    "if [ $# -gt 1 ]; then image_name=$2; fi",
  ];
  return `${HEADER}\n${values.join("\n")}\n${UPLOAD_TOOLS}${UPLOAD_STEPS}`;
}

/** `text` as one word. Of texts with unreadable characters NULs and line ends at the end are lost, which no shell could keep. */
function shellText(text: string): string {
  if (PLAIN_TEXT.test(text)) return text;
  if (!READABLE_TEXT.test(text)) return `"$(printf '%b' '${octal(text)}')"`;
  const pieces = text.split(/(['"$`\\~!])/).filter((piece) => piece !== "");
  return pieces.map((piece) => (ESCAPED.test(piece) ? `\\${piece}` : `'${piece}'`)).join("") || "''";
}

/** Every byte but the plainest as `%b` of printf reads it. */
function octal(text: string): string {
  const bytes = [...new TextEncoder().encode(text)].filter((byte) => byte !== 0);
  return bytes
    .map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : `\\0${byte.toString(8).padStart(3, "0")}`))
    .join("");
}

function isPlain(byte: number): boolean {
  return /[A-Za-z0-9_./ -]/.test(String.fromCharCode(byte));
}
