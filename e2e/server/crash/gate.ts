/** Closed while there is no server. */
export class Gate {
  #open: () => void = () => undefined;
  #opened: Promise<void> = Promise.resolve();

  readonly whenOpen = (): Promise<void> => this.#opened;

  close(): void {
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }
}
