import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";

/** Takes the database's one place for writers, as another program would. @returns what gives it back */
export function lockDatabase(dataDirectory: string): () => void {
  const database = new SqliteDatabase(join(dataDirectory, "images.db"));
  database.exec("begin exclusive");
  return () => {
    database.exec("rollback");
    database.close();
  };
}
