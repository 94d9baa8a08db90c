/** Where each row begins and, last, where all end, in px from the first one's top: one more than there are rows. */
export type RowEdges = Float64Array;

/** The first and the last of some rows, by index; none where the last is before the first. */
export interface RowRange {
  first: number;
  last: number;
}

/** A stretch of the page, in px from its top. */
export interface Stretch {
  top: number;
  bottom: number;
}

export function rowEdges(heights: readonly number[]): RowEdges {
  const edges = new Float64Array(heights.length + 1);
  let edge = 0;
  for (const [index, height] of heights.entries()) {
    edge += height;
    edges[index + 1] = edge;
  }
  return edges;
}

/** The rows that a stretch shows something of; the nearest one where it lies beside all of them. Edges count from `rowsTop`. */
export function rowsInSight(edges: RowEdges, rowsTop: number, { top, bottom }: Stretch): RowRange {
  const count = edges.length - 1;
  const first = Math.min(edgesUpTo(edges, top - rowsTop) - 1, count - 1);
  const last = Math.min(edgesBelow(edges, bottom - rowsTop) - 1, count - 1);
  return { first: Math.max(0, first), last: Math.max(Math.min(0, count - 1), first, last) };
}

/** The rows to be drawn: so many more at either side, and one more wherever it is. In their order. */
export function rowsToDraw(range: RowRange, count: number, more: number, kept: number): number[] {
  const first = Math.max(0, range.first - more);
  const last = Math.min(count - 1, range.last + more);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
  if (kept < 0 || kept >= count) return rows;
  if (kept < first) return [kept, ...rows];
  return kept > last ? [...rows, kept] : rows;
}

/**
 * By how much the page has to be moved to bring a row into sight, in px; 0 where it is.
 * @param row its place on the page
 * @param clear the part of the window that nothing covers, as a stretch of the page
 */
export function shiftToShow(row: Stretch, clear: Stretch): number {
  if (row.bottom >= clear.bottom) return row.bottom - clear.bottom;
  return row.top <= clear.top ? row.top - clear.top : 0;
}

/** How many edges are at most so far down. */
function edgesUpTo(edges: RowEdges, place: number): number {
  return countWhile(edges, (edge) => edge <= place);
}

/** How many edges are less far down. */
function edgesBelow(edges: RowEdges, place: number): number {
  return countWhile(edges, (edge) => edge < place);
}

/** How many edges from the first on hold; those that do stand before those that do not. */
function countWhile(edges: RowEdges, holds: (edge: number) => boolean): number {
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(edges[middle] ?? 0)) from = middle + 1;
    else to = middle;
  }
  return from;
}
