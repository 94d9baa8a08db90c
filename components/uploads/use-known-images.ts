"use client";

import { useQuery } from "@tanstack/react-query";
import { imagesQuery } from "@/lib/client/queries";
import type { Image } from "@/lib/contract/image";

/** The images of a connection as far as some page has read them; asks for none. */
export function useKnownImages(connection: string): readonly Image[] | undefined {
  return useQuery({ ...imagesQuery({ connection, includeDeleted: false, part: null }), enabled: false }).data?.images;
}
