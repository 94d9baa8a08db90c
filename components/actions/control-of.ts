/** What takes the focus that is led to a field: of radio buttons the chosen one, else the first control. @param field its selector */
export function controlOf(form: Element | null, field: string): HTMLElement | null {
  const found = form?.querySelector(field) ?? null;
  return (
    found?.querySelector<HTMLElement>("input[type=radio]:checked") ??
    found?.querySelector<HTMLElement>("input, select, textarea, [role=switch]") ??
    null
  );
}
