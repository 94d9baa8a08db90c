import { expect, test } from "vitest";
import type { Destination } from "./destination";
import { whyNotLive } from "./live-rows";
import { parsePlace } from "./place";

const DATABASE = { host: "db.example.com", port: 5432, database: "images" };

const told = (to: Destination) => whyNotLive(parsePlace(`moved abc disk to ${JSON.stringify(to)}`));

test.each<[Destination, readonly string[]]>([
  [
    { ...DATABASE, bucket: "bytes" },
    ["to the database images at db.example.com, port 5432", "set DATABASE_URL", "S3_BUCKET=bytes", "--reopen folder"],
  ],
  [{ ...DATABASE, bucket: null }, ["set DATABASE_URL", "keep DATA_DIR, and leave S3_BUCKET out"]],
  [
    { folder: "/srv/images", bucket: null },
    ["to the folder /srv/images", "DATA_DIR=/srv/images, and without DATABASE_URL, S3_BUCKET", "--reopen servers"],
  ],
  [{ folder: "/srv/images", bucket: "bytes" }, ["DATA_DIR=/srv/images and S3_BUCKET=bytes, and without DATABASE_URL"]],
])("rows that went to %j say so, and how to start there", (to, words) => {
  for (const word of words) expect(told(to)).toContain(word);
});

test("rows that were moved before anybody noted where to are refused all the same", () => {
  expect(whyNotLive(parsePlace("moved abc disk"))).toContain("the configuration that they were moved to");
  expect(whyNotLive(parsePlace('moved abc disk to {"tape":7}'))).toContain("the configuration that they were moved to");
});

test("rows that are where they belong are told nothing about", () => {
  expect(whyNotLive(parsePlace("s3 bytes"))).toBeNull();
});
