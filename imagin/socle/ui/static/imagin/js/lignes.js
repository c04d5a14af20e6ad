// Lines of a list: their folded words, and the opening of their detail with the mouse anywhere on them.
import { cherchable } from "./recherche.js";

/** Click or middle click on a line; not on its own links and buttons, nor while text is selected. */
export function ouvrirLigne(evenement) {
  const lien = evenement.target.closest("tr.ouvrable")?.querySelector("th a");
  if (!lien || evenement.target.closest("a, button, input, select, label, summary") || !getSelection().isCollapsed) return;
  if (evenement.button === 1 || evenement.ctrlKey || evenement.metaKey) open(lien.href, "_blank", "noopener");
  else if (evenement.button === 0) {
    lien.focus({ preventScroll: true }); // where a sheet gives the focus back
    lien.click();
  }
}

/** What a cell says; one that holds fields says what the server wrote of it. */
const mots = (cellule) => (cellule.querySelector("input, select") ? cellule.dataset.cle ?? "" : [...cellule.childNodes].map((n) => n.textContent).join(" "));

/** The folded words of a line, computed once; its actions are not searched. */
export function replierLigne(ligne) {
  if (ligne.texte === null) {
    const cellules = [...ligne.tr.cells].filter((cellule) => !cellule.matches(".gestes"));
    ligne.texte = cherchable([...cellules.map(mots), ligne.tr.dataset.cherche ?? ""].join(" "));
  }
  return ligne.texte;
}
