import type { Kysely } from "kysely";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { Schema } from "./schema";

export const PLACE_OF_BYTES = "place_of_bytes";

/** What holds for all rows together. */
export function storeFacts(database: Kysely<Schema>): Pick<MetadataStore, "placeOfBytes"> {
  return {
    async placeOfBytes(place) {
      const { value } = await database
        .insertInto("store_facts")
        .values({ name: PLACE_OF_BYTES, value: place })
        // A change that changes nothing: only so is the row answered that stands.
        .onConflict((conflict) => conflict.column("name").doUpdateSet((eb) => ({ value: eb.ref("store_facts.value") })))
        .returning("value")
        .executeTakeFirstOrThrow();
      return value;
    },
  };
}

/** Once all bytes are at another place. */
export async function movePlaceOfBytes(database: Kysely<Schema>, place: string): Promise<void> {
  await database
    .insertInto("store_facts")
    .values({ name: PLACE_OF_BYTES, value: place })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: place }))
    .execute();
}
