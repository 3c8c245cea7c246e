import { forgetEnv } from "@/lib/env";

/**
 * Runs before every test file. Files share a process (isolate: false, seven times faster), so variables that one file set
 * are taken back before the next one reads them.
 */
const shared = globalThis as { __lumaTestEnvironment?: NodeJS.ProcessEnv };
const original = (shared.__lumaTestEnvironment ??= { ...process.env });

for (const name of Object.keys(process.env)) if (!(name in original) && !name.startsWith("VITEST")) delete process.env[name];
for (const [name, value] of Object.entries(original)) if (process.env[name] !== value) process.env[name] = value;
forgetEnv();
