import { expect, test } from "vitest";
import { describeHead } from "@/lib/imports/start-import";
import { otherKind } from "./sniff";

const latin1 = (...bytes: number[]): string => Buffer.from(bytes).toString("latin1");

test.each([
  ["a PDF", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj"],
  ["a spreadsheet", `PK${latin1(3, 4)}xl/workbook.xml, a, b\n1,2`],
  ["an old spreadsheet", `${latin1(0xd0, 0xcf, 0x11, 0xe0)}a,b\n1,2`],
  ["a picture", `${latin1(0x89)}PNG,b\n1,2`],
  ["a document", "{\\rtf1\\ansi a,b\n1,2}"],
  ["a web page", "  <!DOCTYPE html><script>alert(1)</script>\n<p>,</p>"],
  ["a drawing with a script", "<svg onload=alert(1)>\n</svg>"],
  ["a program", `MZ${latin1(0x90)}${"x,y\n".repeat(3)}`],
  ["a script", "#!/bin/sh\nrm -rf /"],
])("[SEC-04] %s that calls itself a list is not taken", (_, text) => {
  expect(otherKind(text)).toBeDefined();
  expect(() => describeHead(text)).toThrow("This is not a text file");
});

test("[SEC-04] lists are lists, whatever they begin with", () => {
  for (const text of ["Patient ID,Name\n1,Ann", "\ufeffName;Born\nAnn;1961", "<none>,Name\n1,Ann", '"PK","Name"\n1,Ann', "PK,Name\n1,Ann"])
    expect(otherKind(text)).toBeUndefined();
});
