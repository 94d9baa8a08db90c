import type { S3Client } from "@aws-sdk/client-s3";
import { Client } from "pg";
import { z } from "zod";
import { ServerCluster } from "@/e2e/server/support/server-cluster";
import { s3Client } from "@/e2e/support/engines/buckets";
import type { PairSettings } from "@/e2e/support/engines/engine-pair";
import { openBytes, sealedBytes } from "./bucket-bytes";
import { type CrashSite, type RecordedChange, SITE_ENVIRONMENT, type Strike } from "./crash-site";
import { changeSchema, CHANGES, joined, rowSchema, type StoredState } from "./stored-state";

/** Of so many kills one takes all servers at once. */
const KILLS_OF_ALL = 4;

const noteSchema = z.object({ image_id: z.string(), upload_id: z.string() });

/** Two servers, with Postgres and a bucket, behind a proxy: mostly one of them is killed, and clients go on with the other. */
export class ClusterSite implements CrashSite {
  private constructor(
    private readonly cluster: ServerCluster,
    private readonly client: S3Client,
  ) {}

  static async start(engines: PairSettings): Promise<ClusterSite> {
    return new ClusterSite(await ServerCluster.start(engines, { environment: SITE_ENVIRONMENT }), s3Client(engines.s3));
  }

  get url(): string {
    return this.cluster.url;
  }

  makeToken(owner: string): Promise<string> {
    return this.cluster.makeToken(owner);
  }

  async strike({ random, gate, tally }: Strike): Promise<number> {
    const { servers } = this.cluster;
    const one = random.below(servers.length);
    const struck = random.oneIn(KILLS_OF_ALL) ? servers : [this.cluster.server(one)];
    if (struck.length === servers.length) gate.close();
    await Promise.all(struck.map((server) => server.kill()));
    tally.note(struck.length === servers.length ? "kill of all" : "kill of one");
    await Promise.all(struck.map((server) => server.startAgain()));
    gate.open();
    return 1;
  }

  async restart(): Promise<void> {
    await Promise.all(this.cluster.servers.map((server) => server.stop()));
    // Servers that share their rows take turns at upkeep, an hour apart: that hour is over.
    await this.#query("delete from work_rounds");
    await Promise.all(this.cluster.servers.map((server) => server.startAgain()));
  }

  async readStored(): Promise<StoredState> {
    const { S3_BUCKET: bucket } = this.cluster.environment;
    // Bytes first: what is made meanwhile is then a row without bytes, and not bytes without a row.
    const sealed = await sealedBytes(this.client, bucket);
    const notes = await this.#select(noteSchema, "select image_id, upload_id from object_notes");
    const noted = new Map(notes.map(({ image_id, upload_id }) => [image_id, upload_id]));
    const open = await openBytes(this.client, bucket, noted);
    const rows = await this.#select(rowSchema, "select * from images");
    return { ...joined(rows, { open, sealed }), integrity: "ok" };
  }

  readChanges(): Promise<RecordedChange[]> {
    return this.#select(changeSchema, CHANGES);
  }

  async dispose(): Promise<void> {
    this.client.destroy();
    await this.cluster.dispose();
  }

  /** As JSON, in which numbers are numbers. */
  async #select<Row extends z.ZodType>(schema: Row, query: string): Promise<z.infer<Row>[]> {
    const rows = await this.#query(`select to_jsonb(found) as row from (${query}) as found`);
    return rows.map(({ row }) => schema.parse(row));
  }

  async #query(query: string): Promise<{ row: unknown }[]> {
    const client = new Client({ connectionString: this.cluster.environment.DATABASE_URL });
    await client.connect();
    try {
      return (await client.query<{ row: unknown }>(query)).rows;
    } finally {
      await client.end();
    }
  }
}
