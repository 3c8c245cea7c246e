export * from "./tenancy";
export * from "./practice";
export * from "./patients";
export * from "./appointments";
export * from "./messages";
export * from "./record";
export * from "./operations";
