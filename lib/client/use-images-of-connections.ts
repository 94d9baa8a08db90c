"use client";

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Connection } from "@/lib/contract/session";
import { createMerge } from "./catalog/merge-newest";
import type { CatalogScope } from "./catalog/scope";
import { imagesQuery, imagesWalkQuery, refreshImages, setWalkStopped } from "./queries";
import { walkState, type AllImages, type Walk } from "./use-all-images";

/** Why the images of one connection are missing or may be out of date. */
export interface ListTrouble {
  connection: string;
  error: Error;
  /** Not one of its images is known. */
  isNothingKnown: boolean;
  isFetching: boolean;
  retry: () => void;
}

/** As `AllImages`, of several connections. What fails for one of them is a trouble of its own, never an `error` of all. */
export interface ImagesOfConnections extends AllImages {
  troubles: readonly ListTrouble[];
}

/**
 * Every image of several connections in one list, newest first; there as soon as one connection answered. A connection that shows no
 * deleted images is not asked for them: that would be a second list of the same images.
 */
export function useImagesOfConnections(
  connections: readonly Pick<Connection, "id" | "showsDeleted">[],
  { includeDeleted = false }: Partial<Pick<CatalogScope, "includeDeleted">> = {},
): ImagesOfConnections {
  const queryClient = useQueryClient();
  const [merge] = useState(createMerge);
  const scopes = connections.map(({ id, showsDeleted }): CatalogScope => ({
    connection: id,
    includeDeleted: includeDeleted && showsDeleted,
    part: null,
  }));
  const newest = useQueries({ queries: scopes.map((scope) => imagesQuery(scope)) });
  const walks = useQueries({
    queries: scopes.map((scope, index) => {
      const catalog = newest[index]?.data;
      return { ...imagesWalkQuery(scope), enabled: catalog !== undefined && !catalog.isStopped };
    }),
  });

  const lists = scopes.flatMap((scope, index) => {
    const [list, walk] = [newest[index], walks[index]];
    if (list === undefined || walk === undefined) return [];
    const catalog = list.data;
    const goOn = () => {
      if (catalog?.isStopped) setWalkStopped(queryClient, scope, false);
      else if (catalog !== undefined) void walk.refetch();
    };
    const refresh = () => {
      refreshImages(queryClient, scope);
      goOn();
    };
    return [{ scope, list, walk, catalog, state: walkState(catalog, walk), goOn, refresh }];
  });

  const known = lists.flatMap(({ catalog }) => (catalog === undefined ? [] : [catalog.images]));
  const pauses = lists.flatMap(({ catalog }) => catalog?.pause ?? []);
  return {
    images: known.length === 0 ? undefined : merge(known),
    isExact: lists.every(({ catalog }) => catalog !== undefined && catalog.cursor === null),
    error: null,
    isFetching: lists.some(({ list }) => list.isFetching),
    refresh: () => lists.forEach(({ refresh }) => refresh()),
    walk: {
      state: stateOfAll(
        lists.map(({ list, catalog, state }) => (catalog === undefined && list.isError ? "failed" : state)),
      ),
      error: null,
      pause: pauses.toSorted((a, b) => a.until - b.until)[0] ?? null,
      stop: () => lists.forEach(({ scope }) => setWalkStopped(queryClient, scope, true)),
      goOn: () => lists.filter(({ state }) => state === "stopped").forEach(({ goOn }) => goOn()),
    },
    troubles: lists.flatMap(({ scope, list, walk, catalog, state, refresh }) => {
      const error = list.error ?? (state === "failed" ? walk.error : null);
      if (error === null) return [];
      return [
        {
          connection: scope.connection,
          error,
          isNothingKnown: catalog === undefined,
          isFetching: list.isFetching || walk.isFetching,
          retry: refresh,
        },
      ];
    }),
  };
}

/** What goes on anywhere; what failed is told of each connection by itself. */
function stateOfAll(states: readonly Walk["state"][]): Walk["state"] {
  return (["reading", "waiting", "stopped"] as const).find((state) => states.includes(state)) ?? "done";
}
