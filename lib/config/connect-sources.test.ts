import { expect, test } from "vitest";
import { connectSources } from "./connect-sources";

const objectsPublicUrl = new URL("https://objects.example/some/path");
const HERE = "http://127.0.0.1:3000";
const LOOPBACK = ["http://127.0.0.1:*", "http://localhost:*"];
const uploadOrigins = ["https://storage.example", "https://other.example:8443"];

function sfcompute(url: string, embedded: boolean) {
  return { apiUrl: new URL(url), prefix: "/v2", embedded, publicUrl: new URL(url) };
}
const embedded = sfcompute("http://127.0.0.1:3000", true);
const linode = { apiUrl: new URL("https://api.linode.example") };

test.each([
  { what: "the embedded API", sfc: embedded, lin: null, origins: null, sources: ["https://objects.example"] },
  {
    what: "an API abroad",
    sfc: sfcompute("https://api.example", false),
    lin: null,
    origins: null,
    sources: ["https:"],
  },
  {
    what: "an API without TLS",
    sfc: sfcompute("http://10.0.0.1", false),
    lin: null,
    origins: null,
    sources: ["https:"],
  },
  {
    what: "an API without TLS on this machine",
    sfc: sfcompute("http://localhost:9000", false),
    lin: null,
    origins: null,
    sources: ["https:", ...LOOPBACK],
  },
  { what: "Linode alone", sfc: null, lin: linode, origins: null, sources: ["https:"] },
  {
    what: "Linode beside the embedded API",
    sfc: embedded,
    lin: linode,
    origins: null,
    sources: ["https://objects.example", "https:"],
  },
  { what: "providers to which browsers send nothing", sfc: null, lin: null, origins: null, sources: [] },
  { what: "origins that the operator named", sfc: null, lin: linode, origins: uploadOrigins, sources: uploadOrigins },
  {
    what: "named origins beside the embedded API",
    sfc: embedded,
    lin: linode,
    origins: uploadOrigins,
    sources: ["https://objects.example", ...uploadOrigins],
  },
])("with $what images go to $sources and nowhere else", ({ sfc, lin, origins, sources }) => {
  const publicUrl = new URL(HERE);
  const settings = { sfcompute: sfc, linode: lin, bucket: null, objectsPublicUrl, publicUrl, uploadOrigins: origins };
  expect(connectSources(settings)).toEqual(sources);
});

test.each(["https://images.example", "http://192.168.1.7:3000", "http://127.0.0.1.evil.example", "https://localhost"])(
  "a page of %s sends nothing to the machine that it is looked at with",
  (publicUrl) => {
    const api = sfcompute("http://127.0.0.1:9000", false);
    const settings = {
      sfcompute: api,
      linode: null,
      bucket: null,
      objectsPublicUrl,
      publicUrl: new URL(publicUrl),
      uploadOrigins: null,
    };
    expect(connectSources(settings)).toEqual(["https:"]);
  },
);

test.each([
  { publicEndpoint: null, forcePathStyle: true, source: "https://store.example:9000" },
  { publicEndpoint: null, forcePathStyle: false, source: "https://images.store.example:9000" },
  { publicEndpoint: new URL("https://public.example"), forcePathStyle: true, source: "https://public.example" },
])("images kept in a bucket go to $source and not to this server", ({ publicEndpoint, forcePathStyle, source }) => {
  const endpoint = new URL("https://store.example:9000");
  const bucket = { name: "images", region: "us-east-1", endpoint, publicEndpoint, forcePathStyle, credentials: null };
  const settings = { sfcompute: embedded, linode: null, bucket, objectsPublicUrl, publicUrl: new URL(HERE) };
  expect(connectSources({ ...settings, uploadOrigins: null })).toEqual([source]);
});

test("without an endpoint images go to AWS' endpoint of the region", () => {
  const bucket = {
    name: "images",
    region: "eu-central-1",
    endpoint: null,
    publicEndpoint: null,
    forcePathStyle: false,
  };
  const settings = {
    sfcompute: embedded,
    linode: null,
    objectsPublicUrl,
    publicUrl: new URL(HERE),
    uploadOrigins: null,
  };
  expect(connectSources({ ...settings, bucket: { ...bucket, credentials: null } })).toEqual([
    "https://images.s3.eu-central-1.amazonaws.com",
  ]);
});
