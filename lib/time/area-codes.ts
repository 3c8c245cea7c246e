/** What the area-code package lacks. Public numbering-plan facts; a correction is one line. */

/** Codes newer than the package's data, each with the older code of the same area (an overlay has the same borders). */
export const NEWER_AREA_CODES: Record<string, string> = {
  "235": "573",
  "324": "904",
  "329": "845",
  "350": "209",
  "353": "608",
  "357": "559",
  "363": "516",
  "436": "440",
  "448": "850",
  "457": "318",
  "465": "718",
  "471": "662",
  "472": "910",
  "483": "334",
  "572": "405",
  "582": "814",
  "621": "713",
  "624": "716",
  "645": "305",
  "656": "813",
  "686": "804",
  "728": "561",
  "729": "423",
  "738": "213",
  "748": "970",
  "771": "202",
  "821": "864",
  "826": "540",
  "835": "610",
  "837": "530",
  "840": "909",
  "861": "309",
  "924": "507",
  "943": "404",
  "945": "214",
  "948": "757",
  "983": "303",
};

/** Codes whose area lies in two zones: the number alone does not tell which. */
export const SPLIT_AREA_CODES = new Set([
  "208",
  "986",
  "219",
  "270",
  "364",
  "308",
  "423",
  "458",
  "541",
  "574",
  "605",
  "606",
  "620",
  "701",
  "785",
  "812",
  "850",
  "906",
  "928",
  "930",
  "931",
  "938",
  "775",
]);

type Place = { zone: string | undefined; state: string | undefined };

function each(codes: string, zone: string | undefined, state: string | undefined): [string, Place][] {
  return codes.split(" ").map((code) => [code, { zone, state }]);
}

/** Canadian and island codes, and those the package places wrongly; a zone or state is left out where the code spans several. */
export const AREA_CODE_PLACES: Record<string, Place | undefined> = Object.fromEntries([
  ...each("204 431 584", "America/Winnipeg", "MB"),
  ...each("226 249 289 343 365 382 387 416 437 519 548 613 647 683 705 742 753 905 942", "America/Toronto", "ON"),
  ...each("807", undefined, "ON"),
  ...each("604", "America/Vancouver", "BC"),
  ...each("236 250 257 672 778", undefined, "BC"),
  ...each("306 474 639", "America/Regina", "SK"),
  ...each("263 354 367 418 438 450 468 514 579 581 819 873", "America/Toronto", "QC"),
  ...each("368 403 587 780 825", "America/Edmonton", "AB"),
  ...each("428 506", "America/Moncton", "NB"),
  ...each("709 879", "America/St_Johns", "NL"),
  ...each("782 902", "America/Halifax", undefined),
  ...each("867", undefined, undefined),
  ...each("907", "America/Anchorage", "AK"),
  ...each("787 939", "America/Puerto_Rico", "PR"),
]);
