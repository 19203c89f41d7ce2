import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The first evaluation of a Python expression loads an interpreter, and a run of an engine starts two processes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
