import { list, product } from "./list";
import { NOTHING } from "./nothing";
import type { WordList } from "./types";

const CONSULTA = list(`minha consulta, a consulta, esta consulta, a minha consulta`);
const INTENCAO = list(`, quero, preciso, queria, gostaria de, tenho que, posso, podemos`);

export const pt: WordList = {
  ...NOTHING,
  optOut: list(`parar, pare, parem, sair, descadastrar, parar mensagens, não quero mais mensagens`),
  optOutStrong: list(`pare, parem, parar, sair, descadastrar`),
  optOutPhrases: list(`
    pare de enviar, pare de me enviar, parem de enviar, parem de me enviar, pare de mandar, pare de me mandar, parem de mandar, parem
    de me mandar, não me envie mais, não me enviem mais, não me mande mais, não me mandem mais, não me mande mensagens, não me mandem
    mensagens, não quero receber mensagens, não quero mais receber mensagens, não quero receber mais mensagens, não quero mais
    mensagens, não desejo receber mensagens, não desejo mais receber mensagens, quero parar de receber mensagens, tire meu número,
    tirem meu número, remova meu número, removam meu número, apague meu número, apaguem meu número, me tire da lista, me tirem da
    lista, me remova da lista, me removam da lista, me deixe em paz, me deixem em paz, não me ligue mais, não me liguem mais
  `),
  optOutNegations: list(`não, nunca, por que, porque, quando, se`),
  optOutDoubts: list(`
    mas, até, enquanto, antes, depois, exceto, só, somente, apenas, tão cedo, tão tarde, tantas, em inglês, em espanhol, em português,
    de noite, à noite, hoje, amanhã, lista de espera, filho, filha, marido, esposa, mãe, pai
  `),
  wrongNumber: list(`
    número errado, este é o número errado, esse número está errado, este número está errado, você está com o número errado, pessoa
    errada, desculpe número errado
  `),
  ambiguousCancel: list(`cancelar, cancela, cancele, cancelem, cancelo, cancelado, cancelada`),
  help: list(`ajuda, informações`),
  leaveWaitlist: ["sair da lista de espera"],
  joinWaitlist: ["lista de espera"],
  picks: [
    list(`um, uma, primeiro, primeira, a primeira, opção um`),
    list(`dois, duas, segundo, segunda, a segunda, opção dois`),
    list(`três, terceiro, terceira, a terceira, opção três`),
    ["quatro"],
    ["cinco"],
    ["seis"],
    ["sete"],
    ["oito"],
    ["nove"],
  ],
  reschedule: [
    ...list(`mudar, mudança, remarcar, reagendar, outro dia, outra data, outra hora, outro horário`),
    ...product(INTENCAO, ["remarcar", "reagendar"], ["", ...CONSULTA]),
    ...product(INTENCAO, ["mudar", "alterar"], CONSULTA),
  ],
  yesWhole: ["s"],
  yesLeading: list(`
    sim, claro, claro que sim, com certeza, confirmo, confirmado, confirmada, confirmar, pode confirmar, estarei lá, estarei aí, vou
    sim, vou comparecer, irei comparecer, combinado
  `),
  yesTails: list(`
    obrigado, obrigada, muito obrigado, muito obrigada, por favor, claro, confirmo, confirmo a consulta, confirmo minha consulta, pode
    confirmar, estarei lá, estarei aí, vou, vou sim, irei, posso, posso sim, vou comparecer, até lá, nos vemos lá, perfeito, ótimo,
    muito bem, bom dia, boa tarde, boa noite, deus abençoe
  `),
  lateTails: product(["", "mas"], list(`vou atrasar, vou me atrasar, vou chegar atrasado, vou chegar atrasada, vou atrasar um pouco`)),
  noLeading: ["não"],
  cannotCome: list(`
    não posso, não posso ir, não posso comparecer, não vou, não vou poder, não vou poder ir, não vou poder comparecer, não vou
    conseguir, não vou conseguir ir, não consigo ir, não poderei, não poderei ir, não poderei comparecer, não irei, não vou
    comparecer, não podemos ir, não vamos poder ir
  `),
  cancelVisit: product(list(`, quero, preciso, queria, gostaria de, tenho que, desejo`), ["cancelar", "desmarcar"], CONSULTA),
  noTails: list(`desculpe, desculpa, me desculpe, sinto muito, lamento`),
  arrived: list(`
    cheguei, já cheguei, já chegamos, estou aqui, já estou aqui, estamos aqui, no estacionamento, estou no estacionamento
  `),
  late: list(`
    atrasado, atrasada, estou atrasado, estou atrasada, vou atrasar, vou me atrasar, vou chegar atrasado, vou chegar atrasada
  `),
  strictYes: ["sim", "s"],
  strictNo: ["não"],
  greetings: list(`oi, olá, bom dia, boa tarde, boa noite, obrigado, obrigada, muito obrigado, muito obrigada`),
  polite: list(`por favor, por gentileza`),
  hints: {
    confirm: list(`sim, confirmo, confirmar, confirmado, confirmada, estarei lá, estarei aí`),
    cancel: list(`cancelar, cancela, cancele, cancelo, desmarcar, não posso, não vou, não poderei, não irei, não consigo`),
    reschedule: list(`remarcar, reagendar, mudar, trocar, outro dia, outra data, outra hora, outro horário`),
  },
  urgent: list(`
    emergência, urgente, urgência, dor no peito, não consigo respirar, falta de ar, infarto, derrame cerebral, sangrando, overdose,
    suicídio, me matar, quero morrer, inconsciente, convulsão, ambulância
  `),
};
