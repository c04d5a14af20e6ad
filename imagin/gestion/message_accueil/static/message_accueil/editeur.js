// A rich text editor in the place of each `<textarea data-editeur>`. The text goes back there at each change, so that the
// form is sent, previewed and kept like any other; the server makes it safe again.
import DOMPurify from "./tiers/purify.js";
import Squire from "./tiers/squire.js";

const BALISES = ["a", "b", "strong", "i", "em", "p", "br", "ul", "ol", "li", "h3", "blockquote"];

function assainir(html) {
  const propre = DOMPurify.sanitize(html, { ALLOWED_TAGS: BALISES, ALLOWED_ATTR: ["href"], RETURN_DOM_FRAGMENT: true });
  return document.importNode(propre, true);
}

function changerBlocs(squire, de, vers) {
  squire.modifyBlocks((fragment) => {
    for (const bloc of fragment.querySelectorAll(de)) {
      const nouveau = document.createElement(vers);
      nouveau.append(...bloc.childNodes);
      bloc.replaceWith(nouveau);
    }
    return fragment;
  });
}

/** The commands of the bar: how each is done, undone, and known to be in force. */
function commandes(squire, lien) {
  const basculer = (balise, faire, defaire) => ({
    active: () => squire.hasFormat(balise),
    agir: () => (squire.hasFormat(balise) ? defaire() : faire()),
  });
  return {
    gras: basculer("b", () => squire.bold(), () => squire.removeBold()),
    italique: basculer("i", () => squire.italic(), () => squire.removeItalic()),
    intertitre: basculer("h3", () => changerBlocs(squire, "p", "h3"), () => changerBlocs(squire, "h3", "p")),
    puces: basculer("ul", () => squire.makeUnorderedList(), () => squire.removeList()),
    numeros: basculer("ol", () => squire.makeOrderedList(), () => squire.removeList()),
    lien: basculer("a", () => lien.demander(), () => squire.removeLink()),
    poser: { agir: () => lien.poser() },
    annuler: { agir: () => squire.undo() },
    retablir: { agir: () => squire.redo() },
  };
}

function champDuLien(squire, bloc) {
  const adresse = bloc.querySelector("input");
  return {
    demander() {
      bloc.hidden = false;
      adresse.value = "";
      adresse.focus();
    },
    poser() {
      const valeur = adresse.value.trim();
      bloc.hidden = true;
      if (!valeur) return;
      squire.makeLink(/^[a-z]+:|^\//i.test(valeur) ? valeur : `https://${valeur}`);
      // The caret goes after the link: what is typed next must not take its place.
      const apres = squire.getSelection();
      apres.collapse(false);
      squire.setSelection(apres);
    },
    fermer() {
      bloc.hidden = true;
      squire.focus();
    },
    adresse,
  };
}

function relier(champ, squire) {
  let recopie = false;
  squire.addEventListener("input", () => {
    recopie = true;
    champ.value = squire.getHTML();
    for (const genre of ["input", "change"]) champ.dispatchEvent(new Event(genre, { bubbles: true }));
    recopie = false;
  });
  champ.addEventListener("input", () => { if (!recopie) squire.setHTML(champ.value); });
}

function equiperBarre(editeur, squire) {
  const lien = champDuLien(squire, editeur.querySelector(".editeur-lien"));
  const toutes = commandes(squire, lien);
  const boutons = [...editeur.querySelectorAll("[data-commande]")];
  const montrer = () => {
    for (const bouton of boutons) {
      const active = toutes[bouton.dataset.commande].active;
      if (active) bouton.ariaPressed = String(active());
    }
  };
  for (const bouton of boutons) {
    bouton.addEventListener("click", () => {
      toutes[bouton.dataset.commande].agir();
      if (bouton.dataset.commande !== "lien" || lien.adresse.closest("[hidden]")) squire.focus();
      montrer();
    });
  }
  lien.adresse.addEventListener("keydown", (evenement) => {
    if (evenement.key !== "Enter" && evenement.key !== "Escape") return;
    evenement.preventDefault();
    if (evenement.key === "Enter") lien.poser();
    lien.fermer();
  });
  for (const evenement of ["pathChange", "select", "input"]) squire.addEventListener(evenement, montrer);
}

function remplacer(champ) {
  const editeur = document.querySelector("template[data-outils-editeur]").content.firstElementChild.cloneNode(true);
  const texte = editeur.querySelector(".editeur-texte");
  const etiquette = document.querySelector(`label[for="${champ.id}"]`);
  etiquette.id ||= `${champ.id}_etiquette`;
  texte.setAttribute("aria-labelledby", etiquette.id);
  for (const nom of ["aria-describedby", "aria-invalid"]) {
    if (champ.hasAttribute(nom)) texte.setAttribute(nom, champ.getAttribute(nom));
  }
  // Whoever was already typing in the plain field goes on in the editor.
  const actif = document.activeElement === champ;
  champ.hidden = true;
  champ.after(editeur);
  etiquette.addEventListener("click", () => texte.focus());
  const squire = new Squire(texte, { blockTag: "P", sanitizeToDOMFragment: assainir });
  // Tab goes to the next field, even from the beginning of a line of a list.
  for (const touche of ["Tab", "Shift-Tab"]) squire.setKeyHandler(touche, null);
  squire.setHTML(champ.value);
  relier(champ, squire);
  equiperBarre(editeur, squire);
  if (actif) squire.moveCursorToEnd().focus();
}

for (const champ of document.querySelectorAll("textarea[data-editeur]")) remplacer(champ);
