import type { ReactNode } from "react";
import { PRODUCT } from "@/lib/text/plain-page-text";
import { BrandMark } from "./brand";

/** A page with nothing but a heading and a few lines: for those who are not signed in, and for what went wrong. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    // From the top and not in the middle: a refusal that appears moves nothing that stands above it.
    <main className="mx-auto flex min-h-dvh w-full max-w-88 flex-col px-4 pt-[max(2rem,18dvh)] pb-[calc(var(--tray-height,0px)+2rem)]">
      <p className="mb-8 flex items-center gap-2 font-semibold tracking-tight">
        <BrandMark className="size-6" />
        {PRODUCT}
      </p>
      <h1 className="mb-4 text-xl font-semibold">{title}</h1>
      <div className="flex flex-col items-start gap-4">{children}</div>
    </main>
  );
}
