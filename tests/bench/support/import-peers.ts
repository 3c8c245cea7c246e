import fs from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** What `npm run bench import` compares with: the same file, streamed from Node into Postgres by COPY, and nothing else done to it. */
export type Peer = { label: string; table: string; create: string };

export const PEERS = {
  /** The harshest reading: the file's text laid down without a log, a type or a key. */
  staging: {
    label: "(a) COPY, text columns, unlogged, no key",
    table: "copy_staging",
    create: `create unlogged table copy_staging (mrn text, first_name text, last_name text, birth_date text, language text, mobile_phone text, home_phone text, email text, zip text, state text)`,
  },
  /** The least that leaves patients behind: dates are dates, a record number is there once, and a patient is found by number, name and phone. */
  patients: {
    label: "(b) COPY, typed, logged, key and indexes",
    table: "copy_patients",
    create: `create table copy_patients (mrn text primary key, first_name text not null, last_name text not null, birth_date date, language text not null, mobile_phone text, home_phone text,
        email text, zip text, state text);
      create index on copy_patients (last_name, first_name); create index on copy_patients (mobile_phone)`,
  },
} as const satisfies Record<string, Peer>;

/** COPY of the file into a new table of the peer, from the stream's first byte to the commit. */
export async function copyFile(client: pg.Client, peer: Peer, file: string): Promise<void> {
  await pipeline(fs.createReadStream(file), client.query(copyFrom(`copy ${peer.table} from stdin with (format csv, header true)`)));
}

/** An empty table of the peer, untimed. */
export async function emptyPeer(client: pg.Client, peer: Peer): Promise<void> {
  await client.query(`set datestyle = 'ISO, MDY'; drop table if exists ${peer.table}; ${peer.create}; checkpoint`);
}
