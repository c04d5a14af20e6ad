// A list whose cells are fields (`data-grille="<column>"`), saved in one go by the form `data-grille-de="<list>"`.
// Marks what is not saved, keeps it in the browser, moves by keyboard, pastes columns, counts, sends changed lines only.
import { ajouter } from "./console.js";

const PREFIXE = "imagin.grille:";
const OUI_NON = { OUI: "FAIT", O: "FAIT", NON: "NON_FAIT", N: "NON_FAIT" };
const ENTIER = { lire: (texte) => (/^\d{1,3}$/.test(texte) ? Number(texte) : 0), ecrire: String };
/** Minutes of « 7 h 20 », « 7:20 », « 7,5 », as the server reads them; what it would refuse counts for nothing. */
const DUREE = {
  lire(texte) {
    const [, heures, apresH, apresDeuxPoints] = /^(\d{1,4})\s?(?:h(?:\s?([0-5]\d))?|:([0-5]\d)(?::00)?)$/i.exec(texte) ?? [];
    if (heures !== undefined) return Number(heures) * 60 + Number(apresH ?? apresDeuxPoints ?? 0);
    return /^\d{1,3}(?:[.,]\d{1,2})?$/.test(texte) ? Math.round(Number(texte.replace(",", ".")) * 60) : 0;
  },
  ecrire: (minutes) => `${Math.floor(minutes / 60)}\u00a0h${minutes % 60 ? `\u00a0${String(minutes % 60).padStart(2, "0")}` : ""}`,
};
const genre = (nom) => (nom === "heures" || nom === "horaires" ? DUREE : ENTIER);

class Grille {
  constructor(formulaire, section) {
    this.formulaire = formulaire;
    this.section = section;
    this.corps = section.querySelector("tbody");
    const proprietaire = document.querySelector("[data-proprietaire]")?.dataset.proprietaire ?? "";
    this.cle = `${PREFIXE}${proprietaire}:${formulaire.getAttribute("action")}`;
    this.lignes = [...this.corps.rows].filter((tr) => tr.querySelector("[data-grille]")).map((tr) => this.lire(tr));
    this.parLigne = new Map(this.lignes.map((ligne) => [ligne.tr, ligne]));
    this.totaux = new Map([...formulaire.querySelectorAll("[data-total]")].map((e) => [e.dataset.total, { element: e, valeur: genre(e.dataset.total) === DUREE ? DUREE.lire(e.textContent.trim()) : Number(e.textContent) }]));
    this.modifiees = new Set();
    this.abandonner = document.querySelector("[data-grille-abandonner]");
    this.oublierEnregistre();
    this.restaurer();
    for (const ligne of this.lignes) this.suivre(ligne);
    this.accorder();
    this.conserver();
    this.ecouter();
  }

  lire(tr) {
    const champs = [...tr.querySelectorAll("[data-grille]")];
    return { tr, champs, cle: tr.querySelector("[name=lignes]").value, version: tr.querySelector("[data-version]"), comptees: champs.map((c) => c.dataset.gardee) };
  }

  ecouter() {
    this.section.addEventListener("input", ({ target }) => this.changer(target));
    this.section.addEventListener("change", ({ target }) => target.matches("select") && this.changer(target));
    this.section.addEventListener("keydown", (e) => this.deplacer(e));
    this.section.addEventListener("paste", (e) => this.coller(e));
    this.formulaire.addEventListener("formdata", ({ formData }) => this.composer(formData));
    this.formulaire.addEventListener("submit", () => { this.envoi = true; });
    this.abandonner?.addEventListener("click", () => this.toutAbandonner());
    for (const bouton of this.formulaire.querySelectorAll("[data-grille-remplir]")) bouton.addEventListener("click", () => this.remplir(bouton.dataset));
    addEventListener("beforeunload", (e) => { if (this.modifiees.size && !this.envoi) e.preventDefault(); });
    addEventListener("pagehide", () => this.conserver());
    addEventListener("pageshow", () => { this.envoi = false; });
  }

  changer(champ) {
    const ligne = this.parLigne.get(champ.closest?.("tr"));
    if (!ligne || !champ.matches("[data-grille]")) return;
    this.suivre(ligne);
    this.accorder();
    clearTimeout(this.attente);
    this.attente = setTimeout(() => this.conserver(), 300);
  }

