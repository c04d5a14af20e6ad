// A link `data-nouvelle-fenetre` opens a window of its own; when the browser refuses, the page says so: what it shows is
// `data-fenetre-bloquee`. Opened without « noopener », which always answers null, then cut loose from this page.
import { ajouter } from "./console.js";

function ouvrir(evenement) {
  const lien = evenement.target.closest("a[data-nouvelle-fenetre]");
  const autrement = evenement.button !== 0 || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey || evenement.altKey;
  if (!lien || autrement || evenement.defaultPrevented) return;
  evenement.preventDefault();
  const fenetre = window.open(lien.href, "_blank");
  const avis = document.querySelector("[data-fenetre-bloquee]");
  if (fenetre) fenetre.opener = null;
  else if (avis) ajouter("erreur", avis.textContent.trim());
  if (avis) avis.hidden = Boolean(fenetre);
}

export const installer = () => document.addEventListener("click", ouvrir);
