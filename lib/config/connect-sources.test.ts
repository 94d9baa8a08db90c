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
  const settings = { sfcompute: sfc, linode: lin, objectsPublicUrl, publicUrl: new URL(HERE), uploadOrigins: origins };
  expect(connectSources(settings)).toEqual(sources);
});

test.each(["https://images.example", "http://192.168.1.7:3000", "http://127.0.0.1.evil.example", "https://localhost"])(
  "a page of %s sends nothing to the machine that it is looked at with",
  (publicUrl) => {
    const api = sfcompute("http://127.0.0.1:9000", false);
    const settings = {
      sfcompute: api,
      linode: null,
      objectsPublicUrl,
      publicUrl: new URL(publicUrl),
      uploadOrigins: null,
    };
    expect(connectSources(settings)).toEqual(["https:"]);
  },
);
