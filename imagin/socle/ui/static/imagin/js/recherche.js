// Keyword search: the same folding as imagin/socle/texte/repli.py and listes/recherche.py; a test runs both over the same texts.
const LETTRES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ", ð: "d", þ: "th", ħ: "h", ŋ: "n", ŧ: "t" };
const A_REMPLACER = new RegExp(`[${Object.keys(LETTRES).join("")}]`, "g");
const ACCENTS = /[\u0300-\u036f]/g;
const SIGNES = /['’‘ʼʻ′\-‐‑‒–—]/g; // apostrophes and hyphens, typed and typographic
const SAINTS = new Map(Object.entries({ saint: "st", sainte: "ste", st: "saint", ste: "sainte" }));
const TELEPHONE = /\b0[1-9](?: [0-9]{2}){4}\b/g;
const INDICATIF = /(?:\+|\b00)33 ?(?:\(0\) ?)?(?=[1-9])/g;
const A_POINTS = /^0[1-9][0-9.]*$/;
const ESPACES = /[\t\n\v\f\r \u00a0\u2007\u2009\u202f]+/g;
const BORDS = /^ | $/g;

function plier(texte, signe) {
  const nu = texte.normalize("NFD").toLowerCase().replace(ACCENTS, "").replace(A_REMPLACER, (c) => LETTRES[c]);
  return nu.replace(SIGNES, signe).replace(ESPACES, " ").replace(BORDS, "");
}

/** The text without case, accents, ligatures, apostrophes or hyphens, spaces single: what is looked in. */
export const replier = (texte) => plier(texte, "");

/** The same, where apostrophes and hyphens are spaces: what is looked for, and the order of texts. */
export const separer = (texte) => plier(texte, " ");

/** What a line is looked for in: its folded text, « St » for « Saint » and the reverse, telephones without spaces. */
export function cherchable(texte) {
  const replie = replier(texte);
  const mots = separer(texte).split(" ");
  const autres = mots.some((mot) => SAINTS.has(mot)) ? mots.map((mot) => SAINTS.get(mot) ?? mot) : [];
  const colles = (replie.match(TELEPHONE) ?? []).map((telephone) => telephone.replaceAll(" ", ""));
  return [replie, ...autres, ...colles].join(" ");
}

/** The folded words of a search; a telephone in any writing, +33 and dots, as it is kept. */
export function motsCherches(question) {
  const mots = separer(question).replace(INDICATIF, "0").split(" ").filter(Boolean);
  return mots.map((mot) => (A_POINTS.test(mot) ? mot.replaceAll(".", "") : mot));
}

/** Is every word somewhere in the folded text? */
export const contient = (texteReplie, mots) => mots.every((mot) => texteReplie.includes(mot));

/** Searches lines by their folded text, `plie(ligne)`. Lines may be set again in another order. */
export class Recherche {
  constructor(lignes, plie) {
    this.plie = plie;
    this.ordonner(lignes);
  }

  ordonner(lignes) {
    this.lignes = this.trouvees = lignes;
    this.avant = "";
  }

  /** The lines that hold every word of the question; what a longer one finds is among what the shorter one found. */
  trouver(question) {
    const mots = motsCherches(question);
    const cle = mots.join(" ");
    const parmi = this.avant && cle.startsWith(this.avant) ? this.trouvees : this.lignes;
    this.trouvees = mots.length ? parmi.filter((ligne) => contient(this.plie(ligne), mots)) : this.lignes;
    this.avant = cle;
    return this.trouvees;
  }
}
