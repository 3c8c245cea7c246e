"use client";

import type { ComponentType, ReactNode } from "react";
import { CHOICES } from "../describe";
import { CadenceEditor } from "./cadence";
import { BooleanEditor, ChoiceEditor, NumberEditor } from "./choice";
import { BlackoutEditor, FatigueCapEditor, TemplateWindowsEditor } from "./delivery";
import { HolidaysEditor } from "./holidays";
import { ContactHoursEditor, QuietHoursEditor } from "./hours";
import { CatchUpEditor, ChannelsEditor, ForcedSendTimeEditor, LateBookingEditor, NoShowEditor } from "./small";
import { PhrasesEditor } from "./phrases";
import type { EditorProps } from "./types";

type Render = (props: EditorProps<unknown>) => ReactNode;

/** An editor of one shape. The value has that shape because it passed the setting's schema, which checks it again when it is saved. */
function of<T>(Editor: ComponentType<EditorProps<T>>): Render {
  return ({ value, ...rest }) => <Editor {...rest} value={value as T} />;
}

/** Editors of the settings whose shape is their own. Yes/no, numbers and choices need no entry. */
const EDITORS: Readonly<Record<string, Render>> = {
  "reminders.cadence": of(CadenceEditor),
  "reminders.catchUp": of(CatchUpEditor),
  "reminders.lateBooking": of(LateBookingEditor),
  "reminders.forcedSendTime": of(ForcedSendTimeEditor),
  "reminders.cancelCountsAsNoShow": of(NoShowEditor),
  "delivery.contactHours": of(ContactHoursEditor),
  "delivery.quietHours": of(QuietHoursEditor),
  "delivery.holidays": of(HolidaysEditor),
  "delivery.templateWindows": of(TemplateWindowsEditor),
  "delivery.blackout": of(BlackoutEditor),
  "delivery.fatigueCap": of(FatigueCapEditor),
  "templates.allowedPhrases": of(PhrasesEditor),
  "consent.channels": of(ChannelsEditor),
};

const yesNo = of(BooleanEditor);
const number = of(NumberEditor);
const choice = of(ChoiceEditor);

/** How a setting is edited, by its key and default; undefined would be a setting that nobody can change (a test sees to it). */
export function editorOf(key: string, defaultValue: unknown): Render | undefined {
  if (EDITORS[key]) return EDITORS[key];
  if (typeof defaultValue === "boolean") return yesNo;
  if (typeof defaultValue === "number") return number;
  return typeof defaultValue === "string" && CHOICES[key] ? choice : undefined;
}

/** The editor of a setting's value. */
export function ValueEditor({ defaultValue, ...props }: EditorProps<unknown> & { defaultValue: unknown }) {
  return editorOf(props.settingKey, defaultValue)?.(props);
}
