import { type RawBuilder, sql } from "kysely";

/** The databases have a function for it, each by another name. */
export function laterOf(column: string, time: number): RawBuilder<number> {
  return sql`case when ${sql.ref(column)} > ${time} then ${sql.ref(column)} else ${time} end`;
}
