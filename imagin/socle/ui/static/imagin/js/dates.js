// A start date `data-propose-fin="<name>"` proposes itself as the end date of the same form, while nothing is there.
export function installer() {
  document.addEventListener("change", ({ target: debut }) => {
    const fin = debut.matches("input[data-propose-fin]") && debut.form?.elements[debut.dataset.proposeFin];
    if (!fin || fin.value || !debut.value) return;
    fin.value = debut.value;
    for (const type of ["input", "change"]) fin.dispatchEvent(new Event(type, { bubbles: true }));
  });
}
