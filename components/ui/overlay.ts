/** What dialog and sheet share. */
export const scrimStyle = "fixed inset-0 z-40 bg-scrim data-[state=open]:animate-appear";
