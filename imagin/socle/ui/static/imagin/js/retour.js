// « Retour », reload and the browser's back restore filters, search and sort (all in the address) and the scroll.
const lire = (cle) => JSON.parse(sessionStorage.getItem(cle) ?? "null");
const ecrire = (cle, valeur) => sessionStorage.setItem(cle, JSON.stringify(valeur));
const place = (liste) => `imagin.defilement.${location.pathname}.${liste.section.dataset.liste}`;

function revient() {
  const arrivee = performance.getEntriesByType("navigation")[0]?.type;
  const demande = lire("imagin.retour") === location.pathname + location.search;
  return demande || arrivee === "reload" || arrivee === "back_forward";
}

function restaurer(liste) {
  const garde = lire(place(liste));
  if (!garde || garde.recherche !== location.search || !revient()) return;
  if (garde.limite) liste.montrerPlus(garde.limite);
  liste.region.scrollTop = garde.liste;
  scrollTo(scrollX, garde.page);
}

/** Remembers where a list is scrolled when one leaves the page, and goes there when one comes back. */
export function suivre(liste) {
  restaurer(liste);
  addEventListener("pagehide", () => {
    const limite = Number.isFinite(liste.limite) ? liste.limite : 0;
    ecrire(place(liste), { recherche: location.search, liste: liste.region.scrollTop, page: scrollY, limite });
    ecrire(`imagin.recherche.${location.pathname}`, location.search);
  });
}

/** Links `data-retour` lead to the list as it was left. */
export function equiper(racine) {
  for (const lien of racine.querySelectorAll("a[data-retour]")) {
    lien.search ||= lire(`imagin.recherche.${lien.pathname}`) ?? "";
    lien.addEventListener("click", () => ecrire("imagin.retour", lien.pathname + lien.search));
  }
  if (racine === document) setTimeout(() => sessionStorage.removeItem("imagin.retour"));
}
