/** Images on a page when all are read: the most that the API gives. */
export const PAGE_SIZE = 200;

/** Which images: those of a connection, on request with the deleted ones. */
export interface CatalogScope {
  connection: string;
  includeDeleted: boolean;
}
