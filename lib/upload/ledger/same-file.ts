import { fileFailureOf } from "@/lib/upload/machine/failure";
import { formatExactBytes } from "@/lib/utils/format-bytes";
import { formatAbsoluteTime } from "@/lib/utils/format-time";
import { fingerprintOf } from "./fingerprint";
import type { LedgerRecord } from "./ledger-record";

const ADVICE = "Choose the original file, or discard this upload and start a new one.";

/**
 * Why a chosen file cannot go on with a remembered upload: a sentence for people that names what differs, or null when it can.
 * A name alone makes no difference: files are renamed and moved.
 */
export async function differenceOf(
  record: Pick<LedgerRecord, "file" | "fingerprint" | "startedAt">,
  file: File,
): Promise<string | null> {
  const difference = sizeDifference(record, file) ?? timeDifference(record, file);
  if (difference !== null) return sentence(record, file, difference);
  if (record.fingerprint === null) return null;
  try {
    const isSame = (await fingerprintOf(file)) === record.fingerprint;
    return isSame ? null : sentence(record, file, "its content is another");
  } catch (error) {
    const failure = fileFailureOf(error);
    if (failure === null) throw error;
    return failure.message;
  }
}

function sizeDifference({ file }: Pick<LedgerRecord, "file">, { size }: File): string | null {
  if (size === file.sizeBytes) return null;
  return `it has ${formatExactBytes(size)} and the upload began with ${formatExactBytes(file.sizeBytes)}`;
}

/**
 * A later time is refused although the samples may agree: they are a small part of the file, and what was sent already would be
 * of its old content. An image of both would be found out only after the last byte, when the checksums are compared.
 */
function timeDifference({ file, startedAt }: Pick<LedgerRecord, "file" | "startedAt">, chosen: File): string | null {
  if (chosen.lastModified === file.lastModified) return null;
  const time = formatTime(chosen.lastModified);
  if (chosen.lastModified > startedAt) return `it was changed on ${time}, after the upload began`;
  return `it was last changed on ${time}, and the file that the upload began with on ${formatTime(file.lastModified)}`;
}

function sentence({ file }: Pick<LedgerRecord, "file">, chosen: File, difference: string): string {
  const names = chosen.name === file.name ? "" : ` The upload began with ${file.name}, and this is ${chosen.name}.`;
  return `This is a different file: ${difference}.${names} ${ADVICE}`;
}

function formatTime(time: number): string {
  return formatAbsoluteTime(new Date(time).toISOString());
}
