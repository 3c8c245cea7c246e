import type { Role } from "@/lib/context";

/** The demonstration's accounts, one per role; shown on its sign-in page, refused in live mode. The seed creates them. */
export const DEMO_PASSWORD = "luma-demo-2026";

/** Who runs the demonstration's platform; signs in at /operator. */
export const DEMO_OPERATOR = { email: "operator@luma.example", name: "Noor Lindgren" };

export const DEMO_USERS: readonly { email: string; name: string; role: Role; title: string }[] = [
  { email: "admin@harbor.example", name: "Grace Whitfield", role: "admin", title: "Administrator" },
  { email: "manager@harbor.example", name: "Marcus Oyelaran", role: "manager", title: "Office manager" },
  { email: "staff@harbor.example", name: "Ana Lucía Torres", role: "staff", title: "Front desk" },
];
