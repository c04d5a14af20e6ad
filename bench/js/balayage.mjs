// Scan of a list at each key: ours beside uFuzzy, same folded texts, same words, any order, both narrowing on the last hits.
// node balayage.mjs <recherche.mjs> <uFuzzy.mjs> <lines.json>: prints {"ici": [ms…], "reference": [ms…]}.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [nous, eux, fichier] = process.argv.slice(2);
const { Recherche, motsCherches, replier } = await import(pathToFileURL(nous));
const { default: uFuzzy } = await import(pathToFileURL(eux));

const QUESTIONS = ["benech", "le goff marie", "toulouse martin 1980", "zzzz", "jean-pierre dupont", "09/10", "l'isle", "discipline 7 sophie"];
const MANCHES = 12;
const CHAUFFE = 4;

const lignes = JSON.parse(readFileSync(fichier, "utf8")).map((cellules) => ({ texte: replier(cellules.join(" ")) }));
const textes = lignes.map(({ texte }) => texte);

function nousChercherons() {
  const recherche = new Recherche(lignes, (ligne) => ligne.texte);
  return (question) => recherche.trouver(question).length;
}

/** uFuzzy at its quickest for these semantics: no insertion, no ranking, one pass a word among the last hits. */
function ilsChercheront() {
  const uf = new uFuzzy({ interSplit: "\\s+", intraSplit: null, intraContr: "(?!)", intraMode: 0, intraIns: 0 });
  let avant = "";
  let trouvees = null;
  return (question) => {
    const mots = motsCherches(question);
    const cle = mots.join(" ");
    let parmi = avant && cle.startsWith(avant) ? trouvees : null;
    for (const mot of mots) parmi = uf.filter(textes, mot, parmi);
    [avant, trouvees] = [cle, parmi];
    return parmi.length;
  };
}

function taper(fabrique, durees, comptes) {
  for (const question of QUESTIONS) {
    const chercher = fabrique();
    for (let n = 1; n <= question.length; n++) {
      const debut = performance.now();
      const nombre = chercher(question.slice(0, n));
      durees.push(performance.now() - debut);
      comptes.push(nombre);
    }
  }
}

const mesures = { ici: [], reference: [] };
for (let manche = 0; manche < MANCHES; manche++) {
  const [nombres, leurs] = [[], []];
  const durees = { ici: [], reference: [] };
  taper(nousChercherons, durees.ici, nombres);
  taper(ilsChercheront, durees.reference, leurs);
  if (String(nombres) !== String(leurs)) throw new Error(`not the same lines: ${nombres} / ${leurs}`);
  if (manche < CHAUFFE) continue;
  for (const qui of Object.keys(mesures)) mesures[qui].push(...durees[qui]);
}
console.log(JSON.stringify(mesures));
