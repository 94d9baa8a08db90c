import "server-only";

/** An upload that has not arrived by then is canceled and its image deleted (Linode's document of uploads), in ms. */
export const UPLOAD_WINDOW_MS = 24 * 60 * 60 * 1000;

/**
 * Linode's times have no offset, as in `2021-08-14T22:44:02`, and are in UTC, as the document of the profile says. Null for what is
 * no time. @returns ISO 8601 in UTC
 */
export function toInstant(text: string | null | undefined): string | null {
  if (typeof text !== "string" || text === "") return null;
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const date = new Date(hasOffset || !text.includes("T") ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The instant at which an upload that was begun then is given up. */
export function uploadExpiry(createdAt: string): string {
  return new Date(Date.parse(createdAt) + UPLOAD_WINDOW_MS).toISOString();
}
