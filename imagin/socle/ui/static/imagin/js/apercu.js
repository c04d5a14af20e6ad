// `data-apercu-url`: a part of a form that the server redraws as the form changes (conflicts shown before the button).
const DELAI = 250;

function suivre(apercu) {
  const formulaire = apercu.closest("form");
  let attente;
  let requete;

  async function rafraichir() {
    requete?.abort();
    requete = new AbortController();
    try {
      const options = { method: "POST", body: new FormData(formulaire), headers: { "X-Volet": "1" }, signal: requete.signal };
      const reponse = await fetch(apercu.dataset.apercuUrl, options);
      // On any failure the last answer stays: the server checks again when the form is sent.
      if (reponse.ok && !reponse.redirected) apercu.innerHTML = await reponse.text();
    } catch (erreur) {
      if (erreur.name !== "AbortError") apercu.textContent = "";
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
