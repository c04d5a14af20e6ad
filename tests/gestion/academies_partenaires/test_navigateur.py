"""The administrateur declares a partner in Chromium, from its keys to its first centre; the other side answers."""

from typing import Any

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Page, expect

from imagin.domaine.federation.models import CentreOuvert, Partenaire
from imagin.echanges.federation.adresses import CLES
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.autre_instance import AutreInstance, servir

ETAT = "/federation/v1/etat"


@pytest.mark.exigence("G4.6-08", "G4.6-01")
@pytest.mark.django_db(transaction=True)
def test_de_la_declaration_au_premier_centre(connecter: Any, axe: Any) -> None:
    f.compte("admin", est_administrateur=True)
    f.etablissement("0350001A", "LYC CHATEAUBRIAND RENNES", academie_id="14")
    with servir() as rennes:
        page = connecter("admin")
        for gestes in (_declarer, _confirmer_les_cles, _eprouver, _declarer_un_centre):
            gestes(page, rennes)
            assert axe(page) == []
    assert CentreOuvert.objects.get().partenaire == Partenaire.objects.get(code="14", active=True)


def _declarer(page: Page, rennes: AutreInstance) -> None:
    page.get_by_role("link", name="Académies partenaires").click()
    page.get_by_role("link", name="Déclarer un partenaire").click()
    page.get_by_label("Code").fill("14")
    page.get_by_label("Nom", exact=False).first.fill("RENNES")
    page.get_by_label("Adresse").fill(f"{rennes.adresse}/")
    page.get_by_label("RENNES", exact=True).check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Partenaire · RENNES")


def _confirmer_les_cles(page: Page, rennes: AutreInstance) -> None:
    cle = RSAKey.generate_key(2048, private=True)
    rennes.reponses[CLES] = (200, {"keys": [{**cle.as_dict(private=False), "kid": cle.thumbprint()}]})
    page.get_by_role("link", name="Relever les clés").click()
    volet = page.get_by_role("dialog")
    expect(volet).to_contain_text(cle.thumbprint())
    volet.get_by_label("J'ai comparé ces empreintes").check()
    volet.get_by_role("button", name="Confirmer ces clés").click()
    expect(page.locator("#console")).to_contain_text("Clés de RENNES confirmées.")
    page.get_by_label("Partenariat ouvert").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Pas encore joint")).to_be_visible()


def _eprouver(page: Page, rennes: AutreInstance) -> None:
    page.get_by_role("link", name="Éprouver la liaison").click()
    volet = page.get_by_role("dialog")
    expect(volet).to_contain_text("Ses clés : réussi")
    expect(volet).to_contain_text("Réponse : échec")
    etat = {"instance": "14", "nom": "RENNES", "versions": [1], "heure": maintenant().isoformat(), "centres": []}
    rennes.reponses[ETAT] = (200, {**etat, "cle_numen": "ab" * 32})
    volet.get_by_role("link", name="Éprouver de nouveau").click()
    expect(volet).to_contain_text("Tout répond : RENNES, version 1, aucun de nos établissements n'y est centre")


def _declarer_un_centre(page: Page, rennes: AutreInstance) -> None:
    page.keyboard.press("Escape")
    champ = page.get_by_label("UAI de l'établissement")
    champ.press_sequentially("chateau")
    page.get_by_role("option", name="0350001A").click()
    expect(champ).to_have_value("0350001A")
    page.get_by_role("button", name="Déclarer centre").click()
    expect(page.locator("#console")).to_contain_text("Centre déclaré : LYC CHATEAUBRIAND RENNES (0350001A).")


@pytest.mark.exigence("G1.3-13", "G4.6-08")
@pytest.mark.django_db(transaction=True)
def test_sans_script_aussi(connecter: Any) -> None:
    f.compte("admin", est_administrateur=True)
    partenaire = f.partenaire("14", "RENNES", ["14"], adresse="http://127.0.0.1:9")
    lieu = f.etablissement("0350001A", "LYC CHATEAUBRIAND RENNES", academie_id="14")
    page = connecter("admin", java_script_enabled=False)
    page.get_by_role("link", name="Académies partenaires").click()
    page.get_by_role("link", name="RENNES").click()
    page.get_by_label("UAI de l'établissement").fill("0350001a")
    page.keyboard.press("Enter")
    expect(page.locator("#console")).to_contain_text("Centre déclaré")
    page.get_by_role("button", name=f"Retirer {lieu} des centres").click()
    page.get_by_role("button", name="Retirer").click()
    expect(page.locator("#console")).to_contain_text("0350001A n'est plus centre ici.")
    page.get_by_role("link", name="Éprouver la liaison").click()
    expect(page.get_by_role("list", name="Étapes de l'épreuve")).to_contain_text("Réseau : échec")
    page.get_by_role("link", name="Retour").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Partenaire · {partenaire}")
