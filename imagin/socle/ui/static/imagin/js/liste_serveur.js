// A long list, of which the page holds a part: the server searches as one types; sort and pages are plain links.
import { accorderSuiveurs, ecrireAdresse } from "./adresse.js";
import { brancher, questionneur, trouver } from "./fragment.js";
import { ouvrirLigne } from "./lignes.js";
import { suivre } from "./retour.js";

const REPOS = 250; // ms without a key before the server is asked

export class ListeServeur {
  constructor(section) {
    this.section = section;
    this.limite = Infinity;
    this.questionner = questionneur();
    const { tri, sens, triDefaut, sensDefaut } = section.dataset;
    this.defaut = { tri: triDefaut, sens: sensDefaut };
    this.champ = section.querySelector("input[type=search]");
    this.etat = { q: this.champ?.defaultValue ?? "", tri, sens };
    accorderSuiveurs(section, this.etat);
    if (!this.champ) return;
    this.champ.value = this.etat.q;
    this.ecouter();
    suivre(this);
  }

  get region() {
    return this.section.querySelector(".liste");
  }

  ecouter() {
    this.champ.addEventListener("input", () => this.demander(REPOS));
    this.champ.form.addEventListener("submit", (e) => {
      e.preventDefault();
      this.demander(0);
    });
    this.section.querySelector(".effacer").addEventListener("click", (e) => {
      e.preventDefault();
      this.champ.value = "";
      this.champ.focus();
      this.demander(0);
    });
    for (const clic of ["click", "auxclick"]) this.section.addEventListener(clic, ouvrirLigne);
  }

  demander(delai) {
    clearTimeout(this.attente);
    this.section.querySelector(".effacer").hidden = this.champ.value === "";
    this.attente = setTimeout(() => this.chercher(), delai);
  }

  /** Asks for the same page with the words typed; an answer that a later key made stale is dropped. */
  async chercher() {
    this.etat.q = this.champ.value;
    ecrireAdresse(this.section, this.etat, this.defaut);
    accorderSuiveurs(this.section, this.etat);
    this.section.setAttribute("aria-busy", "true");
    try {
      const reponse = await this.questionner(location.href, { entiere: true });
      if (reponse) this.remplacer(trouver(reponse, `[data-liste="${CSS.escape(this.section.dataset.liste)}"]`));
    } catch {
      location.reload(); // signed out, most likely: the server says it
    }
  }

  /** All but the header, where one types. */
  remplacer(neuve) {
    const entete = this.section.querySelector("header");
    while (entete.nextSibling) entete.nextSibling.remove();
    const ancien = neuve.querySelector("header");
    entete.querySelector("[data-compte]").textContent = ancien.querySelector("[data-compte]").textContent;
    entete.querySelector("[data-annonce-compte]").textContent = entete.querySelector("[data-compte]").textContent;
    ancien.remove();
    this.section.append(...neuve.childNodes);
    this.section.removeAttribute("aria-busy");
    brancher(this.section);
  }
}
