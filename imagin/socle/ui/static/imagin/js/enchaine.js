// Choices that open one another: `select[data-enchaine]` in a form `data-enchaine-vers="<address>"` asks it again with what is chosen.
import { brancher, demander, trouver } from "./fragment.js";

async function enchainer(select) {
  const formulaire = select.form;
  const donnees = new FormData(formulaire);
  donnees.delete("csrfmiddlewaretoken");
  const adresse = `${formulaire.dataset.enchaineVers}?${new URLSearchParams(donnees)}`;
  if (!formulaire.closest("dialog")) return location.assign(adresse);
  try {
    const recu = trouver(await demander(adresse), "form[data-enchaine-vers]");
    formulaire.replaceWith(recu);
    brancher(recu);
    recu.elements[select.name].focus();
  } catch {
    location.assign(adresse); // the whole page says what is wrong
  }
}

export function installer() {
  document.addEventListener("change", ({ target }) => target.matches("select[data-enchaine]") && enchainer(target));
}
