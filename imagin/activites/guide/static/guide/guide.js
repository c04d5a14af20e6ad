// The guide's search: keeps the sections that hold every word, in the text and in the contents, and shows the words.
import { Recherche, motsCherches, replier } from "../imagin/js/recherche.js";

const SURLIGNAGE = "recherche-guide";
const DELAI = 120;

function surligner(sections, mots) {
  if (!CSS.highlights) return;
  CSS.highlights.delete(SURLIGNAGE);
  if (!mots.length) return;
  const plages = [];
  for (const section of sections) {
    const textes = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    while (textes.nextNode()) plages.push(...plagesDe(textes.currentNode, mots));
  }
  CSS.highlights.set(SURLIGNAGE, new Highlight(...plages));
}

/** Where the words stand in a text; only where folding keeps its length, so that positions are the same. */
function plagesDe(noeud, mots) {
  const plie = noeud.data.split("").map((lettre) => replier(lettre) || lettre).join("");
  if (plie.length !== noeud.data.length) return [];
  return mots.flatMap((mot) => {
    const plages = [];
    for (let debut = plie.indexOf(mot); debut >= 0; debut = plie.indexOf(mot, debut + mot.length)) {
      const plage = new Range();
      plage.setStart(noeud, debut);
      plage.setEnd(noeud, debut + mot.length);
      plages.push(plage);
    }
    return plages;
  });
}

function montrer(guide, trouvees) {
  const gardees = new Set(trouvees);
  for (const section of guide.querySelectorAll("section[data-replie]")) section.hidden = !gardees.has(section);
  for (const chapitre of guide.querySelectorAll(".chapitre")) chapitre.hidden = !chapitre.querySelector("section:not([hidden])");
  for (const lien of guide.querySelectorAll(".guide-sommaire li > a")) {
    lien.parentElement.hidden = document.getElementById(lien.hash.slice(1)).hidden;
  }
  guide.querySelector("[data-sans-resultat]").hidden = trouvees.length > 0;
}

function equiper(guide) {
  const champ = guide.querySelector("input[type=search]");
  const compte = guide.querySelector("[data-compte]");
  const sections = [...guide.querySelectorAll("section[data-replie]")];
  const recherche = new Recherche(sections, (section) => section.dataset.replie);
  let attente;

  function chercher() {
    const mots = motsCherches(champ.value);
    const trouvees = recherche.trouver(champ.value);
    montrer(guide, trouvees);
    surligner(trouvees, mots);
    compte.textContent = mots.length ? `${trouvees.length} rubrique${trouvees.length > 1 ? "s" : ""}` : "";
    const adresse = new URL(location.href);
    champ.value ? adresse.searchParams.set("q", champ.value) : adresse.searchParams.delete("q");
    history.replaceState(history.state, "", adresse);
  }

  champ.addEventListener("input", () => {
    clearTimeout(attente);
    attente = setTimeout(chercher, DELAI);
  });
  champ.form.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    chercher();
  });
  if (champ.value) chercher();
}

for (const guide of document.querySelectorAll("[data-guide]")) equiper(guide);
