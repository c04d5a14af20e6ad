// Choices folded in one field: their summary follows what is ticked; a click elsewhere or Escape folds them.
export function installer() {
  const deplies = () => document.querySelectorAll("[data-multi][open]");
  document.addEventListener("change", (evenement) => {
    const champ = evenement.target.closest("[data-multi]");
    if (!champ) return;
    const nombre = champ.querySelectorAll("input:checked").length;
    const resume = champ.querySelector("[data-multi-texte]");
    resume.textContent = nombre ? `${nombre} ${resume.dataset.mot}` : resume.dataset.rien;
  });
  document.addEventListener("click", (evenement) => {
    for (const champ of deplies()) if (!champ.contains(evenement.target)) champ.open = false;
  });
  document.addEventListener("focusin", (evenement) => {
    for (const champ of deplies()) if (!champ.contains(evenement.target)) champ.open = false;
  });
  document.addEventListener("keydown", (evenement) => {
    const champ = evenement.key === "Escape" && evenement.target.closest("[data-multi][open]");
    if (!champ) return;
    evenement.preventDefault();
    champ.open = false;
    champ.querySelector("summary").focus();
  });
}
