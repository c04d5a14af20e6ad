// Keyword search: the same folding as imagin/socle/listes/recherche.py; a test runs both over the same texts.
const LETTRES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ", ð: "d", þ: "th", ħ: "h", ŋ: "n", ŧ: "t" };
const A_REMPLACER = new RegExp(`[${Object.keys(LETTRES).join("")}]`, "g");
const ACCENTS = /[\u0300-\u036f]/g;
const SIGNES = /['’‘ʼʻ′\-‐‑‒–—]/g; // apostrophes and hyphens, typed and typographic
const SAINTS = new Map(Object.entries({ saint: "st", sainte: "ste", st: "saint", ste: "sainte" }));
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

/** What a line is looked for in: its folded text, then with « St » for « Saint » and the other way round. */
export function cherchable(texte) {
  const replie = replier(texte);
  const mots = separer(texte).split(" ");
  return mots.some((mot) => SAINTS.has(mot)) ? `${replie} ${mots.map((mot) => SAINTS.get(mot) ?? mot).join(" ")}` : replie;
}

/** The folded words of a search. */
export const motsCherches = (question) => separer(question).split(" ").filter(Boolean);

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
