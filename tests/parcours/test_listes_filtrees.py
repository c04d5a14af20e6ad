"""Every list that has filters, as its declaration says: filter, sort, look for, download, open, come back, reload."""

import csv
import io

import pytest
from django import forms
from playwright.sync_api import Locator, Page, expect

from tests.outillage.listes import Cas, listes_filtrees, scene

PRETE = "html[data-pret]"


def remplir(page: Page, cas: Cas) -> None:
    """Choose in each declared filter, whatever it is made of."""
    zone = page.locator("form.filtres")
    for nom, champ in listes_filtrees()[cas.nom].filtres.base_fields.items():
        voulu = cas.choix[nom]
        if isinstance(champ, forms.MultipleChoiceField):
            zone.locator(f"details:has(input[name={nom}]) summary").click()
            for case in zone.locator(f"input[name={nom}]").all():
                case.set_checked(case.get_attribute("value") in voulu)
        elif isinstance(champ, forms.ChoiceField):
            zone.locator(f"input[name={nom}][value={voulu}]").check()
        elif isinstance(champ, forms.BooleanField):
            zone.locator(f"input[name={nom}]").set_checked(voulu)
        else:
            zone.locator(f"input[name={nom}]").fill(voulu)
    zone.locator("button[type=submit]").click()


def lignes(page: Page) -> list[str]:
    """What the first cell of each line displayed says."""
    return page.locator("[data-liste] tbody tr:visible > th").all_inner_texts()


def choisi(page: Page) -> list[str]:
    """The filters as the form shows them."""
    champs = page.locator(".filtres :is(input:checked, input[type=date])")
    return champs.evaluate_all("champs => champs.map((c) => `${c.name}=${c.value}`)")


def attendre(page: Page, motif: str, *, scripts: bool) -> None:
    page.wait_for_url(motif)
    if scripts:
        page.wait_for_selector(PRETE, state="attached")


def telecharger(page: Page, lien: Locator) -> list[str]:
    with page.expect_download() as fichier:
        lien.click()
    texte = fichier.value.path().read_text("utf-8-sig")
    return [ligne[0] for ligne in csv.reader(io.StringIO(texte), delimiter=";")][1:]


def trier(page: Page, cas: Cas, *, scripts: bool) -> list[str]:
    """The lines, from the last to the first of that column."""
    entete = page.locator(f"th[data-colonne={cas.tri}]")
    while entete.get_attribute("aria-sort") != "descending":
        avant = page.url
        entete.locator("a").click()
        attendre(page, lambda adresse: adresse != avant, scripts=scripts)  # noqa: B023
    return lignes(page)


def ouvrir_et_revenir(page: Page, cas: Cas, *, scripts: bool) -> None:
    page.locator("[data-liste] tbody tr:visible th a").last.click()
    attendre(page, lambda adresse: f"{cas.adresse}?" not in adresse, scripts=scripts)
    page.get_by_role("link", name="Retour", exact=True).click()


def jouer(page: Page, cas: Cas, *, scripts: bool) -> None:
    """The journey on one list."""
    page.goto(cas.adresse)
    remplir(page, cas)
    attendre(page, "**filtre=1**", scripts=scripts)
    expect(page.locator("main .erreurs, main .avis.refus")).to_have_count(0)
    filtrees, etat = lignes(page), choisi(page)
    triees = trier(page, cas, scripts=scripts)
    assert filtrees, cas
    assert sorted(triees) == sorted(filtrees), cas
    page.locator(".recherche input[type=search]").fill(cas.mot)
    if not scripts:
        page.locator(".recherche button").click()
    attendre(page, f"**q={cas.mot}**", scripts=scripts)
    affichees, restantes = lignes(page), iter(triees)
    assert affichees, cas
    assert all(ligne in restantes for ligne in affichees), cas  # in the same order
    assert choisi(page) == etat, cas
    assert telecharger(page, page.locator("a[data-suit-liste][href*='.csv']").first) == affichees, cas
    ouvrir_et_revenir(page, cas, scripts=scripts)
    for reviens in (lambda: None, page.reload):
        reviens()
        attendre(page, f"**{cas.adresse}?**q={cas.mot}**", scripts=scripts)
        assert (lignes(page), choisi(page)) == (affichees, etat), cas
        if scripts:
            expect(page.locator("[data-liste] tbody tr:visible th a").last).to_be_focused()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["avec scripts", "sans scripts"])
@pytest.mark.exigence("G1.3-07", "G1.3-08", "G1.3-09", "G1.3-10", "G1.3-11", "G3.1-02")
def test_filtrer_trier_chercher_telecharger_ouvrir_revenir_recharger(live_server, connecter, scripts):
    essais = scene()
    page = connecter(java_script_enabled=scripts)
    for cas in essais:
        jouer(page, cas, scripts=scripts)
    assert {cas.nom for cas in essais} == set(listes_filtrees())


# Each header in turn, both ways: the lines as the page sorts them, then as the server does at that address.
TRIER_PARTOUT = """async () => {
  const lignes = (page) => [...page.querySelectorAll("[data-liste] tbody tr")];
  const cles = (page) => lignes(page).map((tr) => tr.querySelector(".gestes input, a").outerHTML).join();
  const ecarts = [];
  for (const th of document.querySelectorAll("th[data-colonne]")) {
    for (const _ of [1, 2]) {
      th.querySelector("a").click();
      const html = await (await fetch(location.href)).text();
      const serveur = cles(new DOMParser().parseFromString(html, "text/html"));
      if (cles(document) !== serveur) ecarts.push(location.search);
    }
  }
  return ecarts;
}"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.exigence("G1.3-09")
def test_chaque_colonne_se_trie_dans_la_page_comme_sur_le_serveur(live_server, connecter):
    adresses = dict.fromkeys(cas.adresse for cas in scene())
    page = connecter()
    for adresse in adresses:
        page.goto(f"{adresse}?filtre=1")
        page.wait_for_selector(PRETE, state="attached")
        assert (adresse, page.evaluate(TRIER_PARTOUT)) == (adresse, [])
