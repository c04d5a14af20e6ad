// Keyword search: the same folding as imagin/socle/listes/recherche.py; a test runs both over the same texts.
const REMPLACEMENTS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-" };
const A_REMPLACER = new RegExp(`[${Object.keys(REMPLACEMENTS).join("")}]`, "g");
const ACCENTS = /[\u0300-\u036f]/g;
const ESPACES = /[\t\n\v\f\r \u00a0\u2007\u2009\u202f]+/g;
const BORDS = /^ | $/g;

/** The text without case, accents or ligatures, typographic apostrophes as typed ones, spaces single. */
export function replier(texte) {
  const nu = texte.normalize("NFD").toLowerCase().replace(ACCENTS, "").replace(A_REMPLACER, (c) => REMPLACEMENTS[c]);
  return nu.replace(ESPACES, " ").replace(BORDS, "");
}

/** The folded words of a search. */
export function motsCherches(question) {
  const repliee = replier(question);
  return repliee ? repliee.split(" ") : [];
}

/** Is every word somewhere in the folded text? */
export const contient = (texteReplie, mots) => mots.every((mot) => texteReplie.includes(mot));
