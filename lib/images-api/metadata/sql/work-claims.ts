import { type Kysely, sql } from "kysely";
import type { RoundName, WorkClaims } from "@/lib/images-api/metadata/work-claims";
import { DELETED_WITH_BYTES, VERIFYING } from "./due-images";
import type { Engine } from "./engine";
import { imageRow, type Schema } from "./schema";

/**
 * A verification's claim stands in the image's own row, so it ends with what it was for: whoever completes, fails or deletes the
 * image needs to know nothing of it.
 * @param name of this opening of the store: no other one bears it
 */
export function workClaims(database: Kysely<Schema>, name: string, { now, skipsLocked }: Engine): WorkClaims {
  const until = (leaseMs: number) => sql<number>`${now()} + ${leaseMs}`;
  const isFree = () => sql<boolean>`(verifier is null or verifier_until <= ${now()})`;

  const ownVerification = (imageId: string) =>
    database.updateTable("images").where("id", "=", imageId).where("verifier", "=", name);
  const ownRound = (round: RoundName) =>
    database.updateTable("work_rounds").where("name", "=", round).where("server", "=", name);

  return {
    async claimVerification(imageId, leaseMs) {
      const { numUpdatedRows } = await database
        .updateTable("images")
        .set({ verifier: name, verifier_until: until(leaseMs) })
        .where("id", "=", imageId)
        .where(VERIFYING)
        .where((eb) => eb.or([eb("verifier", "=", name), isFree()]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async claimVerifications(limit, leaseMs, except = []) {
      const free = database.selectFrom("images").select("id").where(VERIFYING).where(isFree());
      const due = except.length === 0 ? free : free.where("id", "not in", except);
      const first = due.orderBy("active_at").limit(limit);
      const rows = await database
        // Read once, before: a subquery that locks may be repeated for each row, and then gives more of them than its limit.
        .with("due", () => (skipsLocked ? first.forUpdate().skipLocked() : first))
        .updateTable("images")
        .set({ verifier: name, verifier_until: until(leaseMs) })
        .where("id", "in", (eb) => eb.selectFrom("due").select("due.id"))
        .returningAll()
        .execute();
      return rows.map(imageRow).toSorted((one, other) => one.activeAt - other.activeAt);
    },

    async keepVerification(imageId, leaseMs) {
      const { numUpdatedRows } = await ownVerification(imageId)
        .set({ verifier_until: until(leaseMs) })
        .where(VERIFYING)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async releaseVerification(imageId) {
      await ownVerification(imageId).set({ verifier: null, verifier_until: null }).execute();
    },

    async beginRound(round, everyMs, leaseMs) {
      const row = await database
        .insertInto("work_rounds")
        .values({ name: round, server: name, until: until(leaseMs) })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ server: name, until: until(leaseMs) })
            .where(sql<boolean>`(work_rounds.server is null or work_rounds.until <= ${now()})`)
            .where(sql<boolean>`(work_rounds.ended_at is null or work_rounds.ended_at + ${everyMs} <= ${now()})`),
        )
        .returning("name")
        .executeTakeFirst();
      return row !== undefined;
    },

    async keepRound(round, leaseMs) {
      const { numUpdatedRows } = await ownRound(round)
        .set({ until: until(leaseMs) })
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async endRound(round) {
      await ownRound(round).set({ server: null, until: null, ended_at: now() }).execute();
    },
  };
}

/** For the only server on these rows, when it starts: whoever claimed anything is gone. */
export async function clearClaims(database: Kysely<Schema>): Promise<void> {
  // Of deleted images as well: one that is restored would wait for a lease of the time before the machine's last start.
  for (const condition of [VERIFYING, DELETED_WITH_BYTES]) {
    await database
      .updateTable("images")
      .set({ verifier: null, verifier_until: null })
      .where(condition)
      .where("verifier", "is not", null)
      .execute();
  }
  await database.deleteFrom("work_rounds").execute();
}
