// Display settings: each choice shows at once, and is undone when the sheet is closed without saving.
function appliquer(choix) {
  document.documentElement.dataset[choix.name] = choix.value;
}

function suivre(formulaire) {
  formulaire.addEventListener("change", (evenement) => {
    if (evenement.target.type === "radio") appliquer(evenement.target);
  });
  formulaire.closest("dialog")?.addEventListener("close", () => {
    for (const choix of formulaire.querySelectorAll("input[type=radio]")) if (choix.defaultChecked) appliquer(choix);
  }, { once: true });
}

export function equiper(racine) {
  for (const formulaire of racine.querySelectorAll("form[data-reglages]")) suivre(formulaire);
}
