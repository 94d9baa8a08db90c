import { newHub, type FakeHub } from "./hub";

/** All hubs. Each user has each hub for themselves: what one does is never in another's way. */
export class CycleState {
  readonly #hubs = new Map<string, FakeHub>();

  hub(user: string, id: string): FakeHub {
    const key = `${user} ${id}`;
    let hub = this.#hubs.get(key);
    if (hub === undefined) {
      hub = newHub(id, user);
      this.#hubs.set(key, hub);
    }
    return hub;
  }
}
