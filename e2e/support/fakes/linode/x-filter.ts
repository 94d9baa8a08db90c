type Item = Readonly<Record<string, unknown>>;

/** Ordering by what Linode does not keep in an order is refused. */
const NO_ORDER = new Set(["status"]);

/**
 * The items that an X-Filter header wants, in its order.
 * @returns null for a filter that is no JSON object, or uses what Linode does not know
 */
export function filtered<T extends object>(items: readonly T[], header: string | undefined): T[] | null {
  if (header === undefined || header === "") return [...items];
  const filter = parsed(header);
  if (filter === null) return null;
  const { "+order_by": orderBy, "+order": order = "asc", ...conditions } = filter;
  try {
    const found = items.filter((item) => fits(fieldsOf(item), conditions));
    if (typeof orderBy !== "string") return orderBy === undefined ? found : null;
    if (NO_ORDER.has(orderBy) || (order !== "asc" && order !== "desc")) return null;
    const direction = order === "asc" ? 1 : -1;
    return found.toSorted((one, other) => direction * compare(fieldsOf(one)[orderBy], fieldsOf(other)[orderBy]));
  } catch (error) {
    if (error instanceof UnknownOperatorError) return null;
    throw error;
  }
}

class UnknownOperatorError extends Error {
  override readonly name = "UnknownOperatorError";
}

function parsed(header: string): Item | null {
  try {
    const value: unknown = JSON.parse(header);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? fieldsOf(value) : null;
  } catch {
    return null;
  }
}

function fieldsOf(item: object): Item {
  return Object.fromEntries(Object.entries(item));
}

function fits(item: Item, conditions: Item): boolean {
  return Object.entries(conditions).every(([key, wanted]) => {
    if (key === "+and" || key === "+or") {
      if (!Array.isArray(wanted)) throw new UnknownOperatorError(key);
      const each = wanted.map((condition: unknown) => fits(item, asObject(condition)));
      return key === "+and" ? each.every(Boolean) : each.some(Boolean);
    }
    if (key.startsWith("+")) throw new UnknownOperatorError(key);
    return fitsField(item[key], wanted);
  });
}

function fitsField(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) {
    return Array.isArray(value) ? value.includes(wanted) : value === wanted;
  }
  return Object.entries(wanted).every(([operator, operand]: [string, unknown]) => {
    switch (operator) {
      case "+neq":
        return value !== operand;
      case "+gt":
        return compare(value, operand) > 0;
      case "+gte":
        return compare(value, operand) >= 0;
      case "+lt":
        return compare(value, operand) < 0;
      case "+lte":
        return compare(value, operand) <= 0;
      case "+contains":
        return String(value).includes(String(operand));
      default:
        throw new UnknownOperatorError(operator);
    }
  });
}

function asObject(value: unknown): Item {
  if (typeof value !== "object" || value === null) throw new UnknownOperatorError("condition");
  return fieldsOf(value);
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), "en");
}
