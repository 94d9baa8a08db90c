import { EngineMissing } from "./engine-missing";
import { findPostgres } from "./postgres-programs";
import { findSwift } from "./swift";

/** Why this machine cannot have a pair of engines, a clause for each that is missing; empty where it can. Starts nothing. */
export function missingEngines(): string[] {
  const clauses: string[] = [];
  const { TEST_DATABASE_URL: database = "", TEST_S3_ENDPOINT: store = "" } = process.env;
  for (const find of [...(database === "" ? [findPostgres] : []), ...(store === "" ? [findSwift] : [])]) {
    try {
      find();
    } catch (error) {
      if (!(error instanceof EngineMissing)) throw error;
      clauses.push(error.message);
    }
  }
  return clauses;
}
