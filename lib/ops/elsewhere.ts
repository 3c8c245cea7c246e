import { AppError } from "@/lib/errors";

/** For what only the embedded engine's tables can tell: throws `unavailable` and says where else to look. */
export function unavailable(): never {
  throw new AppError("unavailable", "Inngest runs the workflows of this installation; look at them in Inngest's dashboard.");
}
