/** A page's search params as they stood in the address, `?` included; empty without any. */
export function queryOf(asked: Readonly<Record<string, string | string[] | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  return query.size === 0 ? "" : `?${query}`;
}
