import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { detectDelimiter, headOf } from "./detect";
import { type Encoding, EncodingProbe } from "./encoding";
import { pieces } from "./import.fixture";
import { scanPieces } from "./reader";

function probe(bytes: Buffer, size = 777): Encoding {
  const p = new EncodingProbe();
  for (let at = 0; at < bytes.length; at += size) p.push(bytes.subarray(at, at + size));
  return p.result();
}

const LIST = "id,name,city\r\n1,José Núñez,Cañon City\r\n2,Zoë Brontë,Coeur d’Alene\r\n";

describe("[EHR-03] encodings", () => {
  test.each([
    ["utf-8", Buffer.from(LIST)],
    ["utf-8", Buffer.from(`\ufeff${LIST}`)],
    ["utf-16le", iconv.encode(LIST, "utf-16le", { addBOM: true })],
    ["utf-16be", iconv.encode(LIST, "utf-16be", { addBOM: true })],
    ["utf-16le", iconv.encode(LIST, "utf-16le")],
    ["utf-16be", iconv.encode(LIST, "utf-16be")],
    ["windows-1252", iconv.encode(LIST, "windows-1252")],
  ] as const)("%s is recognised and read", async (encoding, bytes) => {
    for (const size of [1, 2, 3, 777]) expect(probe(bytes, size), `in pieces of ${size}`).toBe(encoding);
    const names: string[] = [];
    for await (const records of scanPieces(pieces(bytes), { encoding, delimiter: "," }))
      names.push(...Array.from(records, (r) => r.fields.join("|")));
    expect(names).toEqual(["id|name|city", "1|José Núñez|Cañon City", "2|Zoë Brontë|Coeur d’Alene"]);
  });

  test("an accent in the last line of a long list still tells Windows-1252 from UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from("id,name\n".padEnd(400_000, "1,Ann Lee\n")), iconv.encode("9,José\n", "windows-1252")]);
    expect(probe(bytes)).toBe("windows-1252");
  });

  test("a character cut in half at the end of the file is not UTF-8", () => {
    expect(probe(Buffer.concat([Buffer.from("id,name\n1,Jos"), Buffer.from([0xc3])]))).not.toBe("utf-8");
  });

  test.each(["utf-8", "utf-16le", "windows-1252"] as const)("in %s reading goes on from any record's byte", async (encoding) => {
    const bytes = iconv.encode(LIST, encoding, { addBOM: encoding !== "windows-1252" });
    const all: { endByte: number; fields: string[] }[] = [];
    for await (const records of scanPieces(pieces(bytes), { encoding, delimiter: "," })) all.push(...records);
    expect(all.at(-1)!.endByte).toBe(bytes.length);
    for (const [index, { endByte }] of all.entries()) {
      const rest: string[][] = [];
      for await (const records of scanPieces(pieces(bytes.subarray(endByte)), { encoding, delimiter: "," }, endByte))
        rest.push(...Array.from(records, (r) => r.fields));
      expect(rest).toEqual(all.slice(index + 1).map((r) => r.fields));
    }
  });
});

describe("[EHR-03] separators", () => {
  test.each([
    [",", "a,b,c\n1,2,3\n"],
    [";", "a;b;c\n1;2,5;3\n4;1,5;6\n"],
    ["\t", "name\tnote\nx\ta, b, c\n"],
    ["|", "a|b\n1|2\n"],
    [",", 'a,b\n"1;2;3;4",x\n'],
    [",", "one\n1\n"],
  ])("%j", (delimiter, text) => expect(detectDelimiter(text)).toBe(delimiter));

  test("blank lines before the header are passed over", () => {
    expect(headOf("\ufeff\n,,\na,b,c\n1,2,3\n", ",", 5)).toEqual({ header: ["a", "b", "c"], rows: [["1", "2", "3"]] });
  });
});
