import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import * as actions from "./actions.mjs";
import * as agents from "./agents.mjs";
import * as dependencies from "./dependencies.mjs";
import * as docs from "./docs.mjs";
import * as env from "./env.mjs";
import * as fileSize from "./file-size.mjs";
import { CHECKS } from "./index.mjs";
import * as layers from "./layers.mjs";
import * as lockfile from "./lockfile.mjs";
import * as migrations from "./migrations.mjs";
import * as pureRules from "./pure-rules.mjs";
import * as securityDoc from "./security-doc.mjs";
import * as tables from "./tables.mjs";

const folders = [];

/** A checkout with only these files. */
function checkout(files) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "luma-check-"));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return root;
}

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

/** Each case: files that must pass, and files of which each must bring the problem it names. */
const cases = [
  {
    check: layers,
    good: {
      "app/page.tsx": 'import { listPatients } from "@/lib/patients/queries";',
      "lib/a/verb.ts": 'import { pool } from "@/db/client";\n// import { x } from "@/app/page";',
      "inngest/functions/x.ts": 'import { sweep } from "@/lib/delivery/sweep";',
    },
    bad: [
      [{ "lib/a/verb.ts": 'import { Page } from "@/app/page";' }, "lib/a/verb.ts imports app/page"],
      [{ "lib/a/verb.ts": 'export { Page } from "../../components/ui/button";' }, "lib/a/verb.ts imports components/ui/button"],
      [{ "app/page.tsx": 'import { patient } from "@/db/schema";' }, "app/page.tsx imports db/schema"],
      [{ "inngest/engine/run.ts": 'const env = await import("../../lib/env");' }, "inngest/engine/run.ts imports lib/env"],
      [{ "db/client.ts": 'import "@/lib/context";' }, "db/client.ts imports lib/context"],
    ],
  },
  {
    check: tables,
    good: {
      "lib/patients/upsert.ts": "await sql`insert into patient (id) values (${id})`;",
      "lib/delivery/facts.ts": "await sql`select * from patient join appointment using (id)`;",
      "lib/tasks/words.ts": "const label = 'update patient details';",
    },
    bad: [
      [{ "lib/delivery/x.ts": "await sql`insert into patient (id) values (1)`;" }, "lib/delivery/x.ts:1 writes patient"],
      [{ "app/x.ts": "\nawait sql`update appointment set lifecycle = 'x'`;" }, "app/x.ts:2 writes appointment"],
      [{ "lib/inbound/x.ts": "sql`delete from audit_entry where true`" }, "writes audit_entry, which belongs to lib/audit"],
    ],
  },
  {
    check: env,
    good: {
      "lib/env.ts": "process.env.X",
      "lib/a/a.test.ts": "process.env.X = '1'",
      "scripts/x.mjs": "process.env.CI",
      "lib/x.ts": "// process.env",
    },
    bad: [
      [{ "lib/mail.ts": "const key = process.env.RESEND_API_KEY;" }, "lib/mail.ts:1 reads process.env"],
      [{ "app/page.tsx": "const { X } = process.env;" }, "app/page.tsx:1 reads process.env"],
    ],
  },
  {
    check: pureRules,
    good: {
      "lib/reminders/rules.ts":
        "export const due = (now: Date) => new Date(now.getTime() + 1); // never Date.now()\nimport type { Env } from '@/lib/env';",
      "lib/reminders/plan.ts": "const now = Date.now();",
    },
    bad: [
      [{ "lib/reminders/rules.ts": "const t = Date.now();" }, "lib/reminders/rules.ts:1 uses the clock (Date.now)"],
      [{ "lib/delivery/rules/hours.ts": "\nconst t = new Date();" }, "lib/delivery/rules/hours.ts:2 uses the clock (new Date())"],
      [{ "lib/delivery/outcome-rules.ts": "const t = now();" }, "lib/delivery/outcome-rules.ts:1 uses the clock (now())"],
      [{ "lib/replies/rules.ts": 'import { pool } from "@/db/client";' }, "lib/replies/rules.ts imports db/client"],
      [{ "lib/replies/rules.ts": "const x = Math.random();" }, "uses chance"],
    ],
  },
  {
    check: fileSize,
    good: { "lib/a.ts": "x;\n".repeat(500) },
    bad: [
      [{ "lib/a.ts": "x;\n".repeat(501) }, "lib/a.ts has 501 lines"],
      [{ "app/globals.css": "a{}\n".repeat(600) }, "app/globals.css has 600 lines"],
    ],
  },
  {
    check: lockfile,
    good: lockFiles({ lockedNative: true }),
    bad: [
      [lockFiles({ lockedNative: false }), "optional dependency tool-linux-x64 has no entry"],
      [lockFiles({ lockedNative: true, range: "^1.0.0" }), 'tool is "^1.0.0"'],
      [lockFiles({ lockedNative: true, range: "1.0.1" }), "run npm install"],
      [{ "package.json": "{}" }, "missing or broken"],
    ],
  },
  {
    check: agents,
    good: {
      "AGENTS.md": "# Where\n| question | place |\n| --- | --- |\n| due | `lib/reminders/rules.ts` |\n| areas | `lib/<area>/rules.ts` |\n",
      "lib/reminders/rules.ts": "",
    },
    bad: [
      [{ "AGENTS.md": "| due | `lib/reminders/rules.ts` |" }, "names lib/reminders/rules.ts"],
      [{ "AGENTS.md": `| a |\n${"line\n".repeat(120)}` }, "has 121 lines"],
      [{ "AGENTS.md": "no table" }, "there is none"],
      [{ "README.md": "" }, "AGENTS.md is missing"],
    ],
  },
  {
    check: actions,
    good: {
      "app/(auth)/actions.ts": "export const signIn = publicAction(schema, verb);",
      "app/(staff)/account/actions.ts": "export const changePassword = ownAction(options, verb);",
      "app/(staff)/today/actions.ts":
        '"use server";\nexport const confirm = staffAction(schema, verb);\nexport const later =\n  patientAction(schema, verb);\nexport type X = 1;',
    },
    bad: [
      [{ "app/(staff)/today/actions.ts": "export async function confirm() {}" }, "is not built by staffAction"],
      [{ "app/(staff)/today/actions.ts": "export const confirm = async () => staffAction();" }, "is not built by staffAction"],
      [{ "app/(staff)/today/actions.ts": "export const signIn = publicAction(schema, verb);" }, "is not built by staffAction"],
      [{ "app/(auth)/actions.ts": "export const signIn = ownAction(options, verb);" }, "is not built by staffAction"],
      [{ "app/(staff)/today/page.tsx": 'async function save() {\n  "use server";\n}' }, 'page.tsx has "use server"'],
    ],
  },
  {
    check: docs,
    good: { "README.md": "See [the design](docs/a.md) and https://example.com/work/x. A shared inbox.", "docs/a.md": "text" },
    bad: [
      [{ "README.md": ["as sha", "red/spec/01.md says"].join("") }, "README.md:1 names a folder outside"],
      [{ "docs/a.md": ["run it in /", "work/main"].join("") }, "docs/a.md:1 names a path of one machine"],
      [{ "lib/a.ts": ["// TO", "DO: later"].join("") }, "lib/a.ts:1 names a loose end"],
      [{ "README.md": "[gone](docs/gone.md)" }, "README.md links to docs/gone.md"],
    ],
  },
  {
    check: migrations,
    good: migrationFiles("alter table patient add column zone text;"),
    bad: [
      [migrationFiles("alter table patient rename to person;"), "0001_b.sql renames patient"],
      [migrationFiles("alter table patient add column zone text not null;"), "not null without a default"],
      [{ ...migrationFiles("select 1;"), "db/migrations/0002_c.sql": "select 1;" }, "0002_c.sql is not in the journal"],
    ],
  },
  {
    check: dependencies,
    good: dependencyFiles({}),
    bad: [
      [dependencyFiles({ version: "1.1.9" }), "tool 1.1.9 is known to be weak (CVE-1): take 1.2.0"],
      [dependencyFiles({ license: "GPL-3.0" }), 'the licence "GPL-3.0" is not on the list'],
      [dependencyFiles({ license: undefined }), 'the licence "none" is not on the list'],
      [dependencyFiles({ integrity: "sha1-x" }), "has no SHA-512 integrity"],
      [dependencyFiles({ resolved: "https://evil.example/tool.tgz" }), "comes from https://evil.example/tool.tgz"],
      [dependencyFiles({ hasInstallScript: true }), "runs a script when it is installed"],
      [dependencyFiles({}, "node_modules/gone"), "accepts node_modules/gone, which is not installed"],
      [{ "package.json": "{}" }, "missing or broken"],
    ],
  },
  {
    check: securityDoc,
    good: securityFiles(),
    bad: [
      [securityFiles((text) => text.replace("| V8.1.1 |", "| V8.1.2 |")), "has V8.1.2 twice"],
      [securityFiles((text) => text.replace(/^\| V17\.1\.1 .*\n/m, "")), "has 6 requirements of V17"],
      [securityFiles((text) => text.replace("`lib/a.ts`", "`lib/gone.ts`")), "names lib/gone.ts, which does not exist"],
      [securityFiles((text) => text.replace("`lib/a.ts`", "–")), "claims without a proof"],
      [{ "README.md": "" }, "docs/security.md is missing"],
    ],
  },
];

