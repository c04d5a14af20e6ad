// « Agrandir la zone de travail »: hides header and menu, brings them back, remembers it in this browser.
const CLE = "imagin.agrandi";

function basculer(agrandir) {
  document.documentElement.toggleAttribute("data-agrandi", agrandir);
  try {
    if (agrandir) localStorage.setItem(CLE, "1");
    else localStorage.removeItem(CLE);
  } catch { /* storage refused: not remembered */ }
  document.querySelector(`[data-bascule="${agrandir ? "reduire" : "agrandir"}"]`)?.focus();
}

export function installer() {
  document.addEventListener("click", (evenement) => {
    const bouton = evenement.target.closest("[data-bascule]");
    if (bouton) basculer(bouton.dataset.bascule === "agrandir");
  });
  const menu = document.querySelector(".menu details");
  const large = matchMedia("(min-width: 52.01rem)");
  // Browsers without ::details-content cannot show a closed menu in CSS alone.
  if (menu && !CSS.supports("selector(::details-content)")) {
    const ajuster = () => { menu.open = large.matches; };
    large.addEventListener("change", ajuster);
    ajuster();
  }
}
