// « Retour », reload, the browser's back and the answer to a form restore what the address says of a list (filters,
// search, sort), its scroll, and the focus: on the line that was left, or on the message that the answer brings.
import { nouveauMessage } from "./console.js";

const RETOUR = "imagin.retour"; // the address one goes back to
const ENVOI = "imagin.envoi"; // a form was sent: the page that comes is its answer
const lire = (cle) => JSON.parse(sessionStorage.getItem(cle) ?? "null");
const ecrire = (cle, valeur) => sessionStorage.setItem(cle, JSON.stringify(valeur));
const prendre = (cle) => {
  const valeur = lire(cle);
  sessionStorage.removeItem(cle);
  return valeur;
};
const place = (liste) => `imagin.defilement.${location.pathname}.${liste.section.dataset.liste}`;
const recherche = (chemin) => `imagin.recherche.${chemin}`;

const retour = prendre(RETOUR);
const envoi = prendre(ENVOI);

function revient() {
  const arrivee = performance.getEntriesByType("navigation")[0]?.type;
  return [retour, envoi?.adresse].includes(location.pathname + location.search) || arrivee === "reload" || arrivee === "back_forward";
}

/** What tells a line from the others: the addresses of its detail and of its actions. */
function nommer(tr) {
  const porteurs = tr ? [...tr.querySelectorAll("a[href], form[action]")] : [];
  return porteurs.map((porteur) => porteur.getAttribute("href") ?? porteur.getAttribute("action")).join(" ");
}

function restaurer(liste) {
  const garde = lire(place(liste));
  if (!garde || garde.recherche !== location.search || !revient()) return;
  if (garde.limite) liste.montrerPlus(garde.limite);
  const lignes = garde.ligne ? [...liste.region.querySelectorAll("tbody tr")] : [];
  const ligne = lignes.find((tr) => !tr.hidden && nommer(tr) === garde.ligne);
  ligne?.querySelector("a, button")?.focus();
  liste.region.scrollTop = garde.liste;
  scrollTo(scrollX, garde.page);
}

/** Remembers where a list is scrolled and which line is used when one leaves the page, and goes there when one comes back. */
export function suivre(liste) {
  if (liste.section.closest("dialog")) return;
  let ligne = null;
  // The section stays when a search replaces the lines.
  for (const geste of ["click", "focusin"]) liste.section.addEventListener(geste, ({ target }) => { if (liste.region.contains(target)) ligne = target.closest("tbody tr"); });
  restaurer(liste);
  addEventListener("pagehide", () => {
    const limite = Number.isFinite(liste.limite) ? liste.limite : 0;
    ecrire(place(liste), { recherche: location.search, liste: liste.region.scrollTop, page: scrollY, limite, ligne: nommer(ligne) });
  });
}

/** Links `data-retour` lead to the list as this tab left it; without scripts, as the session keeps it. */
export function equiper(racine) {
  for (const lien of racine.querySelectorAll("a[data-retour]")) {
    lien.search = lire(recherche(lien.pathname)) ?? lien.search;
    lien.addEventListener("click", () => ecrire(RETOUR, lien.pathname + lien.search));
  }
}

/** What went wrong, where it stands; else what the console has just said. */
function montrerLaReponse() {
  const erreur = document.querySelector("main [role=alert]") ?? document.querySelector("main [aria-invalid=true]");
  const ou = erreur ?? (envoi.cadre ? nouveauMessage() : null); // signing in begins at the top of the page
  if (!ou) return;
  if (!ou.matches("input, select, textarea")) ou.tabIndex = -1;
  ou.focus({ preventScroll: !erreur });
}

export function installer() {
  addEventListener("submit", ({ target }) => {
    if (!target.hasAttribute("data-telecharge")) ecrire(ENVOI, { adresse: location.pathname + location.search, cadre: document.querySelector("[data-console]") !== null });
  });
  addEventListener("pagehide", () => {
    if (document.querySelector("[data-liste]")) ecrire(recherche(location.pathname), location.search);
  });
}

/** Once lists are in place. */
export function finir() {
  if (envoi !== null) montrerLaReponse();
}
