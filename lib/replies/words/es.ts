import { list, product } from "./list";
import type { WordList } from "./types";

const VISITA = ["mi cita", "la cita", "esta cita", "mi consulta", "mi visita"];
const INTENCION = list(`, quiero, necesito, quisiera, puedo, podría, me gustaría, tengo que, se puede, podemos, podríamos`);

export const es: WordList = {
  optOut: list(`alto, parar, baja, detener, cancelar suscripción, darme de baja, dar de baja, no más mensajes, basta`),
  optOutStrong: list(`alto, parar, baja, basta, stop, unsubscribe, stopall`),
  optOutPhrases: list(`
    dejen de enviar, deje de enviar, deja de enviar, dejen de enviarme, deje de enviarme, deja de enviarme, dejen de mandar, deje de
    mandar, dejen de mandarme, deje de mandarme, deja de mandarme, dejen de escribirme, deje de escribirme, deja de escribirme, paren
    de enviar, paren de mandar, paren de escribirme, no me escriban, no me escriba, no me envíen más, no me envíe más, no me envíes
    más, no me manden más, no me mande más, no me mandes más, no más mensajes, no más textos, ya no quiero mensajes, ya no quiero
    recibir mensajes, ya no quiero más mensajes, no quiero recibir mensajes, no quiero recibir más mensajes, no quiero más mensajes,
    no deseo recibir mensajes, no deseo recibir más mensajes, quiero darme de baja, denme de baja, déme de baja, dame de baja,
    bórrenme de la lista, borren mi número, quítenme de la lista, sáquenme de la lista, eliminen mi número, déjenme en paz, déjeme en
    paz, no me molesten, no me contacten
  `),
  optOutClosed: ["quítenme", "sáquenme", "bórrenme", "quíteme", "bórreme"],
  optOutTails: list(`por favor, gracias, ya, de la lista, de su lista, de esta lista, de sus mensajes`),
  optOutNegations: ["no", "nunca", "por qué", "cuándo", "si"],
  optOutDoubts: list(`
    pero, hasta, mientras, antes, después, excepto, solo, sólo, tan temprano, tan tarde, tantos, en inglés, en español, de noche, hoy,
    mañana, lista de espera, hijo, hija, esposo, esposa, mamá, papá
  `),
  wrongNumber: list(`
    número equivocado, tiene el número equivocado, tienen el número equivocado, este es el número equivocado, es un número equivocado,
    es número equivocado, persona equivocada, se equivocó de número, se equivocaron de número, está equivocado de número, perdón
    número equivocado
  `),
  ambiguousCancel: list(`cancelar, cancela, cancele, cancelen, cancelo, cancelada, cancelado`),
  optIn: [],
  help: ["ayuda", "información"],
  leaveWaitlist: ["salir de la lista de espera"],
  joinWaitlist: ["lista de espera"],
  picks: [
    list(`uno, una, primero, primera, la primera, el primero, opción uno`),
    list(`dos, segundo, segunda, la segunda, el segundo, opción dos`),
    list(`tres, tercero, tercera, la tercera, el tercero, opción tres`),
    ["cuatro"],
    ["cinco"],
    ["seis"],
    ["siete"],
    ["ocho"],
    ["nueve"],
  ],
  reschedule: [
    ...list(
      `reprogramar, cambiar, cambio, reagendar, otro día, otra fecha, otra hora, necesito otra hora, necesito otro día, necesito otra fecha, quiero otra fecha`,
    ),
    ...product(INTENCION, ["reprogramar", "reagendar"], ["", ...VISITA]),
    ...product(INTENCION, ["cambiar"], VISITA),
  ],
  rescheduleAfterNo: [],
  yesWhole: ["s"],
  yesLeading: list(`
    sí, sii, síi, claro, claro que sí, por supuesto, confirmo, confirmar, confirmado, confirmada, ahí estaré, allí estaré, ahí
    estaremos, allí estaremos, sí confirmo, de acuerdo
  `),
  yesTails: list(`
    gracias, muchas gracias, mil gracias, por favor, claro, claro que sí, confirmo, sí confirmo, confirmo mi cita, confirmo la cita,
    ahí estaré, allí estaré, ahí estaremos, allí estaremos, estaré ahí, estaré allí, ahí voy a estar, allí voy a estar, puedo, voy, sí
    puedo, sí voy, sí voy a ir, sí voy a asistir, voy a asistir, voy a asistir a mi cita, a mi cita, asistiré, voy a ir, nos vemos, perfecto, está bien, muy bien, muy amable, bendiciones, dios los bendiga, que dios la bendiga, que dios lo bendiga, que dios los bendiga, y que dios la bendiga, y que dios los bendiga, señorita,
    doctor, doctora, buen día, que tenga buen día, 🙏, 😊, 🙂, ❤
  `),
  lateTails: list(`
    pero voy un poco tarde, voy un poco tarde, pero estoy atrasado, pero estoy atrasada, pero voy a llegar un poco tarde, pero llego
    tarde, llego tarde, pero llegaré tarde, llegaré tarde, pero voy tarde, voy tarde, pero voy a llegar tarde, voy a llegar
    tarde, pero llego un poco tarde, pero llegaré un poco tarde
  `),
  accentSensitive: [
    {
      word: "si",
      accented: "sí",
      bareTails: list(`
    gracias, muchas gracias, mil gracias, por favor, claro, confirmo, sí confirmo, confirmo mi cita, ahí estaré, allí estaré, ahí
    estaremos, allí estaremos, sí, 👍, 🙏, 😊, pero voy un poco tarde, pero voy tarde, pero llego tarde, pero llego un poco tarde
  `),
    },
  ],
  noWhole: [],
  noLeading: ["no"],
  cannotCome: list(`
    no puedo, no puedo ir, no puedo asistir, no puedo llegar, no podré, no podré ir, no podré asistir, no podré llegar, no voy a
    poder, no voy a poder ir, no voy a poder asistir, no voy a ir, no iré, no asistiré, no podemos ir, no podemos asistir, no podremos
    ir, no podremos asistir, no vamos a poder ir, no puedo ir a mi cita, no puedo asistir a mi cita, no voy a poder llegar a la cita, no voy a poder llegar, no voy a
    poder ir a mi cita, no podré ir a mi cita
  `),
  cancelVisit: product(["", "quiero", "necesito", "quisiera", "tengo que", "deseo"], ["cancelar"], VISITA),
  noTails: list(`lo siento, perdón, disculpe, disculpen, una disculpa, lo siento mucho`),
  arrived: list(`
    aquí, ya llegué, llegué, ya estoy aquí, estoy aquí, ya estamos aquí, en el estacionamiento, estoy en el estacionamiento, ya yegue, llegamos, ya llegamos, estoy afuera ya, estoy
    afuera
  `),
  late: list(`tarde, llego tarde, llegaré tarde, voy tarde, voy a llegar tarde, estoy atrasado, estoy atrasada`),
  strictYes: ["sí", "s"],
  strictNo: ["no", "n"],
  greetings: list(`hola, buenos días, buenas tardes, buenas noches, buenas, gracias, muchas gracias`),
  polite: ["por favor", "porfavor"],
  hints: {
    confirm: ["confirmo", "confirmar", "ahí estaré", "allí estaré"],
    cancel: list(`cancelar, cancela, cancele, cancelo, cancelen, no puedo, no podré, no voy, no iré`),
    reschedule: list(`reprogramar, cambiar, reagendar, otro día, otra fecha, otra hora`),
  },
  urgent: list(`
    emergencia, urgente, urgencia, dolor de pecho, dolor en el pecho, no puedo respirar, no respira, infarto, derrame, sangrando,
    sobredosis, suicidio, suicidarme, matarme, quiero morir, inconsciente, convulsión, ambulancia
  `),
};
