import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadConfig, readSettings } from "./config";
import { ConfigError } from "./config-error";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "images-dashboard-config-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load(environment: Record<string, string>) {
  return loadConfig({ DATA_DIR: folder, ...environment });
}

function problems(environment: Record<string, string>): readonly string[] {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("with nothing set the embedded API is reached over loopback", () => {
  const config = load({});
  expect(config).toMatchObject({ host: "127.0.0.1", port: 3000 });
  expect(config.publicUrl.href).toBe("http://127.0.0.1:3000/");
  expect(config.objectsPublicUrl.href).toBe("http://127.0.0.1:3000/");
  expect(config.sfcompute).toMatchObject({ embedded: true, prefix: "/v2" });
  expect(config.sfcompute?.apiUrl.href).toBe("http://127.0.0.1:3000/");
});

test("an upstream turns the embedded API off", () => {
  const config = load({ SFCOMPUTE_API_URL: "https://api.example.com", SFCOMPUTE_API_PREFIX: "/preview/v2" });
  expect(config.sfcompute).toMatchObject({ embedded: false, prefix: "/preview/v2" });
  expect(config.sfcompute?.publicUrl.href).toBe("https://api.example.com/");
});

test("the embedded API is reached on loopback although the server listens everywhere", () => {
  const config = load({ HOST: "0.0.0.0", PUBLIC_URL: "https://images.example.com" });
  expect(config.sfcompute?.apiUrl.href).toBe("http://127.0.0.1:3000/");
  expect(config.objectsPublicUrl.href).toBe("https://images.example.com/");
  expect(config.sfcompute?.publicUrl.href).toBe("https://images.example.com/");
});

test("the session secret is made once, for its owner's eyes only", () => {
  const [secret] = load({}).sessionSecrets;
  expect(secret).toMatch(/^[a-f0-9]{64}$/);
  expect(load({}).sessionSecrets).toEqual([secret]);
  const file = join(folder, "session-secret");
  expect(readFileSync(file, "utf8")).toBe(secret);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("whether the data folder was made, was empty or was used is told, also after a start that went no further", () => {
  const dataDirectory = join(folder, "of", "images");
  expect(load({ DATA_DIR: dataDirectory })).toMatchObject({ dataDirectory, dataDirectoryState: "made" });
  expect(load({ DATA_DIR: dataDirectory }).dataDirectoryState).toBe("empty");
  writeFileSync(join(dataDirectory, "images.db"), "");
  expect(load({ DATA_DIR: dataDirectory }).dataDirectoryState).toBe("used");
});

test("neither a wrong variable nor a command makes a data folder", () => {
  const dataDirectory = join(folder, "mistyped");
  const wrong = [
    { SESSION_SECRET: "short" },
    { DATABASE_URL: "postgres://127.0.0.1/images" },
    { S3_ENDPOINT: "https://store.example" },
    { EMBEDDED_API: "off" },
  ];
  for (const environment of wrong) expect(problems({ DATA_DIR: dataDirectory, ...environment })).toHaveLength(1);
  expect(readSettings({ DATA_DIR: dataDirectory }).dataDirectory).toBe(dataDirectory);
  expect(existsSync(dataDirectory)).toBe(false);
});

test("a damaged session secret is told, not used", () => {
  writeFileSync(join(folder, "session-secret"), "short");
  expect(problems({})).toEqual([expect.stringContaining("is damaged")]);
});

test("a session secret that cannot be read is one sentence", () => {
  mkdirSync(join(folder, "session-secret"));
  expect(problems({})).toEqual([expect.stringMatching(/session-secret cannot be used \(EISDIR\)\. .+SESSION_SECRET/)]);
});

test("several session secrets are kept in their order", () => {
  const [newest, older] = ["n".repeat(32), "o".repeat(40)];
  expect(load({ SESSION_SECRET: `${newest}, ${older}` }).sessionSecrets).toEqual([newest, older]);
});

test("every wrong variable is named at once", () => {
  const found = problems({ PORT: "70000", LOG_LEVEL: "loud", STALE_UPLOAD_DAYS: "0", SFCOMPUTE_API_PREFIX: "v2" });
  expect(found.map((problem) => problem.split(" ")[0])).toEqual([
    "PORT",
    "LOG_LEVEL",
    "SFCOMPUTE_API_PREFIX",
    "STALE_UPLOAD_DAYS",
  ]);
});

test.each([
  { PUBLIC_URL: "ftp://images.example.com" },
  { PUBLIC_URL: "images.example.com" },
  { PUBLIC_URL: "https://images.example.com/dashboard" },
  { SFCOMPUTE_API_URL: "https://user:password@api.example.com" },
  { SFCOMPUTE_API_URL: "https://:password@api.example.com" },
  { HOST: "0.0.0.0" },
  { SESSION_SECRET: "short" },
  { EMBEDDED_ADMIN_TOKEN: "short" },
])("%j is refused with one sentence that names it", (environment) => {
  const found = problems(environment);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(Object.keys(environment)[0]);
});

test("an empty variable counts as absent", () => {
  expect(load({ PORT: "", PUBLIC_URL: "" }).port).toBe(3000);
});

const LINODE = "https://api.linode.example";

test("each provider is offered where its URL is set, and the embedded API gives way", () => {
  const config = load({ LINODE_API_URL: LINODE, CYCLE_API_URL: "http://127.0.0.1:9" });
  expect(config.sfcompute).toBeNull();
  expect(config.oxide).toBeNull();
  expect(config.linode?.apiUrl.href).toBe(`${LINODE}/`);
  expect(config.cycle?.apiUrl.href).toBe("http://127.0.0.1:9/");
});

test("the embedded API stays beside other providers when it is asked for", () => {
  const config = load({ OXIDE_API_URL: "https://oxide.example", EMBEDDED_API: "on" });
  expect(config.sfcompute).toMatchObject({ embedded: true });
  expect(config.oxide?.apiUrl.href).toBe("https://oxide.example/");
});

test("the embedded API is not missed where another provider is there", () => {
  expect(load({ LINODE_API_URL: LINODE, EMBEDDED_API: "off" }).sfcompute).toBeNull();
});

test.each([
  { environment: { EMBEDDED_API: "off" }, says: /leaves no images API/ },
  { environment: { EMBEDDED_API: "on", SFCOMPUTE_API_URL: "https://api.example.com" }, says: /exclude each other/ },
  { environment: { EMBEDDED_API: "yes" }, says: /^EMBEDDED_API must be on or off/ },
  { environment: { LINODE_API_URL: "api.linode.com" }, says: /^LINODE_API_URL must be a URL/ },
  { environment: { OXIDE_API_URL: "ftp://oxide.example" }, says: /^OXIDE_API_URL must be a URL/ },
  { environment: { CYCLE_API_URL: "https://user@api.cycle.example" }, says: /^CYCLE_API_URL must not contain a user/ },
  { environment: { UPLOAD_ORIGINS: "storage.example" }, says: /^UPLOAD_ORIGINS must be origins/ },
  { environment: { UPLOAD_ORIGINS: "https://storage.example/bucket" }, says: /^UPLOAD_ORIGINS must be origins/ },
])("$environment is refused with a sentence that says why", ({ environment, says }) => {
  expect(problems(environment)).toEqual([expect.stringMatching(says)]);
});

test("upload origins are separated by commas or spaces, and none are known where none are named", () => {
  const origins = ["https://a.storage.example", "http://127.0.0.1:9000"];
  expect(load({ UPLOAD_ORIGINS: `${origins[0]}, ${origins[1]}` }).uploadOrigins).toEqual(origins);
  expect(load({}).uploadOrigins).toBeNull();
});
