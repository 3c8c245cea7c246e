import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { check, problemsOf } from "./migrations.mjs";

const RELEASED =
  "create table patient (id uuid, last_name text not null, zone text); create table note (id uuid, body text); create function find_note() returns void";
const NAMES = ["0001_first"];
const problems = (sql) => problemsOf(sql, RELEASED, NAMES);

test.each([
  ["drop table note;", "drops note"],
  ["alter table patient drop column zone;", "drops the column zone"],
  ["alter table patient rename column zone to time_zone;", "renames zone"],
  ["alter table note rename to remark;", "renames note"],
  ["alter table patient alter column zone set not null;", "forbids null in zone"],
  ["alter table patient alter column zone type uuid using null;", "changes the type of zone"],
  ["drop function find_note();", "drops find_note"],
  ["alter table note add column kind text not null;", "adds note.kind not null without a default"],
  ["alter table note add column a text, add kind text not null check (kind in ('a', 'b'));", "adds note.kind not null without a default"],
  ["revoke select on note from luma_app;", "takes rights on note"],
  ["create index patient_zone on patient (zone);", "builds an index on patient"],
  ["create unique index on patient (zone);", "builds an index on patient"],
  ["update patient set zone = 'UTC';", "updates all of patient"],
  ["lock table note;", "locks note"],
  ["alter table patient add constraint zone_known check (zone <> '');", "adds a constraint to patient"],
])("[OPS-05] refused: %s", (sql, problem) => {
  expect(problems(sql).join("\n")).toContain(problem);
});

test.each([
  "create table fresh (id uuid primary key, kind text not null); create index fresh_kind on fresh (kind);",
  "alter table note add column kind text;",
  "alter table note add column kind text not null default 'plain';",
  "alter table fresh drop column passing;",
  "alter table patient add constraint zone_known check (zone <> '') not valid;",
  "create index note_body on note (body);",
  "drop index note_body;",
  "-- drop table patient;\nselect 1;",
  "create or replace function find_note() returns void language sql as $$ update patient set zone = 'UTC' $$;",
])("[OPS-05] allowed: %s", (sql) => {
  expect(problems(sql)).toEqual([]);
});

test("[OPS-05] a contract step names the released migration it completes, a lock says why it is bearable", () => {
  expect(problems("-- contract of 0001_first: nothing has read the zone since 0.2.0\nalter table patient drop column zone;")).toEqual([]);
  expect(problems("-- contract of 0009_later: nothing has read the zone since\nalter table patient drop column zone;")).toHaveLength(2);
  expect(problems("-- contract of 0001_first: x\nalter table patient drop column zone;")).toHaveLength(1);
  expect(problems("-- locks: a few thousand rows in every installation\ncreate index patient_zone on patient (zone);")).toEqual([]);
  expect(problems("-- locks: a few thousand rows\nalter table patient drop column zone;")).toHaveLength(1);
});

const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

test("[OPS-05] only what came after the last release is judged, and a file that the journal does not name is found", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "luma-check-"));
  folders.push(root);
  const folder = path.join(root, "db/migrations");
  fs.mkdirSync(path.join(folder, "meta"), { recursive: true });
  const write = (file, text) => fs.writeFileSync(path.join(folder, file), text);
  write("0000_a.sql", "create table patient (id uuid); alter table patient rename to person; alter table person rename to patient;");
  write("0001_b.sql", "alter table patient rename to person;");
  write("0002_forgotten.sql", "select 1;");
  write("meta/_journal.json", JSON.stringify({ entries: [{ tag: "0000_a" }, { tag: "0001_b" }] }));
  write("meta/releases.json", JSON.stringify({ releases: [{ version: "1", last: "0000_a" }] }));
  expect(check(root).problems).toEqual([
    "db/migrations/0002_forgotten.sql is not in the journal: it would never run",
    "db/migrations/0001_b.sql renames patient, which the released version uses",
  ]);
  write("meta/releases.json", JSON.stringify({ releases: [] }));
  expect(check(root).problems.at(-1)).toContain("names no migration");
});
