import type { Config } from "tailwindcss";
import plugin from "tailwindcss/plugin";

/**
 * Every colour of the product, by what it is for. Pairs that carry text keep WCAG AA (4.5:1) on every surface they meet;
 * the browser tests check it with axe in both themes.
 */
const light = {
  canvas: "oklch(0.98 0.0015 270)",
  surface: "oklch(1 0 0)",
  raised: "oklch(1 0 0)",
  sunken: "oklch(0.972 0.002 270)",
  hover: "oklch(0.952 0.003 270)",
  line: "oklch(0.912 0.004 270)",
  "line-strong": "oklch(0.852 0.006 270)",
  ink: "oklch(0.225 0.008 270)",
  "ink-muted": "oklch(0.455 0.01 270)",
  "ink-faint": "oklch(0.525 0.01 270)",
  accent: "oklch(0.52 0.205 263)",
  "accent-hover": "oklch(0.47 0.2 263)",
  "accent-ink": "oklch(1 0 0)",
  "accent-text": "oklch(0.49 0.2 263)",
  "accent-soft": "oklch(0.955 0.024 263)",
  positive: "oklch(0.475 0.115 155)",
  "positive-soft": "oklch(0.955 0.03 155)",
  warning: "oklch(0.495 0.11 70)",
  "warning-soft": "oklch(0.96 0.035 85)",
  negative: "oklch(0.51 0.185 26)",
  "negative-fill": "oklch(0.51 0.185 26)",
  "negative-fill-hover": "oklch(0.46 0.175 26)",
  "negative-soft": "oklch(0.975 0.012 26)",
  scrim: "oklch(0.225 0.008 270 / 0.36)",
  shade: "oklch(0.225 0.02 270 / 0.1)",
} as const;

const dark: Record<keyof typeof light, string> = {
  canvas: "oklch(0.165 0.005 270)",
  surface: "oklch(0.195 0.006 270)",
  raised: "oklch(0.225 0.007 270)",
  sunken: "oklch(0.182 0.0055 270)",
  hover: "oklch(0.272 0.008 270)",
  line: "oklch(0.275 0.008 270)",
  "line-strong": "oklch(0.36 0.01 270)",
  ink: "oklch(0.95 0.003 270)",
  "ink-muted": "oklch(0.745 0.008 270)",
  "ink-faint": "oklch(0.655 0.01 270)",
  accent: "oklch(0.56 0.19 263)",
  "accent-hover": "oklch(0.52 0.19 263)",
  "accent-ink": "oklch(1 0 0)",
  "accent-text": "oklch(0.755 0.125 263)",
  "accent-soft": "oklch(0.275 0.065 263)",
  positive: "oklch(0.785 0.14 155)",
  "positive-soft": "oklch(0.265 0.045 155)",
  warning: "oklch(0.815 0.125 80)",
  "warning-soft": "oklch(0.275 0.045 75)",
  negative: "oklch(0.735 0.145 26)",
  "negative-fill": "oklch(0.53 0.185 26)",
  "negative-fill-hover": "oklch(0.49 0.18 26)",
  "negative-soft": "oklch(0.245 0.032 26)",
  scrim: "oklch(0.08 0.005 270 / 0.64)",
  shade: "oklch(0 0 0 / 0.5)",
};

function asVariables(palette: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--color-${name}`, value]));
}

const colors = Object.fromEntries(Object.keys(light).map((name) => [name, `var(--color-${name})`]));

const config: Config = {
  content: [],
  darkMode: ["selector", '[data-theme="dark"]'],
  theme: {
    extend: {
      colors,
      fontFamily: {
        sans: ["var(--font-geist-sans)", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["var(--font-geist-mono)", "ui-monospace", "SFMono-Regular", "Menlo", "monospace"],
      },
      // Line heights are multiples of 4 px, so that text keeps to the grid.
      fontSize: {
        "2xs": ["0.6875rem", { lineHeight: "1rem" }],
        xs: ["0.75rem", { lineHeight: "1rem" }],
        sm: ["0.8125rem", { lineHeight: "1.25rem" }],
        base: ["0.875rem", { lineHeight: "1.25rem" }],
        lg: ["1rem", { lineHeight: "1.5rem", letterSpacing: "-0.011em" }],
        xl: ["1.25rem", { lineHeight: "1.75rem", letterSpacing: "-0.017em" }],
      },
      borderRadius: { sm: "4px", md: "6px", lg: "8px", xl: "12px" },
      boxShadow: {
        control: "0 1px 1px var(--color-shade)",
        popover: "0 0 0 1px var(--color-line), 0 8px 24px -4px var(--color-shade), 0 2px 6px var(--color-shade)",
        dialog: "0 0 0 1px var(--color-line), 0 24px 64px -12px var(--color-shade), 0 8px 20px -6px var(--color-shade)",
      },
      transitionDuration: { DEFAULT: "120ms" },
    },
  },
  plugins: [
    plugin((api) => {
      api.addBase({
        ":root": { "color-scheme": "light", ...asVariables(light) },
        '[data-theme="dark"]': { "color-scheme": "dark", ...asVariables(dark) },
        // Browsers leave the dark ground away, and light ink on white paper cannot be read.
        "@media print": { '[data-theme="dark"]': { "color-scheme": "light", ...asVariables(light) } },
      });
    }),
  ],
};

export default config;
