import { imageKey } from "@/components/images/list/image-key";
import type { Image } from "@/lib/contract/image";

/** The menu of a row, opened at that row's button. */
export interface OpenRowMenu {
  image: Image;
  button: HTMLButtonElement;
  /** Then the first item has the focus, as with any menu that a key opens. */
  isByKeyboard: boolean;
}

/** Which row's menu is open. Outside React's state, so that opening it draws two buttons anew and not the table. */
export class RowMenuStore {
  readonly #listeners = new Set<() => void>();
  #open: OpenRowMenu | null = null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getOpen = (): OpenRowMenu | null => this.#open;

  isOpen(image: Image): boolean {
    return this.#open !== null && imageKey(this.#open.image) === imageKey(image);
  }

  open(menu: OpenRowMenu): void {
    this.#set(menu);
  }

  readonly close = (): void => this.#set(null);

  /** The image changed while its menu is open. */
  follow(image: Image): void {
    if (this.#open === null || this.#open.image === image || !this.isOpen(image)) return;
    this.#set({ ...this.#open, image });
  }

  /** The row is gone: nothing is left that a menu could stand at. */
  closeAt(button: HTMLButtonElement | null): void {
    if (this.#open !== null && this.#open.button === button) this.#set(null);
  }

  #set(menu: OpenRowMenu | null): void {
    this.#open = menu;
    for (const listener of this.#listeners) listener();
  }
}
