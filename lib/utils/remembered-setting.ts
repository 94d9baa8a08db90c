/** A choice that the browser remembers and that all its tabs share. */
export interface RememberedSetting<T> {
  /** The same value until it changes, as `useSyncExternalStore` wants it. */
  read: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
}

interface SettingOptions<T> {
  /** Its name in `localStorage`. */
  key: string;
  /** Makes a value of whatever is stored; of null, where nothing is, the default. Must not throw. */
  parse: (stored: string | null) => T;
  write: (value: T) => string;
}

/** Where storage is refused or full, a choice lasts as long as the page. */
export function rememberedSetting<T>({ key, parse, write }: SettingOptions<T>): RememberedSetting<T> {
  let known: { value: T } | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const notify of listeners) notify();
  };
  const onStorage = (event: StorageEvent) => {
    // Null when another tab cleared everything.
    if (event.key !== key && event.key !== null) return;
    known = null;
    tell();
  };
  return {
    read: () => (known ??= { value: parse(stored(key)) }).value,
    set: (value) => {
      known = { value };
      try {
        localStorage.setItem(key, write(value));
      } catch {
        // As said above.
      }
      tell();
    },
    subscribe: (listener) => {
      if (listeners.size === 0) window.addEventListener("storage", onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        window.removeEventListener("storage", onStorage);
      };
    },
  };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
