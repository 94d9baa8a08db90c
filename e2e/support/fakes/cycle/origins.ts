import type { Origin } from "./resources";
import { SECRETS } from "./secrets";

/** An origin of every type that the vendor's document knows, with every credential that it can carry. */
export const ORIGINS = {
  hub: {
    type: "docker-hub",
    details: { target: "library/nginx:1.29", username: "robot", token: SECRETS.hubToken },
  },
  hubWithUser: {
    type: "docker-hub",
    details: { target: `robot:${SECRETS.hubToken}@docker.io/private/api:2`, token: SECRETS.hubToken },
  },
  dockerfile: {
    type: "docker-file",
    details: {
      repo: {
        url: `https://robot:${SECRETS.gitPassword}@git.example.com/web.git`,
        branch: "main",
        auth: { type: "http", credentials: { username: "robot", password: SECRETS.gitPassword } },
        ref: null,
      },
      existing: null,
      targz_url: `https://archives.example.com/web.tar.gz?token=${SECRETS.archiveToken}`,
      context_dir: null,
      build_file: "Dockerfile",
      credentials: [{ url: "https://registry.example.com", username: "robot", token: SECRETS.parentToken }],
    },
  },
  dockerfileOverSsh: {
    type: "docker-file",
    details: {
      repo: {
        url: "git@git.example.com:worker.git",
        auth: {
          type: "ssh",
          credentials: { username: "git", passphrase: SECRETS.sshPassphrase, private_key: SECRETS.sshKey },
        },
      },
    },
  },
  registry: {
    type: "docker-registry",
    details: {
      target: "team/api:3",
      url: `https://robot:${SECRETS.registryPassword}@registry.example.com`,
      username: "robot",
      token: SECRETS.registryToken,
      password: SECRETS.registryPassword,
    },
  },
  oci: {
    type: "oci-registry",
    details: {
      target: "team/worker",
      url: "https://oci.example.com",
      auth: { type: "user", details: { username: "robot", token: SECRETS.ociToken } },
    },
  },
  ecr: {
    type: "oci-registry",
    details: {
      target: "team/cache",
      url: "https://ecr.example.com",
      auth: {
        type: "provider",
        details: {
          flavor: "ecr",
          credentials: { region: "eu-west-1", api_key: SECRETS.ecrSecret, secret: SECRETS.ecrSecret },
        },
      },
    },
  },
  webhook: {
    type: "oci-registry",
    details: {
      target: "team/hooked",
      url: "https://oci.example.com",
      auth: { type: "webhook", details: { url: `https://hooks.example.com/?token=${SECRETS.webhookToken}` } },
    },
  },
  upload: { type: "cycle-upload", details: { expires: "2030-01-01T00:00:00Z", token: SECRETS.uploadToken } },
  other: { type: "cycle-source", details: { source_id: "651586fca6078e98982dbd90" } },
  none: { type: "none" },
} as const satisfies Record<string, Origin>;
