/** Headers that proxy.ts sets on every request; what a client sends under these names is overwritten there. */
export const REQUEST_ID_HEADER = "x-request-id";
export const PATH_HEADER = "x-luma-path";
export const NONCE_HEADER = "x-nonce";
