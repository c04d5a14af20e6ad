// The state of a list in the address of the page, and in the links and forms that follow it.

function ecrire(parametres, valeurs) {
  for (const [nom, valeur] of Object.entries(valeurs)) valeur ? parametres.set(nom, valeur) : parametres.delete(nom);
}

/** A link gets search and sort in its address; a form in the hidden fields made for them, never in one of its own. */
function accorder(suiveur, etat) {
  if (suiveur instanceof HTMLAnchorElement) {
    const url = new URL(suiveur.href);
    ecrire(url.searchParams, etat);
    suiveur.href = url;
    return;
  }
  for (const champ of suiveur.querySelectorAll("input[type=hidden][data-suit]")) champ.value = etat[champ.name] ?? "";
}

/** Writes search and sort in the address, without a new entry in the browser's history; pages begin again at the first. */
export function ecrireAdresse(section, etat, defaut) {
  if (section.closest("dialog")) return; // the address is that of the page underneath
  const url = new URL(location.href);
  const trie = etat.tri !== defaut.tri || etat.sens !== defaut.sens;
  ecrire(url.searchParams, { q: etat.q, tri: trie ? etat.tri : "", sens: trie ? etat.sens : "", page: "" });
  history.replaceState(history.state, "", url);
}

/** Exports and filters `data-suit-liste` ask the server for what is displayed; those of a sheet are its own. */
export function accorderSuiveurs(section, etat) {
  const lieu = section.closest("dialog") ?? document.querySelector("main") ?? document;
  for (const suiveur of lieu.querySelectorAll(`[data-suit-liste="${section.dataset.liste}"]`)) accorder(suiveur, etat);
}
