import type { ReactNode } from "react";
import { createToastQueue, type ToastId } from "./toast-queue";

interface ToastOptions {
  /** A second line. */
  description?: ReactNode;
  /** One button, as "Undo". */
  action?: { label: string; onClick: () => void };
  /** Milliseconds; `Infinity` keeps it until it is dismissed. */
  duration?: number;
  closeButton?: boolean;
}

/** Long enough to read a sentence. */
const SUCCESS_MS = 5_000;
/** Long enough to read it, to regret, and to reach the button, also by keyboard. */
const WITH_ACTION_MS = 12_000;

/** What `toast` says before the code that shows it is there. */
export const toastQueue = createToastQueue();

/** Result of something a person did, in a corner of the page. Not for errors that have a place of their own on it. */
export const toast = {
  success(title: string, options: ToastOptions = {}): ToastId {
    const duration = options.action === undefined ? SUCCESS_MS : WITH_ACTION_MS;
    return toastQueue.tell((sonner, id) => sonner.success(title, { duration, ...options, id }));
  },
  /** Stays until somebody has read it. */
  warning(title: string, options: ToastOptions = {}): ToastId {
    return toastQueue.tell((sonner, id) => sonner.warning(title, { ...UNTIL_READ, ...options, id }));
  },
  /** Stays until somebody has read it. */
  error(title: string, options: ToastOptions = {}): ToastId {
    return toastQueue.tell((sonner, id) => sonner.error(title, { ...UNTIL_READ, ...options, id }));
  },
  /** One of them, or all. */
  dismiss(id?: ToastId): void {
    toastQueue.dismiss(id);
  },
};

const UNTIL_READ = { duration: Number.POSITIVE_INFINITY, closeButton: true } as const;
