import type { StandardLanguage } from "./keys";

// Text messages avoid á, í, ó, ú: the GSM alphabet lacks them, and one would cost the whole message its length.
const CITA = "la cita de {{patientFirstName}} ({{appointmentDateTime}})";
const CITA_EL = "la cita de {{patientFirstName}} del {{appointmentDateTime}}";
const LLAME = "{% if practicePhone %} Llame al {{practicePhone}}.{% endif %}";
const SALUDO = "Hola, le llama {{practiceName}}.";
/** Identification first, the number during the call (47 CFR 64.1200(b)). */
const FIN = "{% if practicePhone %} Nuestro número es {{practicePhone}}.{% endif %} {{optOutText}}";
const LUGAR =
  "{% if facilityName %}\n{{facilityName}}{% endif %}{% if facilityAddress %}\n{{facilityAddress}}{% endif %}{% if facilityCity %}\n{{facilityCity}}{% endif %}";
const BOTONES =
  "{% if confirmLink %}[Confirmar]({{confirmLink}}){% endif %}\n{% if cancelLink %}[Cancelar esta cita]({{cancelLink}}){% endif %}";
const PAGINA = "{% if appointmentLink %}[Ver los detalles o agregarla a un calendario]({{appointmentLink}}){% endif %}";
const PREGUNTAS = "{% if practicePhone %}¿Preguntas? Llame al {{practicePhone}}.{% endif %}";
const ENLACE = "{% if appointmentLink %} {{appointmentLink}}{% endif %}";

function correo(subject: string, ...blocks: string[]): { subject: string; body: string } {
  return { subject, body: ["Hola:", ...blocks].join("\n\n") };
}

const RESPUESTA = "Su respuesta a {{practiceName}}";
const RECORDATORIO = "Un recordatorio de {{practiceName}}";
const PREFERENCIAS = "Sus preferencias de mensajes en {{practiceName}}";

