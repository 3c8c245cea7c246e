// The file of a backup: a readable first line, then frames of AES-256-GCM. A frame's nonce is its number and the last frame says so, so that frames can
// neither be swapped nor cut off unnoticed. The key of a file is derived from one of ENCRYPTION_KEYS and a salt of its own.
import crypto from "node:crypto";
import fs from "node:fs";
import { Transform } from "node:stream";
import { Problem } from "./files.mjs";

export const FORMAT = "luma-backup";
export const VERSION = 1;
const FRAME = 1 << 20;
const TAG = 16;

/** `name:base64 of 32 bytes, …` → [name, key][], the newest first. */
export function parseKeys(text) {
  const keys = (text ?? "")
    .split(",")
    .filter(Boolean)
    .map((part) => [part.slice(0, part.indexOf(":")), Buffer.from(part.slice(part.indexOf(":") + 1), "base64")]);
  if (keys.length === 0 || keys.some(([name, key]) => !name || key.length !== 32))
    throw new Problem(
      "ENCRYPTION_KEYS is missing or not readable.",
      "A backup is encrypted with its newest key, and read with the key it names.",
    );
  return keys;
}

const fileKey = (key, salt) => Buffer.from(crypto.hkdfSync("sha256", key, salt, FORMAT, 32));

function nonceOf(number, last) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(last ? 1 : 0, 0);
  nonce.writeUIntBE(number, 6, 6);
  return nonce;
}

/** A header for a new file; `head` is the newest migration of the database. */
export function makeHeader(keys, facts) {
  return { format: FORMAT, version: VERSION, key: keys[0][0], salt: crypto.randomBytes(16).toString("base64"), ...facts };
}

/** Encrypts what flows through into frames, each with its length before it. */
export function encrypting(keys, header) {
  const key = fileKey(keys.find(([name]) => name === header.key)[1], Buffer.from(header.salt, "base64"));
  const bound = Buffer.from(JSON.stringify(header));
  let rest = Buffer.alloc(0);
  let number = 0;
  const frame = (plain, last) => {
    const cipher = crypto.createCipheriv("aes-256-gcm", key, nonceOf(number++, last));
    cipher.setAAD(bound);
    const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, body]);
  };
  return new Transform({
    transform(chunk, _encoding, done) {
      rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      while (rest.length > FRAME) {
        this.push(frame(rest.subarray(0, FRAME), false));
        rest = rest.subarray(FRAME);
      }
      done();
    },
    flush(done) {
      this.push(frame(rest, true));
      done();
    },
  });
}

/** Decrypts frames; fails on the first that was changed, moved or is missing. */
export function decrypting(keys, header) {
  const found = keys.find(([name]) => name === header.key);
  if (!found)
    throw new Problem(
      `The backup was encrypted with the key "${header.key}", which is not in ENCRYPTION_KEYS.`,
      "Add that key back and try again.",
    );
  const key = fileKey(found[1], Buffer.from(header.salt, "base64"));
  const bound = Buffer.from(JSON.stringify(header));
  let rest = Buffer.alloc(0);
  let number = 0;
  let waiting;
  const open = (body, last) => {
    const decipher = crypto.createDecipheriv("aes-256-gcm", key, nonceOf(number++, last), { authTagLength: TAG });
    decipher.setAAD(bound);
    decipher.setAuthTag(body.subarray(body.length - TAG));
    try {
      return Buffer.concat([decipher.update(body.subarray(0, body.length - TAG)), decipher.final()]);
    } catch {
      throw new Problem("The backup file is damaged, was changed, or is not whole.", "Nothing of it was kept. Take another copy.");
    }
  };
  const damaged = () => new Problem("The backup file is not whole.", "Nothing of it was kept. Take another copy.");
  return new Transform({
    transform(chunk, _encoding, done) {
      try {
        rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
        while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
          const length = rest.readUInt32BE(0);
          if (length < TAG || length > FRAME + TAG) throw damaged();
          // Only what is followed by another frame can be read as one of the middle.
          if (waiting) this.push(open(waiting, false));
          waiting = rest.subarray(4, 4 + length);
          rest = rest.subarray(4 + length);
        }
        done();
      } catch (error) {
        done(error);
      }
    },
    flush(done) {
      try {
        if (rest.length || !waiting) throw damaged();
        this.push(open(waiting, true));
        done();
      } catch (error) {
        done(error);
      }
    },
  });
}

/** The first line of a file and where the frames begin. */
export function readHeader(file) {
  const handle = openFile(file);
  try {
    const start = Buffer.alloc(4_096);
    const read = fs.readSync(handle, start, 0, start.length, 0);
    const end = start.subarray(0, read).indexOf(10);
    const header = end > 0 ? parse(start.subarray(0, end).toString()) : undefined;
    if (header?.format !== FORMAT) throw new Problem(`${file} is no backup of Luma.`);
    if (header.version !== VERSION) throw new Problem(`${file} was written by another version of the backup (${header.version}).`);
    return { header, offset: end + 1 };
  } finally {
    fs.closeSync(handle);
  }
}

function openFile(file) {
  try {
    return fs.openSync(file, "r");
  } catch (error) {
    throw new Problem(`${file} cannot be read: ${error.code}.`);
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
