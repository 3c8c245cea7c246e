export * from "./tenancy";
export * from "./access";
export * from "./practice";
export * from "./patients";
export * from "./appointments";
export * from "./messages";
export * from "./record";
export * from "./operations";
