import * as z from "zod/mini";
import { MAX_PARTS } from "./limits";

/** `PUT …/images/{id}/parts/{part}`, for a `blocks` plan: the part's number as it stands in the path. */
export const partNumberSchema = z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_PARTS));
