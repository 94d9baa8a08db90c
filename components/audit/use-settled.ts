"use client";

import { useEffect, useState } from "react";

/** So long after the last key, in ms, what somebody types is taken for what they mean. */
const SETTLED_MS = 300;

/** The value, once it has not changed for a moment. Must be the same object for as long as it means the same. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
