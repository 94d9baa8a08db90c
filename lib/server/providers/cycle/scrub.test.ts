import { expect, test } from "vitest";
import { publicTarget, withoutCredentials } from "./scrub";

test.each([
  ["Pulling https://robot:s3cret@registry.example.com/a.", "Pulling https://registry.example.com/a."],
  ["git clone ssh://token@git.example.com", "git clone ssh://git.example.com"],
  ["docker pull robot:s3cret@registry.example.com/a", "docker pull registry.example.com/a"],
  ["Step 3: ENV NPM_TOKEN=s3cret CI=1", "Step 3: ENV NPM_TOKEN=[removed] CI=1"],
  ['{"password": "two words", "user": "robot"}', '{"password": [removed], "user": "robot"}'],
  ["Authorization: Bearer s3cret", "Authorization: [removed]"],
  ["GET /a.tar.gz?token=s3cret&v=1", "GET /a.tar.gz?token=[removed]&v=1"],
  ["-----BEGIN RSA PRIVATE KEY-----\ns3cret\n-----END RSA PRIVATE KEY-----\nend", "[removed]\nend"],
  ["-----BEGIN PRIVATE KEY-----\ns3cret", "[removed]"],
  [
    "mysql:5.7@sha256:abc at 12:30:01, mail to ops@example.com",
    "mysql:5.7@sha256:abc at 12:30:01, mail to ops@example.com",
  ],
  ["Step 1/2: FROM node:20", "Step 1/2: FROM node:20"],
])("%j is told as %j", (text, told) => {
  expect(withoutCredentials(text)).toBe(told);
});

test.each(["a-", "a://", "token=", "a:", "-----BEGIN PRIVATE KEY-----"])(
  "a log of nothing but %s is read in no time",
  (word) => {
    const startedAt = performance.now();
    withoutCredentials(word.repeat(200_000));
    // What looked at every end for every beginning would take minutes.
    expect(performance.now() - startedAt).toBeLessThan(3000);
  },
);

test.each(["mysql:5.7", "library/nginx", "team/web_app/api-2:v1.2-rc.1", `mysql@sha256:${"a".repeat(64)}`])(
  "%s is a public name",
  (target) => {
    expect(publicTarget(target)).toBe(target);
  },
);

test.each([
  "robot:s3cret@docker.io/mysql:5.7",
  "https://docker.io/mysql",
  "mysql:5.7?token=s3cret",
  "mysql 5.7",
  "robot@mysql",
  "",
  "a".repeat(256),
  42,
  null,
  { token: "s3cret" },
])("%j is not", (target) => {
  expect(publicTarget(target)).toBeNull();
});
