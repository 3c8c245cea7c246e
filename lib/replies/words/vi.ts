import { list, product } from "./list";
import { NOTHING } from "./nothing";
import type { WordList } from "./types";

/** As written, and as typed without đ. Replies are compared without tone marks: words that then mean two things are left out. */
function both(entries: string[]): string[] {
  return entries.flatMap((entry) => (entry.includes("đ") ? [entry, entry.replaceAll("đ", "d")] : [entry]));
}

const I = list(`, tôi, dạ, dạ tôi`);
const VISIT = list(`lịch hẹn, cuộc hẹn, buổi hẹn, hẹn, lịch hẹn của tôi, cuộc hẹn này, lịch hẹn này`);
const WISH = list(`, tôi muốn, muốn, tôi cần, xin, cho tôi, vui lòng, làm ơn`);

export const vi: WordList = {
  ...NOTHING,
  optOut: both(list(`ngừng nhắn tin, dừng nhắn tin, đừng nhắn tin nữa, ngừng gửi tin nhắn, dừng gửi tin nhắn`)),
  optOutPhrases: both(
    list(`
      ngừng nhắn tin, dừng nhắn tin, đừng nhắn tin, ngừng gửi tin nhắn, dừng gửi tin nhắn, đừng gửi tin nhắn, đừng gửi tin nữa, không
      muốn nhận tin nhắn, không muốn nhận thêm tin nhắn, không muốn nhận tin nữa, xóa số của tôi, xóa số điện thoại của tôi, đừng gọi
      cho tôi nữa, đừng làm phiền tôi
    `),
  ),
  optOutNegations: both(list(`không, chưa, tại sao, khi nào, nếu`)),
  optOutDoubts: both(
    list(`
      nhưng, cho đến khi, trước khi, sau khi, ngoại trừ, sớm quá, trễ quá, nhiều quá, tiếng anh, tiếng việt, ban đêm, hôm nay, ngày mai,
      danh sách chờ, con trai, con gái, chồng, vợ
    `),
  ),
  wrongNumber: list(`nhầm số, nhầm số rồi, sai số điện thoại, nhầm số điện thoại, xin lỗi nhầm số`),
  help: both(list(`trợ giúp, giúp đỡ`)),
  picks: [
    ["thứ nhất", "số một"],
    ["thứ hai", "số hai"],
    ["thứ ba", "số ba"],
  ],
  reschedule: both([
    ...product(WISH, ["đổi", "dời"], ["lịch hẹn", "cuộc hẹn", "ngày hẹn", "giờ hẹn"]),
    ...list(`ngày khác, giờ khác, hẹn ngày khác, hẹn giờ khác, hẹn lại ngày khác, xin hẹn ngày khác, cho tôi ngày khác`),
  ]),
  yesLeading: both(
    list(`
      có, dạ có, vâng ạ, dạ vâng, đồng ý, tôi đồng ý, dạ đồng ý, xác nhận, tôi xác nhận, dạ xác nhận, có tôi sẽ đến, tôi sẽ đến, tôi sẽ
      tới, chúng tôi sẽ đến, dạ tôi sẽ đến
    `),
  ),
  yesTails: both(
    list(`
      cảm ơn, cám ơn, xin cảm ơn, cảm ơn nhiều, cám ơn nhiều, cảm ơn bác sĩ, tôi sẽ đến, tôi sẽ tới, sẽ đến, sẽ tới, tôi xác nhận, xác
      nhận, hẹn gặp lại
    `),
  ),
  lateTails: both(product(["", "nhưng"], list(`tôi sẽ đến trễ, sẽ đến trễ, tôi sẽ đến muộn, đến trễ một chút`))),
  // "co" may be "cô": without its mark nothing but what follows a yes may follow.
  accentSensitive: [{ word: "co", accented: "có", bareTails: list(`cảm ơn, cám ơn, xin cảm ơn, cảm ơn nhiều, cám ơn nhiều`) }],
  // "k" is an English "ok" too: what says yes and no is asked about.
  noWhole: ["k", "ko"],
  noLeading: list(`không, dạ không, không ạ`),
  cannotCome: both([
    ...product(I, list(`không đến được, không tới được, không thể đến, không thể tới, không đi được, sẽ không đến, không đến`)),
    ...product(I, ["không đến được", "không thể đến"], ["cuộc hẹn", "lịch hẹn"]),
  ]),
  cancelVisit: product(WISH, ["hủy"], VISIT),
  noTails: list(`xin lỗi, tôi xin lỗi, rất tiếc`),
  arrived: both(list(`tôi đến rồi, tôi tới rồi, đến nơi rồi, tôi đã đến, chúng tôi đã đến, tôi đang ở bãi đậu xe`)),
  late: both(list(`tôi sẽ đến trễ, tôi đến trễ, đến trễ, tôi sẽ đến muộn, tôi bị kẹt xe, kẹt xe`)),
  strictYes: ["có"],
  strictNo: ["không"],
  greetings: list(`xin chào, chào bác sĩ, chào quý vị, cảm ơn, cám ơn, xin cảm ơn`),
  polite: list(`làm ơn, vui lòng`),
  hints: {
    confirm: both(list(`có, vâng, dạ vâng, đồng ý, xác nhận, sẽ đến, sẽ tới`)),
    cancel: both(list(`hủy, không đến, không tới, không thể đến, không đi được, ko, hok`)),
    reschedule: both(list(`đổi lịch, đổi hẹn, đổi ngày, đổi giờ, dời lịch, dời hẹn, dời ngày, ngày khác, giờ khác, hẹn lại`)),
  },
  urgent: both(
    list(`
      cấp cứu, đau ngực, tức ngực, khó thở, không thở được, đau tim, đột quỵ, chảy máu nhiều, quá liều, muốn tự tử, muốn chết, bất tỉnh,
      co giật, xe cứu thương
    `),
  ),
};
