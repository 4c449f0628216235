// What the page's scripts are checked for, joined as the page joins them: names that are not there, or not used.
const browser = [
  "addEventListener", "clearTimeout", "CSS", "document", "Event", "getComputedStyle", "getSelection", "history", "localStorage", "location", "matchMedia",
  "NodeFilter", "performance", "Range", "requestAnimationFrame", "cancelAnimationFrame", "ResizeObserver", "setTimeout", "URLSearchParams", "vis", "window",
];

export default [
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "script", globals: Object.fromEntries(browser.map((name) => [name, "readonly"])) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "error", "no-unused-vars": "error", "prefer-const": "error", eqeqeq: "error", "no-var": "error",
      "no-const-assign": "error", "no-redeclare": "error", "no-dupe-keys": "error", "no-unreachable": "error", "no-eval": "error", "no-implied-eval": "error",
      "no-restricted-properties": ["error", { property: "innerHTML" }, { property: "outerHTML" }, { property: "insertAdjacentHTML" }],
    },
  },
];
