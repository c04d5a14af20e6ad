// The state of a list in the address of the page, and in the links and forms that follow it.

function ecrire(parametres, valeurs) {
  for (const [nom, valeur] of Object.entries(valeurs)) valeur ? parametres.set(nom, valeur) : parametres.delete(nom);
}

function accorder(suiveur, etat) {
  if (suiveur instanceof HTMLAnchorElement) {
    const url = new URL(suiveur.href);
    ecrire(url.searchParams, etat);
    suiveur.href = url;
    return;
  }
  for (const [nom, valeur] of Object.entries(etat)) {
    const champ = suiveur.querySelector(`input[name="${nom}"]`) ?? suiveur.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: nom }));
    champ.value = valeur;
  }
}

/** Writes search and sort in the address, without a new entry in the browser's history; pages begin again at the first. */
export function ecrireAdresse(etat, defaut) {
  const url = new URL(location.href);
  const trie = etat.tri !== defaut.tri || etat.sens !== defaut.sens;
  ecrire(url.searchParams, { q: etat.q, tri: trie ? etat.tri : "", sens: trie ? etat.sens : "", page: "" });
  history.replaceState(history.state, "", url);
}

/** Exports and filters `data-suit-liste` ask the server for what is displayed. */
export function accorderSuiveurs(cle, etat) {
  for (const suiveur of document.querySelectorAll(`[data-suit-liste="${cle}"]`)) accorder(suiveur, etat);
}
