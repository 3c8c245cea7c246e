import { expect, test } from "vitest";
import { rolesOf } from "./deploy-database.mjs";

test("[OPS-03] roles and their passwords come from the addresses, also behind a pooler's user names", () => {
  const roles = rolesOf({
    DATABASE_URL: "postgres://luma_app.project:p%40ss@pooler.example:6543/luma",
    DATABASE_WORKER_URL: "postgres://luma_worker:w@db.example/luma",
    DATABASE_ENGINE_URL: "postgres://somebody:else@db.example/luma",
  });
  expect([...roles]).toEqual([
    ["luma_app", "p@ss"],
    ["luma_worker", "w"],
  ]);
});