  /** Marks one line and moves the totals by what changed in it: never the whole grid at a key. */
  suivre(ligne) {
    this.completer(ligne);
    const modifiee = ligne.champs.some((c) => c.value.trim() !== c.dataset.gardee);
    this.modifiees[modifiee ? "add" : "delete"](ligne);
    if (modifiee !== ligne.tr.hasAttribute("data-modifiee")) ligne.tr.toggleAttribute("data-modifiee", modifiee);
    ligne.champs.forEach((champ, rang) => {
      const avant = ligne.comptees[rang];
      if (avant === champ.value) return;
      ligne.comptees[rang] = champ.value;
      if (champ.dataset.grille === "resultat") this.ajouterAuTotal(avant, -1), this.ajouterAuTotal(champ.value, 1);
      else this.ajouterAuTotal(champ.dataset.grille, compter(champ.dataset.grille, champ.value) - compter(champ.dataset.grille, avant));
    });
  }

  /** A service not done has no figures: they leave, and come back with « Service fait ». One done without any is counted. */
  completer(ligne) {
    const resultat = ligne.champs.find((c) => c.dataset.grille === "resultat");
    const chiffres = ligne.champs.find((c) => c.dataset.grille === "quantite" || c.dataset.grille === "heures");
    if (chiffres && resultat) {
      const sans = resultat.value === "NON_FAIT";
      if (sans && chiffres.value) [chiffres.dataset.avant, chiffres.value] = [chiffres.value, ""];
      else if (!sans && chiffres.readOnly && !chiffres.value) chiffres.value = chiffres.dataset.avant ?? "";
      chiffres.readOnly = sans;
    }
    const manque = resultat?.value === "FAIT" && (chiffres ? chiffres.value.trim() === "" : resultat.hasAttribute("data-sans-horaires"));
    if (manque !== (ligne.manque ?? false)) this.ajouterAuTotal("MANQUE", manque ? 1 : -1);
    ligne.manque = manque;
  }

  ajouterAuTotal(nom, ecart) {
    const total = this.totaux.get(nom);
    if (!total || !ecart) return;
    total.valeur += ecart;
    total.element.textContent = genre(nom).ecrire(total.valeur);
  }

  accorder() {
    const combien = this.modifiees.size;
    this.formulaire.querySelector("[data-total-modifiees]").textContent = String(combien);
    if (this.abandonner) this.abandonner.hidden = combien === 0;
  }

  /** Enter and arrows go down and up a column; a choice keeps its arrows. */
  deplacer(e) {
    if (!e.target.matches("[data-grille]") || e.ctrlKey || e.metaKey || e.altKey) return;
    const sens = e.key === "Enter" ? (e.shiftKey ? -1 : 1) : e.target.matches("select") ? 0 : { ArrowDown: 1, ArrowUp: -1 }[e.key] ?? 0;
    if (!sens) return;
    e.preventDefault();
    const suivante = this.voisins(e.target, sens).next().value;
    suivante?.focus();
    suivante?.select?.();
  }

  /** Fields of the same column in the lines displayed after (or before) that one. */
  *voisins(champ, sens = 1) {
    const colonne = champ.dataset.grille;
    const suivant = sens > 0 ? "nextElementSibling" : "previousElementSibling";
    for (let tr = champ.closest("tr")[suivant]; tr; tr = tr[suivant]) {
      const voisin = tr.hidden ? null : tr.querySelector(`[data-grille="${colonne}"]`);
      if (voisin) yield voisin;
    }
  }

