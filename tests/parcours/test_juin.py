"""A centre's June, played in a browser: services stated, frais estimated, indemnities shared, paid."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.frais.actions import valider_etats
from imagin.domaine.frais.models import EtatFrais, LotFinance
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.temps import aujourd_hui
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

pytestmark = pytest.mark.django_db(transaction=True)
GESTION = systeme("gestionnaire")
TYPES = {
    "SURV": ("SURVEILLANCE", "SURVEILLANCE"),
    "CORRSP": ("CORRECTION SUR PLACE", "ECRITE"),
    "ORAL2": ("Oral 2nd groupe", "ORALE"),
    "TP": ("EPREUVE PRATIQUE", "PRATIQUE"),
    "VAE": ("ENTRETIEN VAE", "VAE"),
}


@pytest.fixture
def juin(live_server):
    """One mission of each kind at LPO Bellevue last week, with somebody summoned; a practical one over three days."""
    for activite in ("constat_service_fait", "indemnites_chefs_centre"):
        f.ouverture(activite)
    f.compte()
    missions = {}
    for code, (libelle, remuneration) in TYPES.items():
        type_ = type_mission(code, libelle=libelle, remuneration=remuneration)
        missions[code] = f.mission(dates=jours(3 if code == "TP" else 1, dans=-8), type=type_, nb_inscrits=120)
        for nom in ("LE GOFF", "BÉNEC'H"):
            affectation = f.affectation(missions[code], f.intervenant(f"{nom}-{code}", "Marie"))
            f.etat_de_frais(affectation)
    f.mission(session=f.session("320", sigle="BTS", libelle="BTS"))
    return missions


def ouvrir(page, mission) -> None:
    page.goto(f"/constat-service-fait/{mission.numero}/")


def constater(page, mission, code: str, champ: str, valeur: str) -> None:
    """BÉNEC'H did the work, LE GOFF did not come."""
    ouvrir(page, mission)
    page.get_by_label(f"{champ} de BÉNEC'H-{code} Marie").fill(valeur)
    page.get_by_label(f"Service fait, BÉNEC'H-{code} Marie").select_option("Service fait")
    page.get_by_label(f"Service fait, LE GOFF-{code} Marie").select_option("Service non fait")
    page.get_by_label(f"Motif service non fait, LE GOFF-{code} Marie").fill("absente")
    page.get_by_role("button", name="Enregistrer", exact=True).press("Enter")
    expect(page.locator("#console")).to_contain_text("2 lignes enregistrées.")


def saisir_horaires(page, mission) -> None:
    """Three days of a practical épreuve, by half-day, in the sheet."""
    ouvrir(page, mission)
    page.get_by_role("link", name="Dates et horaires de BÉNEC'H-TP Marie").press("Enter")
    volet = page.get_by_role("dialog", name="Détails Constat Service Fait")
    matins = volet.locator(".horaire:not([hidden])")
    expect(matins).to_have_count(1)  # the day of the summons
    expect(volet.locator("[data-nombre-dates]")).to_have_text("1 ligne")
    for jour in jours(3, dans=-8)[1:]:
        volet.locator(f"[name=jours][value='{jour}']").press("Space")
    expect(matins).to_have_count(3)
    for rang in range(3):
        matins.nth(rang).get_by_label("Début matin").fill("08:00")
        matins.nth(rang).get_by_label("Fin matin").fill("10:30")
    volet.get_by_role("button", name="Service Fait", exact=True).press("Enter")
    expect(volet).to_be_hidden()
    expect(page.get_by_role("cell", name="7 h 30")).to_be_visible()


def saisir_hors_des_dates(page, axe) -> None:
    """LE GOFF stood in on the eve of the mission: the sheet asks why, and the gestionnaire reads the answer."""
    page.get_by_role("link", name="Dates et horaires de LE GOFF-TP Marie").press("Enter")
    volet = page.get_by_role("dialog", name="Détails Constat Service Fait")
    volet.locator(f"[name=jours][value='{jours(1, dans=-8)[0]}']").uncheck()
    volet.locator(f"[name=jours][value='{jours(1, dans=-9)[0]}']").check()
    eve = volet.locator(".horaire:not([hidden])")
    expect(eve).to_contain_text("hors des dates de la mission")
    eve.get_by_label("Début après-midi").fill("14:00")
    eve.get_by_label("Fin après-midi").fill("15:20")
    volet.get_by_role("button", name="Service Fait", exact=True).press("Enter")
    expect(volet.get_by_text("n'est pas une date de la mission")).to_be_visible()
    assert axe(page) == []
    volet.get_by_label("Je confirme cette saisie").check()
    volet.get_by_label("Motif de la confirmation").fill("remplacement")
    volet.get_by_role("button", name="Service Fait", exact=True).press("Enter")
    expect(volet).to_be_hidden()
    expect(page.get_by_role("cell", name="1 h 20")).to_be_visible()
    assert DouteConfirme.objects.get().motif == "remplacement"


