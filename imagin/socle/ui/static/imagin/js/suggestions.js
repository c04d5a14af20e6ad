// Suggestions as one types a name: an accessible combobox over a JSON address.
import Combobox from "./tiers/combobox-nav.js";

const DELAI = 120;
let rang = 0;

class Suggestions {
  constructor(champ) {
    this.champ = champ;
    this.liste = Object.assign(document.createElement("div"), { className: "suggestions", role: "listbox", id: `suggestions-${++rang}`, hidden: true });
    this.liste.ariaLabel = "Suggestions";
    this.etat = Object.assign(document.createElement("p"), { className: "aide", role: "status" });
    const boite = Object.assign(document.createElement("div"), { className: "suggere" });
    champ.autocomplete = "off";
    champ.replaceWith(boite);
    boite.append(champ, this.liste);
    boite.after(this.etat);
    this.combobox = new Combobox(champ, this.liste, { tabInsertsSuggestions: false, firstOptionSelectionMode: "active" });
    this.ecouter(boite);
  }

  ecouter(boite) {
    this.champ.addEventListener("input", () => {
      clearTimeout(this.attente);
      this.attente = setTimeout(() => this.chercher(), DELAI);
    });
    this.champ.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !this.combobox.isComposing) e.preventDefault(); // Enter chooses, it never sends the form
      if (e.key !== "Escape" || this.liste.hidden) return;
      e.preventDefault(); // the sheet stays open
      this.fermer();
    });
    this.liste.addEventListener("mousedown", (e) => e.preventDefault()); // keeps the focus in the field
    this.liste.addEventListener("combobox-commit", (e) => this.choisir(this.reponses[Number(e.target.dataset.rang)]));
    boite.addEventListener("focusout", (e) => boite.contains(e.relatedTarget) || this.fermer());
  }

  async chercher() {
    this.requete?.abort();
    const question = this.champ.value.trim();
    const { suggestionsUrl, suggestionsMin = "2" } = this.champ.dataset;
    if (question.length < Number(suggestionsMin)) return this.fermer();
    const requete = (this.requete = new AbortController());
    try {
      const url = new URL(suggestionsUrl, location.href);
      url.searchParams.set("q", question);
      const reponse = await fetch(url, { signal: requete.signal, headers: { Accept: "application/json" } });
      if (!reponse.ok) throw new Error(String(reponse.status));
      const trouvees = await reponse.json();
      if (this.requete === requete) this.montrer(trouvees);
    } catch (erreur) {
      if (erreur.name === "AbortError") return;
      this.fermer();
      this.etat.textContent = "La recherche n'a pas abouti. Vérifiez votre connexion, puis reprenez la saisie.";
    }
  }

  montrer(reponses) {
    this.fermer();
    this.reponses = reponses;
    this.liste.replaceChildren(...reponses.map((reponse, i) => option(reponse, `${this.liste.id}-${i}`, i)));
    this.etat.textContent = reponses.length ? `${reponses.length} suggestion${reponses.length > 1 ? "s" : ""}` : (this.champ.dataset.suggestionsVide ?? "");
    this.etat.classList.toggle("cache", reponses.length > 0);
    if (!reponses.length || document.activeElement !== this.champ) return;
    this.liste.hidden = false;
    this.combobox.start();
  }

  fermer() {
    this.requete = null;
    this.etat.textContent = "";
    if (this.liste.hidden) return;
    this.liste.hidden = true;
    this.combobox.stop();
  }

  choisir(reponse) {
    this.fermer();
    const cible = document.querySelector(this.champ.dataset.suggestionsCible);
    if (cible.matches("input")) {
      cible.value = reponse.id;
      this.champ.value = reponse.libelle;
    } else {
      for (const element of reponse.elements ?? [reponse]) ajouterCase(cible, element, this.champ.dataset.suggestionsNom);
      this.champ.value = "";
    }
    cible.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function option({ libelle, detail }, id, indice) {
  const boite = Object.assign(document.createElement("div"), { role: "option", id, textContent: libelle });
  boite.dataset.rang = indice;
  if (detail) boite.append(Object.assign(document.createElement("small"), { textContent: detail }));
  return boite;
}

/** Adds a ticked box to a target, once; `element` is what the suggestions address gives. */
export function ajouterCase(cible, { id, libelle, detail, alerte }, nom) {
  const presente = cible.querySelector(`input[value="${CSS.escape(id)}"]`);
  if (presente) return void (presente.checked = true);
  const etiquette = document.createElement("label");
  const coche = Object.assign(document.createElement("input"), { type: "checkbox", name: nom, value: id, checked: true });
  etiquette.append(coche, libelle);
  if (detail) etiquette.append(Object.assign(document.createElement("small"), { textContent: detail }));
  if (alerte) etiquette.append(Object.assign(document.createElement("span"), { className: "etat alerte", textContent: alerte }));
  cible.append(etiquette);
}

export function equiper(racine) {
  for (const champ of racine.querySelectorAll("input[data-suggestions-url]")) new Suggestions(champ);
}
