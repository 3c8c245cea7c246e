import {
  Activity,
  BellRing,
  Building2,
  CalendarDays,
  ChartColumn,
  CircleSlash,
  FileSignature,
  FileText,
  FileUp,
  FlaskConical,
  KeyRound,
  MessagesSquare,
  OctagonPause,
  Palette,
  ScrollText,
  Send,
  Siren,
  SlidersHorizontal,
  Smartphone,
  Stethoscope,
  Sun,
  Tag,
  UserCog,
  Users,
  type LucideIcon,
} from "lucide-react";

/** Parts of the menu, in order. */
export const NAV_GROUPS = [
  { id: "day", label: "The day" },
  { id: "messages", label: "Messages" },
  { id: "data", label: "Data" },
  { id: "settings", label: "Settings" },
] as const;
export type NavGroupId = (typeof NAV_GROUPS)[number]["id"];

export type NavItem = {
  id: string;
  label: string;
  href: string;
  icon: LucideIcon;
  group: NavGroupId;
  /** Other words by which the command palette finds it. */
  words: string;
  /** Only where the product runs as a demonstration. */
  demoOnly?: boolean;
  /** Only for admins; others are refused there too. */
  adminOnly?: boolean;
  /** In the bar at the lower edge of a phone; four at most. */
  onPhone?: boolean;
};

/** Every area of the staff screens. A new area is one entry: rail, phone bar and command palette follow. */
export const NAV: readonly NavItem[] = [
  { id: "today", label: "Today", href: "/today", icon: Sun, group: "day", words: "home start now needs person", onPhone: true },
  {
    id: "schedule",
    label: "Schedule",
    href: "/schedule",
    icon: CalendarDays,
    group: "day",
    words: "calendar appointments book move block",
    onPhone: true,
  },
  { id: "patients", label: "Patients", href: "/patients", icon: Users, group: "day", words: "people contacts find", onPhone: true },
  {
    id: "messages",
    label: "Messages",
    href: "/messages",
    icon: MessagesSquare,
    group: "messages",
    words: "lists sent undelivered answers sms text call e-mail trail",
    onPhone: true,
  },
  {
    id: "activity",
    label: "Activity",
    href: "/messages/activity",
    icon: ChartColumn,
    group: "messages",
    words: "report dashboard numbers statistics charts delivered undelivered answered opted out",
  },
  { id: "templates", label: "Templates", href: "/templates", icon: FileText, group: "messages", words: "wording text squiggly preview" },
  {
    id: "do-not-contact",
    label: "Do not contact",
    href: "/do-not-contact",
    icon: CircleSlash,
    group: "messages",
    words: "opt-out stop suppression unsubscribe",
  },
  {
    id: "emergency-access",
    label: "Emergency access",
    href: "/emergency-access",
    icon: Siren,
    group: "day",
    words: "break glass urgent other facility patient",
  },
  { id: "import", label: "Import", href: "/import", icon: FileUp, group: "data", words: "csv upload file patients appointments" },
  {
    id: "simulator",
    label: "Simulator",
    href: "/simulator",
    icon: Smartphone,
    group: "data",
    words: "phones inbox demo clock carriers",
    demoOnly: true,
  },
  {
    id: "settings",
    label: "All settings",
    href: "/settings",
    icon: SlidersHorizontal,
    group: "settings",
    words: "options preferences configuration default find",
  },
  {
    id: "facilities",
    label: "Facilities",
    href: "/settings/facilities",
    icon: Building2,
    group: "settings",
    words: "practice locations address zone hours",
  },
  {
    id: "providers",
    label: "Providers",
    href: "/settings/providers",
    icon: Stethoscope,
    group: "settings",
    words: "practice doctors clinicians",
  },
  {
    id: "appointment-types",
    label: "Appointment types",
    href: "/settings/appointment-types",
    icon: Tag,
    group: "settings",
    words: "practice visit kinds duration",
  },
  {
    id: "branding",
    label: "Branding",
    href: "/settings/branding",
    icon: Palette,
    group: "settings",
    words: "logo colour color accent name website organization look",
  },
  {
    id: "reminders",
    label: "Reminders",
    href: "/settings/reminders",
    icon: BellRing,
    group: "settings",
    words: "cadence contact hours holidays settings",
  },
  {
    id: "sending",
    label: "Sending",
    href: "/settings/sending",
    icon: OctagonPause,
    group: "settings",
    words: "emergency stop halt resume outgoing messages numbers rates senders queue",
  },
  {
    id: "senders",
    label: "Senders",
    href: "/settings/senders",
    icon: Send,
    group: "settings",
    words: "numbers phone e-mail address carrier twilio resend account keys webhook connect",
  },
  {
    id: "sandbox",
    label: "Sandbox",
    href: "/settings/sandbox",
    icon: FlaskConical,
    group: "settings",
    words: "practise practice training try test learn made-up patients",
  },
  {
    id: "people",
    label: "People",
    href: "/settings/people",
    icon: UserCog,
    group: "settings",
    words: "users roles groups invite invitation deactivate access facilities emergency",
    adminOnly: true,
  },
  {
    id: "single-sign-on",
    label: "Single sign-on",
    href: "/settings/single-sign-on",
    icon: KeyRound,
    group: "settings",
    words: "sso oidc openid login identity provider entra okta google",
    adminOnly: true,
  },
  {
    id: "system",
    label: "System",
    href: "/settings/system",
    icon: Activity,
    group: "settings",
    words: "workflows runs dead letters queue lag retention operations health",
    adminOnly: true,
  },
  {
    id: "agreements",
    label: "Agreements",
    href: "/settings/agreements",
    icon: FileSignature,
    group: "settings",
    words: "baa business associate privacy notice contract accept legal",
  },
  {
    id: "audit",
    label: "Audit log",
    href: "/settings/audit",
    icon: ScrollText,
    group: "settings",
    words: "who viewed changed history security hipaa seals disclosures",
    adminOnly: true,
  },
];

export type NavFor = {
  demo: boolean;
  admin: boolean;
  /** Ids of items that are not shown: product areas that are switched off, and what would be of no use to the reader. */
  hidden?: readonly string[];
};

/** The areas that exist in this mode, for this person. */
export function navFor({ demo, admin, hidden = [] }: NavFor): readonly NavItem[] {
  return NAV.filter((item) => (demo || !item.demoOnly) && (admin || !item.adminOnly) && !hidden.includes(item.id));
}

/** The same, by group, without empty groups. */
export function navGroups(options: NavFor): { id: NavGroupId; label: string; items: readonly NavItem[] }[] {
  const items = navFor(options);
  return NAV_GROUPS.map((group) => ({ ...group, items: items.filter((item) => item.group === group.id) })).filter(
    (group) => group.items.length > 0,
  );
}

/** The area that a path belongs to: the one with the longest matching address. */
export function activeItem(pathname: string): NavItem | undefined {
  return NAV.filter((item) => pathname === item.href || pathname.startsWith(`${item.href}/`)).sort(
    (a, b) => b.href.length - a.href.length,
  )[0];
}
