import { seededImages, seededInstances } from "./seeds";
import { linodeTime, type FakeEvent, type FakeImage, type FakeInstance } from "./shapes";

/** Times that a moving image is told before it moves on. */
const READS_A_STEP = 1;

/** An image's upload: whether the file came, and the secret of its address. */
export interface FakeUpload {
  secret: string;
  account: FakeAccount;
  imageId: string;
  /** Epoch ms at which it began. */
  begunAt: number;
  state: "waiting" | "taken";
}

/** One user's side of Linode. */
export class FakeAccount {
  readonly images: FakeImage[];
  readonly instances: FakeInstance[];
  /** Newest last. */
  readonly events: FakeEvent[] = [];
  /** Why an image's file is not to Linode's liking: it vanishes when it is looked at again. */
  readonly #doomed = new Map<string, string>();
  readonly #reads = new Map<string, number>();
  readonly #nextNumber: () => number;

  constructor(
    readonly username: string,
    nextNumber: () => number,
  ) {
    this.#nextNumber = nextNumber;
    this.images = seededImages(username, nextNumber);
    this.instances = seededInstances(nextNumber);
  }

  find(id: string): FakeImage | undefined {
    return this.images.find((image) => image.id === id);
  }

  add(image: FakeImage): FakeImage {
    this.images.push(image);
    return image;
  }

  newId(): string {
    return `private/${this.#nextNumber()}`;
  }

  /** What an image that is told does by and by. */
  moveOn(image: FakeImage): void {
    const reads = (this.#reads.get(image.id) ?? 0) + 1;
    this.#reads.set(image.id, reads % (READS_A_STEP + 1));
    if (reads <= READS_A_STEP) return;
    const reason = this.#doomed.get(image.id);
    if (reason !== undefined) this.vanish(image, reason);
    else step(image);
    if (image.status === "available") this.finish(image);
  }

  /** The file is there, and Linode makes the image of it. */
  takeFile(image: FakeImage): void {
    image.status = "creating";
    this.#reads.delete(image.id);
    Object.assign(this.eventOf(image) ?? {}, { status: "started" });
  }

  /** All the way, at once. */
  settle(image: FakeImage): void {
    for (let steps = 0; steps < 5; steps++) step(image);
    this.finish(image);
  }

  doom(id: string, reason: string): void {
    this.#doomed.set(id, reason);
  }

  /** Linode gives the image up: it is gone, and only the events remember. @param duration seconds since it was begun */
  vanish(image: FakeImage, message: string, duration = 61): void {
    this.remove(image);
    const event = this.eventOf(image);
    if (event !== undefined) Object.assign(event, { status: "failed", message, duration });
  }

  remove(image: FakeImage): void {
    this.images.splice(this.images.indexOf(image), 1);
  }

  finish(image: FakeImage): void {
    const event = this.eventOf(image);
    if (event !== undefined && event.status !== "finished") Object.assign(event, { status: "finished", duration: 61 });
  }

  /** @param source the Linode whose disk it is made of */
  note(action: FakeEvent["action"], image: FakeImage, status: FakeEvent["status"], source?: FakeInstance): void {
    const entity = entityOf(image);
    const linode = source && {
      id: source.id,
      type: "linode",
      label: source.label,
      url: `/v4/linode/instances/${source.id}`,
    };
    this.events.push({
      id: this.#nextNumber(),
      action,
      status,
      created: linodeTime(Date.now()),
      duration: null,
      message: null,
      username: this.username,
      entity: linode ?? entity,
      secondary_entity: linode === undefined ? null : entity,
    });
  }

  /** How the image came to be, if it was made here. */
  eventOf(image: FakeImage): FakeEvent | undefined {
    const { id } = entityOf(image);
    return this.events.find(
      ({ action, entity, secondary_entity: second }) =>
        (action === "image_upload" && entity.id === id) || (action === "disk_imagize" && second?.id === id),
    );
  }
}

function entityOf({ id, label }: FakeImage): FakeEvent["entity"] {
  return { id: Number(id.split("/")[1]), type: "image", label, url: `/v4/images/${id}` };
}

/** One step towards where the image and its copies are going. An upload that waits for its file moves by that alone. */
function step(image: FakeImage): void {
  if (image.status === "creating") {
    image.status = "available";
    image.size = 2500;
    image.total_size = 987_654_321;
  }
  if (image.status !== "available") return;
  image.regions = image.regions
    .filter(({ status }) => status !== "pending deletion")
    .map(({ region, status }) => ({ region, status: status === "pending replication" ? "replicating" : "available" }));
}
