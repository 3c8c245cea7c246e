import { list, product } from "./list";
import { NOTHING } from "./nothing";
import type { WordList } from "./types";

/** As written, and as typed without ł (other marks do not matter). */
function both(entries: string[]): string[] {
  return entries.flatMap((entry) => (entry.includes("ł") ? [entry, entry.replaceAll("ł", "l")] : [entry]));
}

const WIADOMOSCI = list(`wiadomości, sms, smsów, sms-ów, powiadomień, przypomnień`);
const INTENCJA = both(list(`, chcę, chciałbym, chciałabym, muszę, proszę`));

export const pl: WordList = {
  ...NOTHING,
  optOut: both(list(`wypisz mnie z listy, nie wysyłajcie, nie wysyłaj`)),
  optOutPhrases: both([
    ...product(["nie chcę", "nie życzę sobie"], ["", "więcej", "otrzymywać", "dostawać", "więcej otrzymywać"], WIADOMOSCI),
    ...product(list(`nie wysyłaj, nie wysyłajcie, proszę nie wysyłać, przestań wysyłać, przestańcie wysyłać`), WIADOMOSCI),
    ...product(list(`nie wysyłaj mi, nie wysyłajcie mi, proszę mi nie wysyłać`), ["", ...WIADOMOSCI]),
    ...list(`
      nie pisz do mnie, nie piszcie do mnie, proszę do mnie nie pisać, przestańcie pisać, przestań pisać, usuń mój numer, usuńcie mój
      numer, proszę usunąć mój numer, wypisz mnie z listy, wypiszcie mnie z listy, dajcie mi spokój, nie dzwońcie do mnie, nie dzwoń do
      mnie
    `),
  ]),
  optOutNegations: list(`nie, nigdy, dlaczego, czemu, kiedy, jeśli, jeżeli, czy`),
  optOutDoubts: both(
    list(`
      ale, dopóki, zanim, przed, oprócz, tylko, tak wcześnie, tak późno, tylu, tyle, po angielsku, po polsku, w nocy, dziś, dzisiaj,
      jutro, oczekujących, syn, syna, córka, córki, mąż, męża, żona, żony, mama, mamy, tata, taty
    `),
  ),
  wrongNumber: both(list(`zły numer, to zły numer, błędny numer, to błędny numer, niewłaściwy numer, to nie ten numer`)),
  help: list(`pomoc, informacja`),
  picks: [
    list(`jeden, pierwszy, pierwsza, pierwszą`),
    list(`dwa, drugi, druga, drugą`),
    list(`trzy, trzeci, trzecia, trzecią`),
    ["cztery"],
    ["pięć"],
    ["sześć"],
    ["siedem"],
    ["osiem"],
    ["dziewięć"],
  ],
  reschedule: both([
    ...list(`zmiana, zmiana terminu, zmiana wizyty, inny termin, inny dzień, inna godzina, proszę o inny termin, proszę o zmianę terminu`),
    ...product(["", "mogę", "czy mogę", "można", "czy można", ...INTENCJA.slice(1)], ["przełożyć"], ["", "wizytę", "moją wizytę"]),
    ...product(["", "mogę", "czy mogę", "można", "czy można", ...INTENCJA.slice(1)], ["zmienić termin"], ["", "wizyty", "mojej wizyty"]),
  ]),
  yesLeading: list(`
    tak, potwierdzam, przyjdę, będę, przyjdziemy, będziemy, oczywiście, jasne, zgoda, potwierdzam wizytę, tak potwierdzam
  `),
  yesTails: both(
    list(`
      dziękuję, dziękuję bardzo, bardzo dziękuję, dzięki, proszę, proszę bardzo, będę, przyjdę, przyjdziemy, będziemy, potwierdzam,
      potwierdzam wizytę, oczywiście, do zobaczenia, pozdrawiam, miłego dnia, dobrze, super
    `),
  ),
  lateTails: both(product(["", "ale"], list(`spóźnię się, trochę się spóźnię, mogę się spóźnić, spóźnimy się`))),
  noLeading: ["nie"],
  cannotCome: both(
    product(
      ["", "niestety"],
      list(`
        nie mogę, nie mogę przyjść, nie mogę być, nie przyjdę, nie przyjdziemy, nie będę mógł, nie będę mogła, nie będę mógł przyjść,
        nie będę mogła przyjść, nie dam rady, nie dam rady przyjść, nie możemy przyjść, nie będzie mnie
      `),
    ),
  ),
  cancelVisit: both([
    ...product(INTENCJA, ["odwołać", "anulować"], ["wizytę", "moją wizytę", "tę wizytę"]),
    ...product(["", "proszę"], ["odwołuję", "anuluję"], ["wizytę", "moją wizytę", "tę wizytę"]),
  ]),
  noTails: list(`przepraszam, bardzo przepraszam, przykro mi, niestety`),
  arrived: list(`jestem, już jestem, jestem na miejscu, jesteśmy na miejscu, jestem na parkingu, jesteśmy na parkingu`),
  late: both(list(`spóźnię się, trochę się spóźnię, jestem spóźniony, jestem spóźniona, spóźnimy się`)),
  strictYes: ["tak"],
  strictNo: ["nie"],
  greetings: both(list(`dzień dobry, dobry wieczór, witam, cześć, dziękuję, dzięki`)),
  polite: list(`proszę, bardzo proszę`),
  hints: {
    confirm: list(`tak, potwierdzam, przyjdę, będę`),
    cancel: both(list(`odwołać, odwołaj, odwołuję, anuluj, anulować, anuluję, nie mogę, nie przyjdę, nie dam rady, rezygnuję, odwołanie`)),
    reschedule: both(list(`przełożyć, przełóżcie, zmienić termin, zmiana terminu, inny termin, inny dzień, inna godzina`)),
  },
  urgent: both(
    list(`
      nagły wypadek, pilne, pilnie, ból w klatce piersiowej, boli mnie w klatce piersiowej, nie mogę oddychać, duszę się, zawał serca,
      mam zawał, udar mózgu, krwawię, krwotok, samobójstwo, zabić się, chcę umrzeć, nieprzytomny, nieprzytomna, karetka, karetkę,
      pogotowie, przedawkowanie
    `),
  ),
};
