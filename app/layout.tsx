import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Luma", template: "%s · Luma" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** Brings the style sheet. `<html>` comes from the route group's layout through components/document.tsx, which knows the language. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children;
}
