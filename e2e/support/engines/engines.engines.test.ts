import { HeadBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { Client } from "pg";
import { expect, test } from "vitest";
import { s3Client } from "./buckets";
import { createBucket, createDatabase } from "./run-engines";

test("each database is new, and acknowledges only what is synced", async () => {
  const urls = await Promise.all([createDatabase(), createDatabase()]);
  expect(new Set(urls).size).toBe(2);
  const client = new Client({ connectionString: urls[0] });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as tables, current_setting('fsync') as fsync from pg_tables where schemaname = 'public'",
  );
  await client.end();
  expect(rows).toEqual([{ tables: 0, fsync: "on" }]);
});

test("each bucket is new, and only whom it knows may write", async () => {
  const settings = await createBucket();
  const client = s3Client(settings);
  await client.send(new HeadBucketCommand({ Bucket: settings.bucket }));
  const stranger = s3Client({ ...settings, secretAccessKey: "another" });
  await expect(
    stranger.send(new PutObjectCommand({ Bucket: settings.bucket, Key: "one", Body: "bytes" })),
  ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  client.destroy();
  stranger.destroy();
});
