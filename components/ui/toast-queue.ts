import type { toast as sonnerToast } from "sonner";

export type ToastId = string;
type Sonner = typeof sonnerToast;
type Telling = (sonner: Sonner, id: ToastId) => unknown;

interface ToastQueue {
  tell: (telling: Telling) => ToastId;
  dismiss: (id?: ToastId) => void;
  /** Asks for the code: something is to be told, or somebody is about to do something whose result will be. */
  want: () => void;
  /** How often it was asked for. */
  wants: () => number;
  subscribe: (listener: () => void) => () => void;
  /** The code that shows toasts is there and listens: what waited is told now, the rest at once. */
  attach: (sonner: Sonner) => void;
}

/** Keeps what is told until the code that shows it was loaded. */
export function createToastQueue(): ToastQueue {
  const waiting = new Map<ToastId, Telling>();
  const listeners = new Set<() => void>();
  let shown: Sonner | null = null;
  let wants = 0;
  let told = 0;

  const want = () => {
    wants += 1;
    for (const notify of listeners) notify();
  };
  return {
    tell(telling) {
      told += 1;
      const id = `toast-${told}`;
      if (shown === null) {
        waiting.set(id, telling);
        want();
      } else telling(shown, id);
      return id;
    },
    dismiss(id) {
      if (id === undefined) waiting.clear();
      else waiting.delete(id);
      shown?.dismiss(id);
    },
    want,
    wants: () => wants,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach(sonner) {
      shown = sonner;
      for (const [id, telling] of waiting) telling(sonner, id);
      waiting.clear();
    },
  };
}
