import { list, product } from "./list";
import type { WordList } from "./types";

const VISIT = list(`le rendez-vous, mon rendez-vous, ce rendez-vous, le rdv, mon rdv, ce rdv, rdv, rendez-vous`);
const INTENTION = list(`, je veux, je voudrais, je souhaite, je dois, j'aimerais, je désire`);

export const fr: WordList = {
  optOut: list(`arrêt, arrêter, arrêtez, désabonner, désabonnement, désinscrire, désinscription, plus de sms, plus de messages`),
  optOutStrong: list(`arrêtez, désabonner, désinscrire`),
  optOutPhrases: list(`
    arrêtez de m'envoyer, arrêter de m'envoyer, arrêtez de m'écrire, arrêtez de me contacter, arrêtez les messages, arrêtez les sms,
    arrêtez vos messages, ne m'envoyez plus, ne m'écrivez plus, ne me contactez plus, ne m'appelez plus, je ne veux plus de messages, je
    ne veux plus de sms, je ne veux plus recevoir, je ne souhaite plus recevoir, plus de messages svp, cessez de m'envoyer, cessez de
    m'écrire, me désabonner, me désinscrire, désabonnez-moi, désinscrivez-moi, supprimez mon numéro, effacez mon numéro, retirez-moi de
    la liste, retirez-moi de votre liste, enlevez-moi de la liste, laissez-moi tranquille
  `),
  optOutClosed: ["retirez-moi", "enlevez-moi"],
  optOutTails: list(`svp, s'il vous plaît, merci, de la liste, de votre liste, de cette liste`),
  optOutNegations: list(`pas, jamais, pourquoi, quand, si`),
  optOutDoubts: list(`
    mais, jusque, jusqu'à, avant, après, sauf, seulement, uniquement, pendant, si tôt, si tard, la nuit, le soir, aujourd'hui, demain, en
    anglais, en français, liste d'attente, mon fils, ma fille, mon mari, ma femme, ma mère, mon père
  `),
  wrongNumber: list(`
    mauvais numéro, faux numéro, vous avez le mauvais numéro, c'est le mauvais numéro, c'est un mauvais numéro, désolé mauvais numéro,
    vous vous trompez de numéro, erreur de numéro, mauvaise personne
  `),
  ambiguousCancel: list(`annuler, annulez, annule, annulé, annulation`),
  optIn: [],
  help: ["aide"],
  leaveWaitlist: list(`quitter la liste d'attente`),
  joinWaitlist: list(`liste d'attente`),
  picks: [
    list(`un, une, premier, première, le premier, la première, numéro 1`),
    list(`deux, deuxième, second, le deuxième, le second, numéro 2`),
    list(`trois, troisième, le troisième, numéro 3`),
    ["quatre"],
    ["cinq"],
    ["six"],
    ["sept"],
    ["huit"],
    ["neuf"],
  ],
  reschedule: [
    ...list(`reporter, reprogrammer, déplacer, un autre jour, autre jour, une autre date, autre date, une autre heure, autre heure`),
    ...product([...INTENTION, "puis-je", "peut-on", "est-ce que je peux"], ["changer", "reporter", "déplacer", "reprogrammer"], VISIT),
  ],
  rescheduleAfterNo: [],
  yesWhole: [],
  yesLeading: list(`
    oui, ouii, ouais, bien sûr, je confirme, confirmé, confirmer, je confirme mon rendez-vous, je confirme le rendez-vous, je confirme
    mon rdv, je confirme ma présence, d'accord, je serai là, nous serons là, j'y serai, je serai présent, je serai présente, entendu
  `),
  yesTails: list(`
    merci, merci beaucoup, svp, s'il vous plaît, bien sûr, je confirme, je confirme mon rendez-vous, je confirme le rendez-vous, je
    confirme ma présence, je serai là, nous serons là, j'y serai, je serai présent, je serai présente, je viens, je viendrai, d'accord,
    parfait, très bien, à bientôt, à demain, bonne journée, bonne soirée, cordialement, docteur, monsieur, madame, 🙏, 😊, 🙂, ❤
  `),
  lateTails: product(["", "mais"], list(`je serai en retard, je serai un peu en retard, en retard, avec du retard, un peu en retard`)),
  accentSensitive: [],
  noWhole: [],
  noLeading: ["non"],
  cannotCome: list(`
    je ne peux pas venir, je peux pas venir, je ne pourrai pas venir, je ne pourrai pas être là, je ne viendrai pas, je ne viens pas, je
    ne serai pas là, je ne pourrai pas, nous ne pouvons pas venir, nous ne pourrons pas venir, nous ne viendrons pas, je ne peux pas y
    aller, je n'irai pas
  `),
  cancelVisit: product(INTENTION, ["annuler", "annulez"], VISIT),
  noTails: list(`désolé, désolée, je suis désolé, je suis désolée, pardon, excusez-moi, mes excuses, malheureusement`),
  arrived: list(`je suis là, nous sommes là, je suis arrivé, je suis arrivée, arrivé, arrivée, je suis ici, je suis dehors`),
  late: list(`en retard, je suis en retard, je serai en retard, je vais être en retard, un peu en retard, je suis dans les bouchons`),
  strictYes: ["oui"],
  strictNo: ["non"],
  greetings: list(`bonjour, bonsoir, salut, merci, merci beaucoup`),
  polite: ["svp", "s'il vous plaît", "s'il te plaît", "stp"],
  hints: {
    confirm: list(`oui, je confirme, confirmé, je serai là, j'y serai, je viendrai`),
    cancel: list(`annuler, annulez, annulé, ne peux pas, peux pas venir, ne pourrai pas, ne viendrai pas, ne serai pas`),
    reschedule: list(`reporter, reprogrammer, déplacer, changer, autre jour, autre date, autre heure`),
  },
  urgent: list(`
    urgence, urgent, douleur à la poitrine, douleur thoracique, mal à la poitrine, ne peux pas respirer, peux plus respirer, n'arrive pas
    à respirer, crise cardiaque, infarctus, avc, saignement, je saigne, surdose, overdose, suicide, me suicider, me tuer, veux mourir,
    inconscient, inconsciente, convulsions, ambulance
  `),
};
