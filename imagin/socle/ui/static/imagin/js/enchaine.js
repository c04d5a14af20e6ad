// Choices that open one another: `select[data-enchaine]` in a form `data-enchaine-vers="<address>"` asks it again with what is chosen.
async function enchainer(select) {
  const formulaire = select.form;
  const donnees = new FormData(formulaire);
  donnees.delete("csrfmiddlewaretoken");
  const adresse = `${formulaire.dataset.enchaineVers}?${new URLSearchParams(donnees)}`;
  const volet = formulaire.closest("dialog");
  if (!volet) return location.assign(adresse);
  try {
    const reponse = await fetch(adresse, { headers: { "X-Volet": "1" } });
    if (!reponse.ok) throw new Error(`réponse ${reponse.status}`);
    const recu = new DOMParser().parseFromString(await reponse.text(), "text/html").querySelector("form[data-enchaine-vers]");
    formulaire.replaceWith(recu);
    recu.dispatchEvent(new CustomEvent("imagin:fragment", { bubbles: true }));
    recu.elements[select.name].focus();
  } catch {
    location.assign(adresse); // the whole page says what is wrong
  }
}

export function installer() {
  document.addEventListener("change", ({ target }) => target.matches("select[data-enchaine]") && enchainer(target));
}
