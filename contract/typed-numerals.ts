// Ways of writing a typed time that mean the same to whoever reads it: traditional characters, Chinese numerals, words for a half of
// a day that name the day too, dashes for a minus. What the text then says is typed-time.ts's.

const SIMPLIFIED: Readonly<Record<string, string>> = { "點": "点", "時": "时", "後": "后", "號": "号", "鐘": "钟", "兩": "两", "間": "间", "裡": "里", "裏": "里", "當": "当", "\u2013": "-", "\u2014": "-" };
const DIGITS = "〇一二三四五六七八九";
/** What stands behind a number in a time; 半 is none, it follows 点. */
const NUMERAL = /([〇零一二两三四五六七八九十]+)(?=[\s]*(?:点|时|分|秒|刻|年|月|日|号|天|小时|毫秒))/g;
/** Behind 点 the last number needs no word: 三点二十. */
const LAST_NUMERAL = /(?<=[点时分]\s*)([〇零一二两三四五六七八九十]+)$/;
const DAY_AND_HALF: readonly (readonly [RegExp, string])[] = [
  [/^昨晚上?/, "昨天晚上"], [/^昨夜/, "昨天夜里"], [/^今晚上?/, "今天晚上"], [/^今早上?/, "今天早上"], [/^今晨/, "今天早上"], [/^明早上?/, "明天早上"], [/^明晚上?/, "明天晚上"],
];

const digitOf = (character: string): number => (character === "零" ? 0 : character === "两" ? 2 : DIGITS.indexOf(character));

/** `二十三` is 23, `〇五` is 05, `二〇二四` is 2024; what is no number up to 99, or a row of digits, stays as it is. */
function numeralText(numeral: string): string {
  const tens = /^([一二两三四五六七八九])?十([一二三四五六七八九])?$/.exec(numeral);
  if (tens !== null) return String((tens[1] === undefined ? 1 : digitOf(tens[1])) * 10 + (tens[2] === undefined ? 0 : digitOf(tens[2])));
  return numeral.includes("十") ? numeral : [...numeral].map(digitOf).join("");
}

/** The same time in simplified characters and digits. */
export function plainWriting(text: string): string {
  const simplified = text.replace(/[\u2013\u2014點時後號鐘兩間裡裏當]/g, (character) => SIMPLIFIED[character] ?? character);
  const [word, meant] = DAY_AND_HALF.find(([each]) => each.test(simplified)) ?? [/^/, ""];
  return simplified.replace(word, meant).replace(NUMERAL, numeralText).replace(LAST_NUMERAL, numeralText);
}
