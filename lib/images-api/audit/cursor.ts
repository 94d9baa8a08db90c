import type { AuditPosition } from "@/lib/images-api/metadata/audit";

/** `auditc_`, the entry's time in milliseconds and its number, both to the base 36. Not signed: only admins read the trail, and they may read it all. */
const CURSOR_PATTERN = /^auditc_(?<at>[0-9a-z]{1,10})_(?<id>[0-9a-z]{1,10})$/;

const BASE = 36;

export function encodeAuditCursor({ at, id }: AuditPosition): string {
  return `auditc_${at.toString(BASE)}_${id.toString(BASE)}`;
}

/** @returns null for anything that `encodeAuditCursor` does not write */
export function decodeAuditCursor(cursor: string): AuditPosition | null {
  const { at = "", id = "" } = CURSOR_PATTERN.exec(cursor)?.groups ?? {};
  if (at === "") return null;
  const position = { at: Number.parseInt(at, BASE), id: Number.parseInt(id, BASE) };
  return encodeAuditCursor(position) === cursor ? position : null;
}
