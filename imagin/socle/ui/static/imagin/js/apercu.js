// `data-apercu-url`: a part of a form that the server redraws as the form changes (conflicts shown before the button).
import { Refus, brancher, questionneur } from "./fragment.js";

const DELAI = 250;

function suivre(apercu) {
  const formulaire = apercu.closest("form");
  const demander = questionneur();
  let attente;

  async function rafraichir() {
    try {
      const reponse = await demander(apercu.dataset.apercuUrl, { corps: new FormData(formulaire) });
      if (!reponse?.page || reponse.refusee) return;
      apercu.replaceChildren(...reponse.page.body.childNodes);
      brancher(apercu);
    } catch (erreur) {
      // An answer that is none leaves the last one: the server checks again when the form is sent.
      if (!(erreur instanceof Refus)) apercu.replaceChildren();
    }
  }

  formulaire.addEventListener("change", (evenement) => {
    if (apercu.contains(evenement.target)) return;
    clearTimeout(attente);
    attente = setTimeout(rafraichir, DELAI);
  });
}

export function equiper(racine) {
  for (const apercu of racine.querySelectorAll("form [data-apercu-url]")) suivre(apercu);
}
