import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { loadConfig } from "@/lib/config/config";
import { environmentSchema } from "@/lib/config/environment";
import { readStages } from "./dockerfile.mjs";
import { root } from "./say.mjs";

// There is no Docker where these tests run: what can be wrong between files is compared, and docs/containers.md tells what was run.

const command = z.array(z.string());
const serviceSchema = z.looseObject({
  image: z.string(),
  command: command.optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  healthcheck: z.union([z.object({ disable: z.literal(true) }), z.looseObject({ test: command })]).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  networks: z.looseObject({ default: z.object({ ipv4_address: z.string() }) }).optional(),
});

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const compose = z
  .looseObject({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read("compose.yaml"), { merge: true }));
const { proxy, app1, app2, bucket, postgres, garage } = compose.services;
const server = readStages(read("Dockerfile")).at(-1);

/** As compose puts values in: `${NAME:?}` is refused when it is missing. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+):\?\}/g, (_, name: string) => values[name] ?? `(${name} is missing)`);
}

const VALUES = Object.fromEntries(
  read("deploy/example.env")
    .split("\n")
    .filter((line) => /^\w+=/.test(line))
    .map((line) => {
      const [name = "", value = ""] = line.split(/=(.*)/);
      return [name, value === "" ? "0123456789abcdef0123456789abcdef" : value];
    }),
);

test("both servers are the same, and what they are given is configuration that holds", () => {
  expect({ ...app1, volumes: [], networks: {} }).toEqual({ ...app2, volumes: [], networks: {} });
  const environment = Object.fromEntries(
    Object.entries(app1?.environment ?? {}).map(([name, text]) => [name, filled(text, VALUES)]),
  );
  for (const name of Object.keys(environment)) expect(Object.keys(environmentSchema.shape)).toContain(name);
  const config = loadConfig({
    ...server?.environment,
    ...environment,
    DATA_DIR: join(root, "test-results", "compose"),
  });
  expect(config.database?.url).not.toContain("missing");
  expect(config.bucket).toMatchObject({ name: "images", forcePathStyle: true });
  expect(config.trustedProxies).toEqual([proxy?.networks?.default.ipv4_address]);
});

test("every variable that compose.yaml asks for stands in the example, and no other", () => {
  const asked = [...read("compose.yaml").matchAll(/\$\{(\w+)/g)].map((match) => match[1]);
  expect(new Set(asked)).toEqual(new Set(Object.keys(VALUES)));
});

test("the proxy asks the servers where they listen, and the readiness that they have", () => {
  const haproxy = read("deploy/haproxy.cfg");
  const port = server?.environment["PORT"];
  for (const name of ["app1", "app2"]) {
    const address = compose.services[name]?.networks?.default.ipv4_address ?? "none";
    expect(haproxy.split(`server ${name} ${address}:${port}\n`)).toHaveLength(4);
  }
  expect(haproxy).toContain("httpchk GET /readyz");
  expect(proxy?.ports).toEqual(["8080:8080"]);
  expect(new URL(VALUES["PUBLIC_URL"] ?? "").port).toBe("8080");
});

test("the bucket that is made is the one that is used, by the same key", () => {
  expect(garage?.environment["GARAGE_DEFAULT_BUCKET"]).toBe(app1?.environment["S3_BUCKET"]);
  expect(garage?.environment["GARAGE_DEFAULT_ACCESS_KEY"]).toBe(app1?.environment["S3_ACCESS_KEY_ID"]);
  expect(garage?.environment["GARAGE_DEFAULT_SECRET_KEY"]).toBe(app1?.environment["S3_SECRET_ACCESS_KEY"]);
  expect(read("deploy/garage.toml")).toContain(`s3_region = "${app1?.environment["S3_REGION"]}"`);
  expect(bucket?.environment).toEqual(app1?.environment);
  expect(postgres?.environment["POSTGRES_DB"]).toBe("images");
});

test("files and volumes that are named are there, and nobody waits for who tells nothing of itself", () => {
  const all = Object.values(compose.services);
  for (const source of all.flatMap(({ volumes }) => volumes.map((volume) => volume.split(":")[0] ?? ""))) {
    if (source.startsWith("./")) expect(existsSync(join(root, source)), source).toBe(true);
    else expect(Object.keys(compose.volumes)).toContain(source);
  }
  const scripts = [server?.check, app1?.healthcheck, bucket?.command].flatMap((each) =>
    JSON.stringify(each).match(/deploy\/[\w-]+\.mjs/g),
  );
  expect(scripts).toHaveLength(3);
  for (const script of scripts) expect(existsSync(join(root, script ?? "")), script ?? "").toBe(true);
  for (const { depends_on: waited } of all) {
    for (const [name, { condition }] of Object.entries(waited)) {
      const isHealthy = compose.services[name]?.healthcheck !== undefined;
      expect([name, isHealthy && condition !== "service_started"]).toEqual([name, true]);
    }
  }
});

test("the image names no other versions than package.json, and everything is copied that the server reads", () => {
  expect(read("Dockerfile")).toContain("ARG NODE_VERSION=20.");
  expect(server?.command).toEqual(["node", "--import", "tsx", "server.ts"]);
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read("package.json")));
  expect(Object.keys(dependencies)).toContain("tsx");
  expect(server?.steps.map(({ text }) => text).join(" ")).toMatch(
    /server\.ts .*node_modules .*\.next .*lib .*scripts .*deploy/,
  );
});
