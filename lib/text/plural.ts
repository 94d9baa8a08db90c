/** The language of every text in this folder. A second language is a second set of these files and another tag here. */
export const LANGUAGE = "en";

const rules = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE);

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** A count as people write it: `10,000`. */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** The form that goes with the count, whose `#` becomes the number: `plural(2, { one: "# image", other: "# images" })`. */
export function plural(count: number, forms: Forms): string {
  const form = forms[rules.select(count)] ?? forms.other;
  return form.replaceAll("#", formatCount(count));
}
