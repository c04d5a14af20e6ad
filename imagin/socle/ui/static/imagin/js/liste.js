// A list in the page: search as one types, sort, count, state in the address, exports that follow it.
import { accorderSuiveurs, ecrireAdresse } from "./adresse.js";
import { figer, relacher } from "./largeurs.js";
import { ouvrirLigne, replierLigne } from "./lignes.js";
import { ListeServeur } from "./liste_serveur.js";
import { Recherche } from "./recherche.js";
import { suivre } from "./retour.js";
import { trier } from "./tri.js";

const PAQUET = 100; // lines in the page at once in a long list; the rest comes as one scrolls
const ECRAN = 40; // lines laid out at each key: what a screen shows, and a little more

class Liste {
  constructor(section) {
    this.section = section;
    this.region = section.querySelector(".liste");
    this.corps = section.querySelector("tbody");
    this.champ = section.querySelector("input[type=search]");
    this.effacer = section.querySelector(".effacer");
    this.colonnes = [...section.querySelectorAll("[data-colonne]")];
    this.lignes = [...this.corps.rows].map((tr) => ({ tr, texte: null, cles: {} }));
    for (const { tr } of this.lignes) tr.classList.remove("reste");
    this.recherche = new Recherche(this.lignes, replierLigne);
    this.longue = section.hasAttribute("data-longue");
    this.limite = this.longue ? PAQUET : Infinity;
    this.defaut = { tri: section.dataset.triDefaut, sens: section.dataset.sensDefaut };
    this.etat = { q: this.champ.defaultValue, tri: section.dataset.tri, sens: section.dataset.sens };
    this.champ.value = this.etat.q;
    this.chercher();
    this.ecouter();
    accorderSuiveurs(section, this.etat);
    suivre(this);
  }

  ecouter() {
    this.champ.addEventListener("focus", () => this.lignes.forEach(replierLigne), { once: true });
    this.champ.addEventListener("input", () => this.changer({ q: this.champ.value }));
    this.champ.form.addEventListener("submit", (e) => e.preventDefault());
    this.effacer.addEventListener("click", (e) => {
      e.preventDefault();
      this.champ.value = "";
      this.champ.focus();
      this.changer({ q: "" });
    });
    this.section.querySelector("thead").addEventListener("click", (e) => {
      const entete = e.target.closest("a")?.closest("[data-colonne]");
      if (!entete || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      const { colonne } = entete.dataset;
      const inverse = colonne === this.etat.tri && this.etat.sens === "croissant";
      this.changer({ tri: colonne, sens: inverse ? "decroissant" : "croissant" });
    });
    for (const clic of ["click", "auxclick"]) this.corps.addEventListener(clic, ouvrirLigne);
    this.section.addEventListener("imagin:tout-montrer", () => this.montrerPlus(this.trouvees.length));
    const marge = { rootMargin: "600px", scrollMargin: "600px" };
    new IntersectionObserver(([e]) => e.isIntersecting && this.montrerPlus(), marge).observe(this.region.querySelector(".suite"));
  }

  changer(changements) {
    if (changements.q && !this.etat.q) figer(this.region);
    if (changements.q === "") relacher(this.region);
    Object.assign(this.etat, changements);
    if (this.longue) this.limite = ECRAN;
    if ("tri" in changements) this.trier();
    this.chercher();
    ecrireAdresse(this.section, this.etat, this.defaut);
    accorderSuiveurs(this.section, this.etat);
    clearTimeout(this.attente);
    this.attente = setTimeout(() => this.annoncer(), 600); // spoken once the typing rests
  }

  trier() {
    for (const { tri, sens } of [this.defaut, this.etat]) {
      const entete = this.colonnes.find((c) => c.dataset.colonne === tri);
      if (entete) this.lignes = trier(this.lignes, entete, sens);
    }
    if (!this.longue) this.corps.append(...this.lignes.map(({ tr }) => tr));
    this.recherche.ordonner(this.lignes);
    this.montrerLeTri();
  }

  montrerLeTri() {
    const { tri, sens } = this.etat;
    for (const c of this.colonnes) {
      const trie = c.dataset.colonne === tri;
      if (!c.matches("th")) {
        c.dataset.sens = trie ? sens : "";
        if (trie) c.closest("th").setAttribute("aria-sort", "other");
      } else if (trie) c.setAttribute("aria-sort", sens === "croissant" ? "ascending" : "descending");
      else c.removeAttribute("aria-sort");
    }
  }

  chercher() {
    this.trouvees = this.recherche.trouver(this.etat.q);
    this.montrer();
  }

  montrer() {
    this.placer();
    const nombre = this.trouvees.length;
    this.section.querySelector("[data-compte]").textContent = `${nombre} ligne${nombre > 1 ? "s" : ""}`;
    this.section.querySelector("[data-sans-resultat]").hidden = nombre > 0;
    this.region.hidden = nombre === 0;
    this.effacer.hidden = this.champ.value === "";
  }

  /** A short list hides lines, so that what was entered in them is still sent; a long one takes them out of the page. */
  placer() {
    const montrees = this.trouvees.slice(0, this.limite);
    for (const { tr } of montrees) tr.hidden = false;
    if (this.longue) return this.corps.replaceChildren(...montrees.map(({ tr }) => tr));
    const gardees = new Set(montrees);
    for (const ligne of this.lignes) if (!gardees.has(ligne)) ligne.tr.hidden = true;
  }

  montrerPlus(combien = PAQUET) {
    if (this.limite >= this.trouvees.length) return;
    const suivantes = this.trouvees.slice(this.limite, (this.limite += combien));
    for (const { tr } of suivantes) tr.hidden = false;
    this.corps.append(...suivantes.map(({ tr }) => tr));
  }

  annoncer() {
    this.section.querySelector("[data-annonce-compte]").textContent = this.section.querySelector("[data-compte]").textContent;
  }
}

export function equiper(racine) {
  for (const section of racine.querySelectorAll("[data-liste]")) {
    if (section.hasAttribute("data-serveur")) new ListeServeur(section);
    else if (section.querySelector("tbody")) new Liste(section);
  }
}
