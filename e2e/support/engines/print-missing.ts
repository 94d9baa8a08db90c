// What `npm test` asks before it runs the tests on Postgres and S3: JSON, an array of clauses.
import { missingEngines } from "./missing-engines";

console.log(JSON.stringify(missingEngines()));
