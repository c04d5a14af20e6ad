// Unsaved forms: kept in this tab when the session ends, given back after the next sign-in of the same person.
import { ajouter } from "./console.js";
import { ajouterCase } from "./suggestions.js";

const CLE = "imagin.brouillons";
const JAMAIS = "[type=password], [type=file], [type=submit], [type=button], [name=csrfmiddlewaretoken], [data-tout]";
const modifies = new Set();

const lire = () => JSON.parse(sessionStorage.getItem(CLE) ?? "null");
const adresse = (formulaire) => { const url = new URL(formulaire.getAttribute("action") || location.href, location.href); return url.pathname + url.search; };

/** Remembers which forms the person has touched. */
export function suivre() {
  const noter = ({ target: champ, isTrusted }) => { if (isTrusted && champ.form?.method === "post") modifies.add(champ.form); };
  document.addEventListener("input", noter);
  document.addEventListener("change", noter);
}

/** Keeps the forms touched, for that owner; returns how many there are. */
export function conserver(proprietaire) {
  const formulaires = [...modifies].filter((f) => f.isConnected).map((f) => ({ adresse: adresse(f), champs: champsDe(f) }));
  if (!formulaires.length) return 0;
  try {
    sessionStorage.setItem(CLE, JSON.stringify({ proprietaire, formulaires }));
    return formulaires.length;
  } catch {
    return 0; // storage refused or full
  }
}

/** Fills the forms found there as they were left. What belongs to somebody else is thrown away. */
export function restaurer(racine, proprietaire) {
  const garde = lire();
  if (!garde || !proprietaire) return;
  if (garde.proprietaire !== proprietaire) return sessionStorage.removeItem(CLE);
  const reste = garde.formulaires.filter((brouillon) => !remettre(racine, brouillon));
  const rendus = garde.formulaires.length - reste.length;
  if (rendus) ajouter("information", "Votre saisie a été restaurée telle que vous l'aviez laissée. Vérifiez-la avant de l'enregistrer.");
  else if (racine === document) ajouter("information", "Votre saisie est conservée : rouvrez le formulaire pour la retrouver.");
  if (reste.length) sessionStorage.setItem(CLE, JSON.stringify({ proprietaire, formulaires: reste }));
  else sessionStorage.removeItem(CLE);
}

function champsDe(formulaire) {
  return [...formulaire.elements].filter((c) => c.name && !c.matches(JAMAIS) && (c.type !== "hidden" || estCible(c) || estVersion(c))).map(decrire);
}

/** A hidden field that suggestions fill. */
const estCible = (champ) => Boolean(champ.id && document.querySelector(`[data-suggestions-cible="#${CSS.escape(champ.id)}"]`));

/** What the form was opened on: the server must know it when the form comes back over something newer. */
const estVersion = (champ) => /^version(_\d+)?$/.test(champ.name);

function decrire(champ) {
  if (champ.multiple && champ.options) return { nom: champ.name, choisis: [...champ.selectedOptions].map((o) => o.value) };
  if (!["checkbox", "radio"].includes(champ.type)) return { nom: champ.name, valeur: champ.value };
  const etiquette = champ.closest("label");
  const libelle = [...(etiquette?.childNodes ?? [])].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.textContent).join(" ").trim();
  return { nom: champ.name, valeur: champ.value, coche: champ.checked, libelle, detail: etiquette?.querySelector("small")?.textContent };
}

function remettre(racine, { adresse: voulue, champs }) {
  const formulaire = [...racine.querySelectorAll("form")].find((f) => f.method === "post" && adresse(f) === voulue);
  if (!formulaire) return false;
  // Choices first: they decide which other fields are open.
  const ordre = (champ) => (champ.choisis ? 0 : "coche" in champ ? 1 : trouver(formulaire, champ)?.options ? 0 : 2);
  for (const champ of [...champs].sort((a, b) => ordre(a) - ordre(b))) rendre(formulaire, champ);
  modifies.add(formulaire);
  return true;
}

function trouver(formulaire, { nom, valeur, ...champ }) {
  const memes = [...formulaire.elements].filter((c) => c.name === nom);
  return "coche" in champ ? memes.find((c) => c.value === valeur) : memes[0];
}

function rendre(formulaire, champ) {
  const element = trouver(formulaire, champ) ?? recreer(formulaire, champ);
  if (!element) return;
  if (champ.choisis) for (const option of element.options) option.selected = champ.choisis.includes(option.value);
  else if ("coche" in champ) element.checked = champ.coche;
  else element.value = champ.valeur;
  for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
}

/** A person chosen among suggestions, whose box the page does not have any more. */
function recreer(formulaire, { nom, valeur, coche, libelle, detail }) {
  const source = coche && formulaire.querySelector(`[data-suggestions-nom="${CSS.escape(nom)}"]`);
  const cible = source && document.querySelector(source.dataset.suggestionsCible);
  if (!cible) return null;
  ajouterCase(cible, { id: valeur, libelle, detail }, nom);
  return cible.querySelector(`input[value="${CSS.escape(valeur)}"]`);
}
