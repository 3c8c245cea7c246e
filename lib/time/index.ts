/**
 * The only place that knows time zones. Offsets come from a maintained zone-data package, never from the runtime,
 * whose data may be older (docs/decisions); Intl gives words only. Nothing here reads the clock.
 * In browser code import `@/lib/time/format` or `@/lib/time/dates` instead: they carry no zone data.
 * Places (ZIP code, phone → zone, state) are in `@/lib/time/places`, public holidays in `@/lib/time/holidays`.
 */
export * from "@/lib/time/dates";
export * from "@/lib/time/format";
export { ZONE_DATA_VERSION, isZone, listZones } from "@/lib/time/zone-data";
export * from "@/lib/time/zones";
