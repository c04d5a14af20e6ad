// A piece of page asked from the server and put in this one: the only script that fetches HTML.

/** An answer that is none; what else goes wrong is the network, whose words are the browser's, in English. */
export class Refus extends Error {}

/** Why a piece did not come, in words for a person. */
export const cause = (erreur) => (erreur instanceof Refus ? erreur.message : "le serveur ne répond pas");

/**
 * Asks for a piece of page, the frame left out (`entiere`: with it). `corps` is posted; `envoi` says that a person sends
 * it, so that the server keeps it if the session has ended.
 *
 * Gives `page`, a document, and `refusee`, true for a form that comes back to be corrected; or `ailleurs`, the address
 * where the server sends instead (what is done, or signing in). Throws when the server fails or does not answer.
 */
export async function demander(adresse, { corps, envoi = false, entiere = false, signal } = {}) {
  const entetes = { ...(!entiere && { "X-Volet": "1" }), ...(envoi && { "X-Volet-Envoi": "1" }) };
  const reponse = await fetch(adresse, { method: corps ? "POST" : "GET", body: corps, headers: entetes, signal });
  const ailleurs = reponse.headers.get("X-Redirection") ?? (reponse.redirected ? reponse.url : null);
  if (ailleurs) return { ailleurs };
  const refusee = reponse.status === 422;
  if (!reponse.ok && !refusee) throw new Refus(`le serveur a répondu par une erreur (${reponse.status})`);
  return { page: new DOMParser().parseFromString(await reponse.text(), "text/html"), refusee };
}

/** Asks as `demander` does, one question at a time: a newer one drops the older, whose answer is then null. */
export function questionneur() {
  let arret;
  return async (adresse, options = {}) => {
    arret?.abort();
    arret = new AbortController();
    try {
      return await demander(adresse, { ...options, signal: arret.signal });
    } catch (erreur) {
      if (erreur.name === "AbortError") return null;
      throw erreur;
    }
  };
}

/** What is looked for in an answer; throws when it is another page, or one that leads elsewhere. */
export function trouver({ page }, selecteur) {
  const morceau = page?.querySelector(selecteur);
  if (!morceau) throw new Refus("le serveur a répondu par une autre page que celle attendue");
  return morceau;
}

/** Has each script equip what has just been put in the page. */
export function brancher(morceau) {
  morceau.dispatchEvent(new CustomEvent("imagin:fragment", { bubbles: true }));
}
