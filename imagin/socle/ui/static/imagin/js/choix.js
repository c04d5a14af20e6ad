// A list of boxes `data-choix`: « Tout sélectionner » (`data-tout`) and texts that count what is ticked (`data-compte-de`).
const cases = (groupe) => [...groupe.querySelectorAll("input[type=checkbox]:not([data-tout])")].filter((c) => !c.closest("tr[hidden]"));

/** `data-zero`, `data-un`, `data-plusieurs`: the text for that many; {n} and {total} are replaced. */
function accorder(element, n, total) {
  const { zero, un, plusieurs } = element.dataset;
  const modele = n === 0 ? zero : n === 1 ? un : plusieurs;
  element.textContent = (modele ?? plusieurs).replace("{n}", n).replace("{total}", total);
}

function compter(groupe) {
  const toutes = cases(groupe);
  const cochees = toutes.filter((c) => c.checked).length;
  const tout = groupe.querySelector("[data-tout]");
  if (tout) {
    tout.checked = toutes.length > 0 && cochees === toutes.length;
    tout.indeterminate = cochees > 0 && cochees < toutes.length;
    tout.disabled = toutes.length === 0;
  }
  for (const element of document.querySelectorAll(`[data-compte-de="#${groupe.id}"]`)) accorder(element, cochees, toutes.length);
}

export function equiper(racine) {
  for (const groupe of racine.querySelectorAll("[data-choix]")) {
    groupe.addEventListener("change", (evenement) => {
      if (evenement.target.matches("[data-tout]")) for (const c of cases(groupe)) c.checked = evenement.target.checked;
      compter(groupe);
    });
    compter(groupe);
  }
}