  /** A column copied from a spreadsheet fills the lines displayed from this one on. */
  coller(e) {
    if (!e.target.matches("[data-grille]")) return;
    const texte = e.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!texte.includes("\n")) return;
    e.preventDefault();
    this.section.dispatchEvent(new CustomEvent("imagin:tout-montrer"));
    const cibles = [e.target, ...this.voisins(e.target)];
    const valeurs = texte.split("\n").map((ligne) => ligne.split("\t")[0].trim());
    valeurs.slice(0, cibles.length).forEach((valeur, rang) => { poser(cibles[rang], valeur); this.changer(cibles[rang]); });
    const collees = Math.min(valeurs.length, cibles.length);
    const reste = valeurs.length - collees;
    ajouter(reste ? "erreur" : "information", `${collees} valeur${collees > 1 ? "s" : ""} collée${collees > 1 ? "s" : ""}.${reste ? ` ${reste} de trop : la liste affichée est plus courte que la colonne copiée.` : ""}`);
  }

  remplir({ grilleRemplir, valeur }) {
    this.section.dispatchEvent(new CustomEvent("imagin:tout-montrer"));
    for (const champ of this.corps.querySelectorAll(`tr:not([hidden]) [data-grille="${grilleRemplir}"]`)) {
      if (champ.value === "") { champ.value = valeur; this.changer(champ); }
    }
    const manquent = this.totaux.get("MANQUE");
    if (manquent?.valeur) ajouter("information", `${manquent.element.previousElementSibling.textContent} : ${manquent.valeur}. Complétez avant d'enregistrer, 0 s'il n'y en a pas.`);
  }

  /** Only the changed lines leave, those that a search or a long list took out of the page too. */
  composer(donnees) {
    const gardes = new Set([...this.formulaire.querySelectorAll("[name]")].map((champ) => champ.name)); // what is no cell: CSRF, doubts
    for (const nom of [...donnees.keys()]) if (!gardes.has(nom)) donnees.delete(nom);
    for (const ligne of this.modifiees) {
      donnees.append("lignes", ligne.cle);
      donnees.append(ligne.version.name, ligne.version.value);
      for (const champ of ligne.champs) donnees.append(champ.name, champ.value);
    }
  }

  conserver() {
    const lignes = Object.fromEntries([...this.modifiees].map(({ cle, version, champs }) => [cle, { version: version.value, valeurs: champs.map((c) => c.value) }]));
    try {
      if (this.modifiees.size) localStorage.setItem(this.cle, JSON.stringify({ le: Date.now(), lignes }));
      else localStorage.removeItem(this.cle);
    } catch { /* storage refused or full: the page still asks before it closes */ }
  }

  /** What was typed when a tab closed or the network died. A line saved since by somebody else keeps the version read then: the server will say what changed. */
  restaurer() {
    const garde = JSON.parse(localStorage.getItem(this.cle) ?? "null");
    if (!garde || document.querySelector("[data-grille][aria-invalid]")) return;
    let rendues = 0;
    for (const ligne of this.lignes) {
      const brouillon = garde.lignes[ligne.cle];
      if (!brouillon || ligne.champs.every((c, rang) => c.value === brouillon.valeurs[rang])) continue;
      ligne.champs.forEach((c, rang) => { c.value = brouillon.valeurs[rang] ?? c.value; });
      ligne.version.value = brouillon.version;
      rendues += 1;
    }
    if (rendues) ajouter("information", `${rendues} ligne${rendues > 1 ? "s" : ""} que vous n'aviez pas enregistrée${rendues > 1 ? "s" : ""} (${new Date(garde.le).toLocaleString("fr-FR", { dateStyle: "short", timeStyle: "short" })}) : vérifiez, puis enregistrez.`);
    else localStorage.removeItem(this.cle);
  }

  oublierEnregistre() {
    const url = new URL(location.href);
    if (!url.searchParams.has("enregistre")) return;
    localStorage.removeItem(this.cle);
    url.searchParams.delete("enregistre");
    history.replaceState(history.state, "", url);
  }

  toutAbandonner() {
    this.modifiees.clear();
    this.envoi = true;
    location.assign(location.pathname);
  }
}

function compter(nom, texte) {
  return genre(nom).lire(texte.trim());
}

function poser(champ, valeur) {
  if (!champ.options) { champ.value = valeur; return; }
  const code = OUI_NON[valeur.toUpperCase()] ?? [...champ.options].find((o) => o.text.toLowerCase() === valeur.toLowerCase())?.value;
  champ.value = code ?? "";
}

export function equiper(racine) {
  for (const formulaire of racine.querySelectorAll("form[data-grille-de]")) {
    const section = document.querySelector(`[data-liste="${formulaire.dataset.grilleDe}"]`);
    if (section?.querySelector("tbody [data-grille]")) new Grille(formulaire, section);
  }
}
