import { createContext } from "react";

/** Where an image's details stand: beside the list, or on a page of their own. */
export type Place = "panel" | "page";

export const PlaceContext = createContext<Place>("page");
