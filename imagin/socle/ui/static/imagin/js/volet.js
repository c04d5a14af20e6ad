// Links and POST forms `data-volet` open their page's fragment in a side sheet; its forms are sent from there.
import { confirmer } from "./confirme.js";
import { ajouter, recevoir } from "./console.js";
import { brancher, cause, demander, trouver } from "./fragment.js";

let dialogue = null;
let modifie = false;

function batir() {
  const volet = document.createElement("dialog");
  volet.className = "volet";
  volet.setAttribute("aria-labelledby", "volet-titre");
  volet.addEventListener("close", () => { volet.replaceChildren(); });
  volet.addEventListener("input", () => { modifie = true; });
  volet.addEventListener("change", () => { modifie = true; });
  volet.addEventListener("submit", envoyer);
  volet.addEventListener("cancel", (evenement) => {
    if (!modifie || evenement.target !== volet) return;
    evenement.preventDefault();
    confirmer("Fermer sans enregistrer ? Votre saisie sera perdue.", { oui: "Fermer" }).then((oui) => oui && volet.close());
  });
  document.body.append(volet);
  return volet;
}

/** Asks the server for a fragment and shows it; false when the page is leaving for another address. */
async function presenter(url, options) {
  const reponse = await demander(url, options);
  if (reponse.ailleurs) naviguer(reponse.ailleurs);
  else montrer(trouver(reponse, ".fragment, main"));
  return !reponse.ailleurs;
}

function naviguer(adresse) {
  const url = new URL(adresse, location.href);
  // The list under the sheet keeps its search, sort and scroll.
  if (url.pathname === location.pathname && ["", location.search].includes(url.search)) location.reload();
  else location.assign(url);
}

function montrer(fragment) {
  const fermer = Object.assign(document.createElement("button"), { type: "button", className: "geste fermer", title: "Fermer" });
  fermer.dataset.annuler = "";
  fermer.innerHTML = '<svg class="icone" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18"/></svg><span class="cache">Fermer</span>';
  recevoir(fragment);
  dialogue ??= batir();
  dialogue.replaceChildren(fragment, fermer);
  modifie = false;
  if (!dialogue.open) dialogue.showModal();
  dialogue.scrollTop = 0;
  brancher(fragment);
  const ou = fragment.querySelector("[role=alert], [aria-invalid=true], [data-erreur]") ?? fragment.querySelector("[autofocus]") ?? fragment.querySelector("h2");
  if (ou && !ou.matches("input, select, textarea, button, a")) ou.tabIndex = -1;
  ou?.focus();
}

async function ouvrir(lien) {
  if (lien.ariaBusy === "true") return;
  lien.ariaBusy = "true";
  try {
    await presenter(lien.href);
  } catch {
    location.assign(lien.href); // the whole page says what is wrong
  } finally {
    lien.ariaBusy = "false";
  }
}

/** A form of the page whose answer asks something first: nothing is done yet. */
async function interroger(evenement) {
  const formulaire = evenement.target;
  if (evenement.defaultPrevented || !formulaire.matches("form[data-volet]") || formulaire.ariaBusy === "true") return;
  evenement.preventDefault();
  const bouton = evenement.submitter;
  formulaire.ariaBusy = "true";
  try {
    await presenter(formulaire.action, { corps: new FormData(formulaire, bouton), envoi: true });
  } catch {
    formulaire.removeAttribute("data-volet");
    formulaire.requestSubmit(bouton); // the whole page says what is wrong
  } finally {
    formulaire.ariaBusy = "false";
  }
}

async function envoyer(evenement) {
  const formulaire = evenement.target;
  if (formulaire.method === "dialog" || evenement.defaultPrevented) return;
  if (formulaire.hasAttribute("data-telecharge")) { // the browser receives the file, the page stays
    setTimeout(() => dialogue.close());
    return;
  }
  evenement.preventDefault();
  const bouton = evenement.submitter;
  const corps = new FormData(formulaire, bouton);
  if (bouton) bouton.disabled = true;
  try {
    const get = formulaire.method === "get";
    const url = get ? `${formulaire.action.split("?")[0]}?${new URLSearchParams(corps)}` : formulaire.action;
    if (await presenter(url, get ? {} : { corps, envoi: true })) modifie = !get;
  } catch (erreur) {
    signaler(formulaire, erreur);
    if (bouton) bouton.disabled = false;
  }
}

function signaler(formulaire, erreur) {
  const texte = `L'enregistrement n'a pas abouti : ${cause(erreur)}. Votre saisie est toujours là : vérifiez votre connexion, puis réessayez.`;
  const avis = Object.assign(document.createElement("p"), { className: "avis refus", role: "alert", textContent: texte });
  formulaire.querySelector(":scope > .avis.refus")?.remove();
  formulaire.prepend(avis);
  avis.scrollIntoView({ block: "nearest" });
  ajouter("erreur", texte);
}

export function installer() {
  document.addEventListener("submit", interroger);
  document.addEventListener("click", (evenement) => {
    if (evenement.button || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
    const lien = evenement.target.closest("a[data-volet]");
    const annuler = dialogue?.open && evenement.target.closest("[data-annuler]");
    if (lien || annuler) evenement.preventDefault();
    if (lien) ouvrir(lien);
    else if (annuler) dialogue.close();
  });
}
