"""Is what has the focus seen? Asked to the browser itself: what lies at the middle of the focused element?"""

from playwright.sync_api import Page

# Wide, half-screen, tablet, two telephones, and 1440 x 900 magnified to 200 %.
FENETRES = ((1440, 900), (1024, 768), (768, 1024), (400, 860), (320, 800), (720, 450))
# A box drawn by its label (calendar, filter of the console) is looked for where the label is. Of an element larger than
# the window, what shows of it counts.
VU = """(element) => {
  const vu = getComputedStyle(element).opacity === "0" ? element.closest("label") ?? element : element;
  return [...vu.getClientRects()].some((r) => {
    const [g, d] = [Math.max(r.left, 0), Math.min(r.right, innerWidth)];
    const [h, b] = [Math.max(r.top, 0), Math.min(r.bottom, innerHeight)];
    return d - g >= 2 && b - h >= 2 && vu.contains(document.elementFromPoint((g + d) / 2, (h + b) / 2));
  });
}"""
NOMMER = '(e) => e.outerHTML.replace(/\\s+/g, " ").slice(0, 120)'
FOCALISABLES = "a[href], :is(button, select, textarea, input:not([type=hidden])):enabled, summary, [tabindex='0']"
# `focus()` scrolls as the Tab key does, in a hundredth of its time.
BALAYER = f"""(focalisables) => {{
  const [vu, nommer] = [{VU}, {NOMMER}];
  scrollTo(0, 0);
  return [...document.querySelectorAll(focalisables)].filter((element) => {{
    if (element.tabIndex < 0 || !element.checkVisibility({{ visibilityProperty: true }})) return false;
    element.focus({{ focusVisible: true }});
    return document.activeElement === element && !vu(element);
  }}).map(nommer);
}}"""
ECOUTER = f"""() => {{
  const [vu, nommer] = [{VU}, {NOMMER}];
  window.essai?.abort();
  window.essai = new AbortController();
  window.caches = [];
  window.passes = 0;
  scrollTo(0, 0);
  (document.querySelector("dialog[open] h2") ?? document.body).focus();
  addEventListener("focusin", (e) => requestAnimationFrame(() => {{
    window.passes += 1;
    if (document.activeElement === e.target && !vu(e.target)) window.caches.push(nommer(e.target));
  }}), {{ signal: window.essai.signal }});
}}"""
REMIS_EN_PAGE = "new Promise((fini) => requestAnimationFrame(() => requestAnimationFrame(fini)))"
TOURS = 60  # strokes of the Tab key: past the first lines of a list, its actions and what is under it


def caches(page: Page, ou: str) -> list[str]:
    """Return what is hidden when it has the focus, in each window, going through the whole page; nothing is wanted."""
    trouves = []
    for largeur, hauteur in FENETRES:
        page.set_viewport_size({"width": largeur, "height": hauteur})
        page.evaluate(REMIS_EN_PAGE)
        trouves += [f"{ou} {largeur} : {element}" for element in page.evaluate(BALAYER, FOCALISABLES)]
    return trouves


def tabuler(page: Page, ou: str) -> list[str]:
    """The same by the Tab key, from the top of the page or of its side sheet."""
    page.evaluate(REMIS_EN_PAGE)
    page.evaluate(ECOUTER)
    for _ in range(TOURS):
        page.keyboard.press("Tab")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert page.evaluate("window.passes") > TOURS // 3, "the focus did not move"
    return [f"{ou} : {element}" for element in page.evaluate("window.caches")]