describe.each(cases)("[OPS-01] house check: $check.name", ({ check, good, bad }) => {
  test("passes what is right", () => {
    expect(check.check(checkout(good)).problems).toEqual([]);
  });
  test.each(bad)("finds the planted violation %#", (files, problem) => {
    expect(check.check(checkout({ ...files })).problems.join("\n")).toContain(problem);
  });
});

test("[OPS-01] every house check has planted violations here", () => {
  expect(cases.map((one) => one.check.name).toSorted()).toEqual(CHECKS.map((one) => one.name).toSorted());
});

function dependencyFiles(change, accepted) {
  const tool = { version: "1.2.0", license: "(MIT OR GPL-3.0)", integrity: "sha512-x", ...change };
  const weak = [{ package: "tool", from: "1.0.0", below: "1.2.0", advisory: "CVE-1" }];
  if (accepted) weak.push({ package: "gone", below: "1.0.0", advisory: "CVE-2", only: accepted, accepted: "never used" });
  return {
    "package-lock.json": JSON.stringify({ packages: { "": {}, "node_modules/tool": tool } }),
    "scripts/checks/advisories.json": JSON.stringify({ weak, licences: ["MIT"], licencesByPackage: {}, installScripts: ["esbuild"] }),
  };
}

function securityFiles(change = (text) => text) {
  const rows = Object.entries(securityDoc.COUNTS).flatMap(([chapter, count]) =>
    Array.from({ length: count }, (_, i) => `| ${chapter}.1.${i + 1} | what is asked for | how it is met | \`lib/a.ts\` |`),
  );
  return { "docs/security.md": change(`${rows.join("\n")}\n`), "lib/a.ts": "" };
}

function migrationFiles(second) {
  return {
    "db/migrations/0000_a.sql": "create table patient (id uuid);",
    "db/migrations/0001_b.sql": second,
    "db/migrations/meta/_journal.json": JSON.stringify({ entries: [{ tag: "0000_a" }, { tag: "0001_b" }] }),
    "db/migrations/meta/releases.json": JSON.stringify({ releases: [{ version: "1", last: "0000_a" }] }),
  };
}

function lockFiles({ lockedNative, range = "1.0.0" }) {
  const entry = { version: "1.0.0", integrity: "sha512-x" };
  return {
    "package.json": JSON.stringify({ dependencies: { tool: range } }),
    "package-lock.json": JSON.stringify({
      packages: {
        "": { dependencies: { tool: "1.0.0" } },
        "node_modules/tool": { ...entry, optionalDependencies: { "tool-linux-x64": "1.0.0" } },
        ...(lockedNative ? { "node_modules/tool-linux-x64": entry } : {}),
      },
    }),
  };
}
