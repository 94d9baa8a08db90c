import { randomUUID } from "node:crypto";
import { newObjectId } from "./object-ids";
import { ORIGINS } from "./origins";
import {
  NOT_SET,
  now,
  type Creator,
  type FakeImage,
  type FakeJob,
  type FakeSource,
  type ImageState,
  type Origin,
} from "./resources";
import { SECRETS } from "./secrets";

/** Work that goes on in steps. Each call does one, and tells whether there is more. */
export interface Work {
  job: FakeJob;
  /** Questions for the job that are still answered as if there were none. */
  unknownFor: number;
  /** Null when all is done. */
  advance: (() => void) | null;
}

/** What one user has in one hub. */
export interface FakeHub {
  id: string;
  account: { id: string; name: string };
  /** Newest last. */
  images: Map<string, FakeImage>;
  sources: Map<string, FakeSource>;
  work: Map<string, Work>;
  /** Nothing goes on by itself while it is set. */
  isHeld: boolean;
}

/** A hub with a source of every kind, an image that two containers use, one that none uses, and one without a name. */
export function newHub(id: string, user: string): FakeHub {
  const hub: FakeHub = {
    id,
    account: { id: newObjectId(), name: user },
    images: new Map(),
    sources: new Map(),
    work: new Map(),
    isHeld: false,
  };
  const nginx = addSource(hub, "nginx", ORIGINS.hub);
  const web = addSource(hub, "web", ORIGINS.dockerfile);
  addSource(hub, "private-api", ORIGINS.hubWithUser);
  addSource(hub, "worker", ORIGINS.dockerfileOverSsh);
  const api = addSource(hub, "api", ORIGINS.registry);
  addSource(hub, "oci-worker", ORIGINS.oci);
  addSource(hub, "ecr-cache", ORIGINS.ecr);
  addSource(hub, "oci-hooked", ORIGINS.webhook);
  addSource(hub, "hand-made", ORIGINS.upload);
  addSource(hub, "copied", ORIGINS.other);
  addSource(hub, "empty", ORIGINS.none);
  addImage(hub, nginx, { name: "nginx-1.28", containers: 0 });
  addImage(hub, nginx, { name: "nginx-1.29", containers: 2 });
  addImage(hub, web, { name: "", containers: 1 });
  addImage(hub, api, { name: "api-3", state: "new" });
  return hub;
}

export function addSource(hub: FakeHub, name: string, origin: Origin): FakeSource {
  const created = now();
  const source: FakeSource = {
    id: newObjectId(),
    hub_id: hub.id,
    identifier: name,
    name,
    type: "direct",
    about: { description: null },
    origin,
    builder: null,
    creator: creatorOf(hub),
    acl: null,
    state: { current: "live", changed: created },
    events: { created, updated: created, deleted: NOT_SET },
  };
  hub.sources.set(source.id, source);
  return source;
}

interface ImageOptions {
  name: string;
  state?: ImageState;
  containers?: number;
  build?: object | null;
  override?: object | undefined;
}

export function addImage(hub: FakeHub, source: FakeSource, options: ImageOptions): FakeImage {
  const { name, state = "live", containers = 0, build = null, override } = options;
  const created = now();
  const size = state === "live" ? 187_654_321 : 0;
  const image: FakeImage = {
    containers,
    log: state === "live" ? buildLog(source.name) : null,
    wire: {
      id: newObjectId(),
      hub_id: hub.id,
      name,
      size,
      about: { description: null },
      backend: { provider: "cycle", size, file_name: randomUUID(), file_id: randomUUID() },
      requires: { nvidia_gpu: false },
      // Arguments often hold tokens of package registries.
      build: build ?? { args: { NPM_TOKEN: SECRETS.buildArgument } },
      builder: null,
      config: CONFIG,
      source: {
        type: source.type,
        details: { id: source.id, origin: source.origin },
        ...(override !== undefined && { override }),
      },
      creator: creatorOf(hub),
      factory: null,
      state: { current: state, changed: created },
      events: { created, updated: created, deleted: NOT_SET },
    },
  };
  hub.images.set(image.wire.id, image);
  return image;
}

export function creatorOf(hub: FakeHub): Creator {
  return { id: hub.account.id, type: "account" };
}

/** As factories write them, repeating a credential or two as they do. */
export function buildLog(sourceName: string): string {
  return [
    `Getting ${sourceName} from https://robot:${SECRETS.gitPassword}@git.example.com/web.git`,
    `Step 1/2: ARG NPM_TOKEN=${SECRETS.buildArgument}`,
    "Step 2/2: RUN npm ci",
    "Build complete.",
    "",
  ].join("\n");
}

const CONFIG = {
  user: "root",
  ports: [],
  env: { REGISTRY_TOKEN: SECRETS.registryToken },
  labels: {},
  command: ["/start"],
  entrypoint: [],
  volumes: [],
  workdir: "/",
  signal_stop: "SIGTERM",
};