export const es: StandardLanguage = {
  reminder: {
    sms: `{{practiceName}}: cita de {{patientFirstName}}: {{appointmentDateTime}}. {{replyOptions}}${ENLACE} {{optOutText}}`,
    voice: `${SALUDO} Le recordamos ${CITA_EL}. {{replyOptions}}${FIN}`,
    email: correo(RECORDATORIO, `Le recordamos ${CITA_EL}.${LUGAR}`, BOTONES, PAGINA, PREGUNTAS),
  },
  "reminder-final": {
    sms: `{{practiceName}}: Recordatorio final, cita de {{patientFirstName}}: {{appointmentDateTime}}. {{replyOptions}}${ENLACE} {{optOutText}}`,
    voice: `${SALUDO} Este es el último recordatorio de ${CITA_EL}. {{replyOptions}}${FIN}`,
    email: correo(RECORDATORIO, `Este es el último recordatorio de ${CITA_EL}.${LUGAR}`, BOTONES, PAGINA, PREGUNTAS),
  },
  "reminder-list": {
    sms: `{{practiceName}}: citas de {{patientFirstName}}, {{appointmentDate}}: {{appointmentsListInDay}}. {{replyOptions}}${ENLACE} {{optOutText}}`,
    voice: `${SALUDO} {{patientFirstName}} tiene {{appointmentsCountInDay}} citas el {{appointmentDate}}: {{appointmentsListInDay}}. {{replyOptions}}${FIN}`,
    email: correo(
      RECORDATORIO,
      "{{patientFirstName}} tiene {{appointmentsCountInDay}} citas el {{appointmentDate}}:",
      "{{appointmentsListInDay}}",
      BOTONES,
      PAGINA,
      PREGUNTAS,
    ),
  },
  "reminder-late-booking": {
    sms: `{{practiceName}}: cita reservada para {{patientFirstName}}: {{appointmentDateTime}}. {{replyOptions}}${ENLACE} {{optOutText}}`,
    voice: `${SALUDO} Queda reservada ${CITA_EL}. {{replyOptions}}${FIN}`,
    email: correo(RECORDATORIO, `Queda reservada ${CITA_EL}.${LUGAR}`, BOTONES, PAGINA, PREGUNTAS),
  },
  "confirm-reply": {
    sms: `{{practiceName}}: Gracias. Queda confirmada ${CITA}.${ENLACE}`,
    voice: `Gracias. Queda confirmada ${CITA_EL}. Adiós.`,
    email: correo(RESPUESTA, `Gracias. Queda confirmada ${CITA_EL}.${LUGAR}`, PAGINA, PREGUNTAS),
  },
  "cancel-reply": {
    sms: `{{practiceName}}: Queda cancelada ${CITA}.{% if rescheduleLink %} Para otra hora: {{rescheduleLink}}{% elsif practicePhone %} Para otra hora llame al {{practicePhone}}.{% endif %}`,
    voice: `Queda cancelada ${CITA_EL}.{% if practicePhone %} Para pedir otra hora, llame al {{practicePhone}}.{% endif %} Adiós.`,
    email: correo(
      RESPUESTA,
      `Queda cancelada ${CITA_EL}.`,
      "{% if rescheduleLink %}[Pedir otra hora]({{rescheduleLink}}){% endif %}",
      PREGUNTAS,
    ),
  },
  "cancel-reply-fee": {
    sms: `{{practiceName}}: Queda cancelada ${CITA}. Cuenta como cita perdida y puede tener un cargo.{% if rescheduleLink %} Para otra hora: {{rescheduleLink}}{% elsif practicePhone %} Preguntas: {{practicePhone}}.{% endif %}`,
    voice: `Queda cancelada ${CITA_EL}. Cuenta como cita perdida y puede tener un cargo.{% if practicePhone %} Si tiene preguntas, llame al {{practicePhone}}.{% endif %} Adiós.`,
    email: correo(
      RESPUESTA,
      `Queda cancelada ${CITA_EL}. Cuenta como cita perdida y puede tener un cargo.`,
      "{% if rescheduleLink %}[Pedir otra hora]({{rescheduleLink}}){% endif %}",
      PREGUNTAS,
    ),
  },
  "reschedule-reply": {
    sms: `{{practiceName}}: {% if rescheduleLink %}Elija otra hora para ${CITA}: {{rescheduleLink}}{% elsif practicePhone %}Para cambiar ${CITA}, llame al {{practicePhone}}.{% else %}Le contactaremos sobre ${CITA}.{% endif %} Mientras tanto sigue igual.`,
    voice: `{% if practicePhone %}Para cambiar ${CITA_EL}, llame al {{practicePhone}}.{% else %}Le contactaremos sobre ${CITA_EL}.{% endif %} Mientras tanto sigue igual. Adiós.`,
    email: correo(
      RESPUESTA,
      `Usted pidió otra hora para ${CITA_EL}. Mientras no se cambie, la cita sigue igual.`,
      "{% if rescheduleLink %}[Elegir otra hora]({{rescheduleLink}}){% endif %}",
      PREGUNTAS,
    ),
  },
  "waitlist-joined": {
    sms: "{{practiceName}}: {{patientFirstName}} queda en la lista para una hora anterior. La cita ({{appointmentDateTime}}) sigue reservada.",
    voice: "{{patientFirstName}} queda en la lista para una hora anterior. La cita del {{appointmentDateTime}} sigue reservada. Adiós.",
    email: correo(
      RESPUESTA,
      "{{patientFirstName}} queda en la lista para una hora anterior. La cita del {{appointmentDateTime}} sigue reservada.",
      PREGUNTAS,
    ),
  },
  "cannot-confirm": {
    sms: `{{practiceName}}: No se pudo confirmar ${CITA}. Estado: {{appointmentStatus | default: "cambiada"}}.${LLAME}`,
    voice: `No se pudo confirmar ${CITA_EL}.${LLAME} Adiós.`,
    email: correo(RESPUESTA, `No se pudo confirmar ${CITA_EL}. Estado: {{appointmentStatus | default: "cambiada"}}.`, PREGUNTAS),
  },
  "cannot-cancel": {
    sms: `{{practiceName}}: NO se ha cancelado ${CITA}. No se puede cancelar por este medio.${LLAME}`,
    voice: `No se ha cancelado ${CITA_EL}. No se puede cancelar por este medio.${LLAME} Adiós.`,
    email: correo(RESPUESTA, `No se ha cancelado ${CITA_EL}. No se puede cancelar por este medio.`, PREGUNTAS),
  },
  "already-answered": {
    sms: `{{practiceName}}: Ya estaba {{appointmentStatus}} ${CITA}. Nada ha cambiado.{% if practicePhone %} Para cambiarla llame al {{practicePhone}}.{% endif %}`,
    voice: `Ya estaba {{appointmentStatus}} ${CITA_EL}. Nada ha cambiado.{% if practicePhone %} Para cambiarla, llame al {{practicePhone}}.{% endif %} Adiós.`,
    email: correo(RESPUESTA, `Ya estaba {{appointmentStatus}} ${CITA_EL}. Nada ha cambiado.`, PREGUNTAS),
  },
  "reply-not-understood": {
    sms: `{{practiceName}}: Disculpe, no entendemos su respuesta sobre ${CITA}. {{replyOptions}}`,
    voice: "Disculpe, esa no es una de las opciones. {{replyOptions}}",
    email: correo(RESPUESTA, `No entendemos su respuesta sobre ${CITA_EL}. Por favor elija:`, BOTONES, PAGINA, PREGUNTAS),
  },
  "which-visit": {
    sms: "{{practiceName}}: ¿De qué cita se trata? Responda 1, 2, etc.: {{openQuestionsList}}",
    voice: `${SALUDO} Usted tiene más de una cita por responder.${LLAME}`,
    email: correo(RESPUESTA, "Usted tiene más de una cita por responder. Use los botones del mensaje de cada cita.", PREGUNTAS),
  },
  "after-passing": {
    sms: `{{practiceName}}: Ya ha pasado la hora de ${CITA}; su respuesta no cambia nada.${LLAME}`,
    voice: `Ya ha pasado la hora de ${CITA_EL}. Nada ha cambiado.${LLAME} Adiós.`,
    email: correo(RESPUESTA, `Ya ha pasado la hora de ${CITA_EL}; su respuesta no cambia nada.`, PREGUNTAS),
  },
  "opt-out-confirm": {
    sms: "{{practiceName}}: Ya no le enviaremos textos. Responda START para volver a recibirlos.",
    voice: "Ya no recibirá llamadas de {{practiceName}}. Adiós.",
    email: correo(
      PREFERENCIAS,
      "Ya no recibirá mensajes de este tipo de {{practiceName}}.",
      "{% if preferencesLink %}[Cambiar sus preferencias de mensajes]({{preferencesLink}}){% endif %}",
      PREGUNTAS,
    ),
  },
  "opt-out-confirm-cancel": {
    sms: `{{practiceName}}: Ya no recibe textos. {% if appointmentDateTime %}NO se ha cancelado ${CITA}{% else %}No se ha cancelado ninguna cita{% endif %}{% if practicePhone %}; para eso llame al {{practicePhone}}{% endif %}. Responda START para recibir textos.`,
    voice: `Ya no recibirá mensajes de {{practiceName}}. {% if appointmentDateTime %}No se ha cancelado ${CITA_EL}.{% else %}No se ha cancelado ninguna cita.{% endif %}{% if practicePhone %} Para cancelarla, llame al {{practicePhone}}.{% endif %} Adiós.`,
    email: correo(
      PREFERENCIAS,
      `Usted respondió con la palabra que detiene nuestros textos. Ya no recibe textos. {% if appointmentDateTime %}No se ha cancelado ${CITA_EL}.{% else %}No se ha cancelado ninguna cita.{% endif %}`,
      "{% if cancelLink %}[Cancelar esta cita]({{cancelLink}}){% endif %}",
      "Para volver a recibir textos, envíe START al número del que llegaron.",
      PREGUNTAS,
    ),
  },
  "cancel-question": {
    sms: `{{practiceName}}: ¿La cita o los textos? 1 = cancelar solo ${CITA}, 2 = no recibir textos. Sin respuesta no hay textos.`,
    voice: `${SALUDO} ¿Se refería a la cita o a nuestros mensajes? Presione 1 para cancelar solo ${CITA_EL}. Presione 2 para no recibir mensajes.`,
    email: correo(
      RESPUESTA,
      `¿Quería cancelar ${CITA_EL} o dejar de recibir nuestros mensajes?`,
      "{% if cancelLink %}[Cancelar esta cita]({{cancelLink}}){% endif %}\n{% if preferencesLink %}[No recibir mensajes]({{preferencesLink}}){% endif %}",
      PREGUNTAS,
    ),
  },
  "opt-in-confirm": {
    sms: "{{practiceName}}: De nuevo recibe textos sobre sus citas, con frecuencia variable. HELP para ayuda, STOP para terminar.",
    voice: "De nuevo recibirá mensajes de {{practiceName}} sobre sus citas. Adiós.",
    email: correo(
      PREFERENCIAS,
      "De nuevo recibirá mensajes de {{practiceName}} sobre sus citas.",
      "{% if preferencesLink %}[Cambiar sus preferencias de mensajes]({{preferencesLink}}){% endif %}",
      PREGUNTAS,
    ),
  },
  help: {
    sms: "{{practiceName}}: textos sobre sus citas, con frecuencia variable.{% if practicePhone %} Ayuda: {{practicePhone}}.{% endif %} Puede haber cargos por mensajes y datos. STOP para terminar.",
    voice: `${SALUDO} Llamamos sobre sus citas.${LLAME} {{optOutText}}`,
    email: correo(
      PREFERENCIAS,
      "Le escribimos sobre sus citas. La frecuencia depende de cuántas citas tenga.",
      "{% if preferencesLink %}[Cambiar o dejar de recibir estos mensajes]({{preferencesLink}}){% endif %}",
      PREGUNTAS,
    ),
  },
};
