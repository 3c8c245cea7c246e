import { customType } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const tstzrange = customType<{ data: string }>({ dataType: () => "tstzrange" });
