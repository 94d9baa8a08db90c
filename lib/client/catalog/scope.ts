/** Images on a page when all are read: the most that the API gives. */
export const PAGE_SIZE = 200;

/** Which images: those of a connection, on request with the deleted ones, or only those of one of its parts. */
export interface CatalogScope {
  connection: string;
  includeDeleted: boolean;
  /** The id of the part that the list is narrowed to. */
  part: string | null;
}

/** The scope as the API is asked for it. */
export function scopeOptions({ includeDeleted, part }: CatalogScope): { includeDeleted?: true; scope?: string } {
  return { ...(includeDeleted && { includeDeleted }), ...(part !== null && { scope: part }) };
}
