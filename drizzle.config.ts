import { defineConfig } from "drizzle-kit";

/** For drizzle-kit's tools only. Migrations are written by hand (policies, definer functions) and run by db/migrate.ts. */
export default defineConfig({ dialect: "postgresql", schema: "./db/schema/index.ts", out: "./db/migrations" });
