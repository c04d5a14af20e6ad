// Buttons `data-confirme name="question" value="Supprimer|Supprimer … ?"` ask before they submit, in an accessible dialog;
// their name then stays home: it is what has the server ask by a page when there are no scripts.
const accordes = new WeakSet();

function batir(message, oui, danger) {
  const dialogue = document.createElement("dialog");
  dialogue.className = "confirmation";
  dialogue.setAttribute("aria-labelledby", "confirmation-texte");
  dialogue.innerHTML = `<form method="dialog"><p id="confirmation-texte"></p>
    <div class="outils"><button class="bouton fort" value="oui"></button><button class="bouton nu" value="non" autofocus>Annuler</button></div></form>`;
  dialogue.querySelector("p").textContent = message;
  const bouton = dialogue.querySelector("[value=oui]");
  bouton.textContent = oui;
  bouton.classList.toggle("danger", danger);
  return dialogue;
}

/** Asks; resolves to true when the user agrees. */
export function confirmer(message, { oui = "Confirmer", danger = false } = {}) {
  const dialogue = batir(message, oui, danger);
  document.body.append(dialogue);
  dialogue.showModal();
  return new Promise((resoudre) => {
    dialogue.addEventListener("close", () => {
      dialogue.remove();
      resoudre(dialogue.returnValue === "oui");
    });
  });
}

async function demander(bouton) {
  const { name, value } = bouton;
  const barre = value.indexOf("|");
  const [oui, question] = [value.slice(0, barre), value.slice(barre + 1)];
  if (!(await confirmer(question, { oui, danger: bouton.matches(".danger") }))) return;
  accordes.add(bouton);
  bouton.name = "";
  bouton.form.requestSubmit(bouton);
  bouton.name = name;
  accordes.delete(bouton);
}

export function installer() {
  // Capture: before the sheet sends the form.
  document.addEventListener("submit", (evenement) => {
    const bouton = evenement.submitter;
    if (bouton?.dataset.confirme === undefined || accordes.has(bouton)) return;
    evenement.preventDefault();
    evenement.stopImmediatePropagation();
    demander(bouton);
  }, true);
}
