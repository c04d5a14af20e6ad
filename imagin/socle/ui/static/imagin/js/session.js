// The session ends after 30 minutes without activity: the server says when, this warns five minutes before.
import { conserver, restaurer, suivre } from "./brouillon.js";

const ADRESSE = "/session/";
const ALERTE = 300_000;
const PAS = 120_000; // typing prolongs the session at most this often
const CLE = "imagin.session";

let proprietaire = "";
let echeance = 0;
let renouvelee = 0;
let minuterie;
let seconde;
let dialogue = null;

/** Asks the server how long is left; `prolonger` tells it that the person is there. */
async function demander(prolonger = false) {
  const jeton = document.cookie.match(/(?:^|; )(?:__Host-)?imagin_csrf=([^;]+)/)?.[1] ?? "";
  const reponse = await fetch(ADRESSE, prolonger ? { method: "POST", headers: { "X-CSRFToken": jeton } } : {});
  if (!reponse.ok) throw new Error(`réponse ${reponse.status}`);
  const { restant, perdue } = await reponse.json();
  echeance = Date.now() + restant * 1000;
  if (!restant || perdue) terminer(perdue);
  return Boolean(restant) && !perdue;
}

async function verifier() {
  try {
    if (!(await demander())) return;
  } catch { /* no network: what was last known decides */ }
  const reste = echeance - Date.now();
  if (reste <= 0) terminer("");
  else if (reste <= ALERTE + 1000) avertir();
  else reprendre();
}

/** Goes on until the next deadline, in this tab and in the others. */
function reprendre() {
  fermer();
  clearTimeout(minuterie);
  minuterie = setTimeout(verifier, Math.max(echeance - ALERTE - Date.now(), 0));
}

function partager() {
  renouvelee = Date.now();
  try { localStorage.setItem(CLE, String(echeance)); } catch { /* storage refused: each tab asks the server */ }
  reprendre();
}

async function poursuivre() {
  try {
    if (await demander(true)) partager();
  } catch {
    const avis = dialogue?.querySelector("[role=alert]");
    if (avis) avis.textContent = "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.";
  }
}

function avertir() {
  if (dialogue) return;
  ouvrir(`<p id="session-texte">Votre session se termine dans <strong data-reste></strong> : vous n'avez rien fait depuis plus de 25 minutes.</p>
    <p class="cache" role="status" data-minutes></p><p role="alert"></p>
    <div class="outils"><button type="button" class="bouton fort" autofocus>Poursuivre ma session</button></div>`);
  dialogue.querySelector("button").addEventListener("click", poursuivre);
  dialogue.addEventListener("cancel", (evenement) => { evenement.preventDefault(); poursuivre(); });
  seconde = setInterval(compter, 1000);
  compter();
}

function compter() {
  const reste = Math.max(0, Math.round((echeance - Date.now()) / 1000));
  const minutes = Math.floor(reste / 60);
  dialogue.querySelector("[data-reste]").textContent = `${minutes} min ${String(reste % 60).padStart(2, "0")} s`;
  if (reste % 60 === 0) dialogue.querySelector("[data-minutes]").textContent = `Il reste ${minutes} minute${minutes > 1 ? "s" : ""}.`;
  if (reste) return;
  clearInterval(seconde);
  verifier();
}

function terminer(motif) {
  clearTimeout(minuterie);
  fermer();
  const gardees = conserver(proprietaire);
  const suite = encodeURIComponent(location.pathname + location.search);
  ouvrir(`<p id="session-texte"></p><p data-gardees hidden>Votre saisie est gardée dans cet onglet : vous la retrouverez ici ensuite.</p>
    <div class="outils"><a class="bouton fort" autofocus></a></div>`);
  dialogue.querySelector("#session-texte").textContent = motif || "Votre session est terminée : 30 minutes se sont écoulées sans activité. Une session dure aussi 12 heures au plus.";
  dialogue.querySelector("[data-gardees]").hidden = !gardees;
  const lien = dialogue.querySelector("a");
  lien.textContent = motif ? "Choisir un service" : "S'identifier de nouveau";
  lien.href = motif ? `/services/?next=${suite}` : `/connexion/?expiree=1&next=${suite}`;
  dialogue.addEventListener("cancel", (evenement) => evenement.preventDefault());
}

function ouvrir(html) {
  dialogue = Object.assign(document.createElement("dialog"), { className: "confirmation", innerHTML: `<form method="dialog">${html}</form>` });
  dialogue.setAttribute("aria-labelledby", "session-texte");
  document.body.append(dialogue);
  dialogue.showModal();
}

function fermer() {
  clearInterval(seconde);
  dialogue?.remove();
  dialogue = null;
}

function agir({ isTrusted }) {
  if (!isTrusted || dialogue || Date.now() - renouvelee < PAS) return;
  renouvelee = Date.now();
  poursuivre();
}

export function installer() {
  const repere = document.querySelector('meta[name="imagin-session"]');
  if (!repere) return;
  proprietaire = repere.dataset.proprietaire;
  echeance = Date.now() + Number(repere.content) * 1000;
  partager();
  suivre();
  for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, agir);
  // Another tab was used: this one goes on too.
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== CLE || Number(newValue) <= echeance) return;
    echeance = Number(newValue);
    reprendre();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && Date.now() - renouvelee > PAS) verifier(); });
  // A computer that wakes up and leaves the page at once.
  addEventListener("pagehide", () => { if (Date.now() >= echeance) conserver(proprietaire); });
}

export function equiper(racine) {
  restaurer(racine, proprietaire);
}
