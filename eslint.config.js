// What the linter looks for: promises nobody waits for, types imported as values, things nobody uses. Layout is left
// to the editor, and who may import whom to tests/architecture.test.ts, which explains itself better.

import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules/", "dist/", "release/", "coverage/", "test-results/", "bench-results/"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: ["tsconfig.json", "tsconfig.renderer.json"], tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-constant-binary-expression": "error",
      "no-control-regex": "error",
      "no-unsafe-finally": "error",
      "prefer-const": "error",
    },
  },
  {
    // Standard output carries answers, so only the command line writes there; benchmarks and test support report on it.
    files: ["cli/**", "tests/bench/**", "tests/support/**"],
    rules: { "no-console": "off" },
  },
  {
    files: ["scripts/**/*.mjs", "scripts/**/*.cjs", "*.js"],
    languageOptions: { sourceType: "module" },
    rules: { eqeqeq: ["error", "always", { null: "ignore" }], "prefer-const": "error", "no-unused-vars": ["error", { argsIgnorePattern: "^_" }], "no-undef": "off" },
  },
);
