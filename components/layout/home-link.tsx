"use client";

import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";

const HOME = "/";

interface HomeLinkProps {
  className: string;
  children: ReactNode;
}

/** A link to the first page, for the page that every other one brings along: `next/link` would come twice with all of them. */
export function HomeLink({ className, children }: HomeLinkProps): ReactNode {
  const router = useRouter();
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(HOME);
  };
  return (
    <a href={HOME} className={className} onClick={open}>
      {children}
    </a>
  );
}