def declarer(page, session: str, tranche: str, attendu: str) -> None:
    """Two days, all for one person, sent."""
    page.goto("/indemnites-chefs-centre/")
    page.get_by_role("link", name=session).press("Enter")
    page.get_by_label("Début des épreuves").fill(f"{max(jours(1, dans=-8)[0], aujourd_hui().replace(month=1, day=1))}")
    page.get_by_label(tranche).fill("2")
    page.get_by_label("Nom prénom").press_sequentially("le goff-s")
    page.get_by_role("option", name="LE GOFF-SURV Marie").wait_for()
    page.get_by_label("Nom prénom").press("Enter")
    page.get_by_label("Valeur").fill("100")
    page.get_by_label("Valeur").press("Enter")
    expect(page.get_by_role("rowheader", name="LE GOFF-SURV Marie")).to_be_visible()
    expect(page.get_by_text("Montant global calculé")).to_contain_text(attendu)
    page.get_by_role("button", name="Enregistrer", exact=True).last.press("Enter")
    page.get_by_role("button", name="Transmettre").press("Enter")
    page.get_by_role("button", name="OK").press("Enter")
    expect(page.locator("main").get_by_text("Vos indemnités ont été transmises")).to_be_visible()


def payer(dossier) -> None:
    """The gestionnaire validates what is worth something, the finance system takes it and pays all of it."""
    valider_etats(GESTION, etats=list(EtatFrais.objects.filter(montant__gt=0).values_list("pk", flat=True)))
    call_command("exporter", "finances", str(dossier))
    lot = LotFinance.objects.get()
    payes = "".join(f"{lot.pk};{cle};ACCEPTE;\n" for cle in lot.etats.values_list("pk", flat=True))
    (dossier / "retour.csv").write_text(f"lot;etat;resultat;motif\n{payes}", encoding="utf-8")
    call_command("importer", "finances", str(dossier / "retour.csv"), appliquer=True)


@pytest.mark.exigence("G4.3-05", "G4.3-06", "G4.3-07", "G4.5-01", "G4.5-06", "G4.5-07")
def test_un_centre_constate_son_mois_de_juin_et_repartit_ses_indemnites(connecter, juin, tmp_path, axe):
    page = connecter()
    constater(page, juin["SURV"], "SURV", "Nombre d'heures effectuées", "4:00")
    constater(page, juin["CORRSP"], "CORRSP", "Nombre de copies", "33")
    constater(page, juin["ORAL2"], "ORAL2", "Nombre de candidats", "9")
    constater(page, juin["VAE"], "VAE", "Nombre de candidats", "3")
    saisir_horaires(page, juin["TP"])
    saisir_hors_des_dates(page, axe)
    montants = dict(EtatFrais.objects.values_list("beneficiaire__nom", "montant"))
    assert {nom[8:]: montant for nom, montant in montants.items() if nom.startswith("BÉNEC'H")} == {
        "SURV": Decimal(60), "CORRSP": Decimal(165), "ORAL2": Decimal("28.80"), "VAE": Decimal("28.80"),
        "TP": Decimal(72),
    }  # fmt: skip
    assert EtatFrais.objects.filter(etat="ANNULE", motif="Service non fait").count() == 4

    declarer(page, "470, BCG", "De 1 à 600 candidats", "346,00")
    declarer(page, "320, BTS", "De 51 à 100 candidats", "160,00")
    payer(tmp_path)
    page.goto("/indemnites-chefs-centre/")
    expect(page.get_by_role("cell", name="Accepté")).to_have_count(2)
    ouvrir(page, juin["CORRSP"])
    expect(page.locator("main").get_by_text("Traité par gestionnaire")).to_be_visible()
