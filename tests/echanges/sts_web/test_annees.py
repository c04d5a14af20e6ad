"""The year that STS-WEB prepares from May: it loads beside this year's, and decides nothing before its time."""

from datetime import date

import pytest

from imagin.config.tasks import changer_d_annee
from imagin.domaine.competences.models import Position
from imagin.domaine.personnes.models import Enseignement, Exercice, Intervenant, Matiere, Mef
from imagin.domaine.personnes.queries import avec_enseignements, enseignements
from imagin.socle.imports.models import EtatImport
from tests import factories as f
from tests.echanges.sts_web.fichiers import EXEMPLE, UNE_PERSONNE, fichier
from tests.echanges.sts_web.test_connecteur import classe, local, service
from tests.factories.competences import correspondance
from tests.factories.referentiel import epreuve

pytestmark = [pytest.mark.exigence("G3.1-08"), pytest.mark.exigence("G3.3-03")]


@pytest.fixture
def correspondances(db):
    for code in ("030201", "061300"):
        Matiere.objects.get_or_create(code=code, defaults={"libelle": code})
        correspondance(epreuve(code=f"{code[2:4]}X"), code)


def competences() -> set[str]:
    return set(Position.objects.values_list("epreuve_option__code", flat=True))


def locaux_en_exercice() -> list[str]:
    return list(Exercice.objects.filter(intervenant__source="STS").values_list("intervenant__nom", flat=True))


def test_l_annee_a_venir_ne_change_ni_les_competences_ni_les_locaux(college, importer_sts, correspondances):
    importer_sts(fichier(local("7", "LE GUEN") + UNE_PERSONNE + classe(service("1"))))
    assert competences() == {"02X"}
    cette_annee = local("8", "CASTEX") + UNE_PERSONNE + classe(service("1", matiere="061300"))
    bilan = importer_sts(fichier(cette_annee, annee="2027"))
    assert "ne décide de rien avant le 1er septembre 2027" in bilan.ecarts["remarques"]["premiers"][0]["motif"]
    assert Enseignement.objects.count() == 2
    assert competences() == {"02X"}
    assert locaux_en_exercice() == ["LE GUEN"]
    assert Intervenant.objects.get(nom="LE GUEN").retire_le is None
    assert Intervenant.objects.get(nom="CASTEX").retire_le is not None
    # This year's file still says who works here.
    importer_sts(fichier(local("9", "PUJOL") + UNE_PERSONNE + classe(service("1"))))
    assert locaux_en_exercice() == ["PUJOL"]
    assert competences() == {"02X"}


def test_qui_n_enseigne_plus_perd_ce_que_le_systeme_en_disait(college, importer_sts, correspondances):
    """Nobody is left to recompute from what the file holds: who taught before is remembered."""
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"))))
    assert competences() == {"02X"}
    importer_sts(fichier(UNE_PERSONNE), forcer_retraits=True)
    assert competences() == set()


def test_l_annee_commencee_decide_et_les_ecrans_la_montrent(college, importer_sts, correspondances, rentree):
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"))))
    importer_sts(fichier(UNE_PERSONNE + classe(service("1", matiere="061300")), annee="2027"))
    personne = Intervenant.objects.get(nom="NOM")
    perimetre = f.perimetre(college)
    assert [cours.annee for cours in enseignements(perimetre, personne.pk)] == [2026]
    assert [cours.annee for _, cours in avec_enseignements(perimetre, [personne.pk])] == [2026]
    rentree(date(2027, 9, 1))
    changer_d_annee(0)
    assert competences() == {"13X"}
    assert [cours.annee for cours in enseignements(perimetre, personne.pk)] == [2027]


@pytest.mark.parametrize("annee", ["2024", "2028", "2062", "1999"])
def test_une_annee_trop_lointaine_est_refusee(college, importer_sts, annee):
    bilan = importer_sts(fichier(UNE_PERSONNE + classe(service("1")), annee=annee), etat=EtatImport.REFUSE)
    assert {(rejet["table"], rejet["colonne"]) for rejet in bilan.rejets} == {("entete", "annee")}
    assert any("de 2025 à 2027" in rejet["motif"] or "année de la rentrée" in rejet["motif"] for rejet in bilan.rejets)


def test_une_annee_sans_service_est_prise_et_dite_une_division_sur_vingt_se_confirme(college, importer_sts):
    vingt = "".join(service("1", matiere=f"{n:06}") for n in range(20))
    importer_sts(fichier(UNE_PERSONNE + classe(vingt)))
    bilan = importer_sts(fichier(UNE_PERSONNE, annee="2027"))
    assert "aucun service" in bilan.ecarts["remarques"]["premiers"][1]["motif"]
    refus = importer_sts(fichier(UNE_PERSONNE + classe(service("1")), annee="2027"), etat=EtatImport.REFUSE)
    assert "contient 1 enseignement(s) alors que l'année 2026 en compte 20" in refus.message
    importer_sts(fichier(UNE_PERSONNE + classe(service("1")), annee="2027"), forcer_retraits=True)


@pytest.mark.exigence("G3.3-07")
def test_le_type_de_mef_vient_de_sts_web_et_y_reste(college, importer_sts):
    importer_sts(EXEMPLE.read_bytes())
    assert Mef.objects.get(code="10310019110").type == "MEF NATIONAL"
    sans = EXEMPLE.read_bytes().replace(b"<TYPE_MEF>MEF NATIONAL</TYPE_MEF>", b"")
    importer_sts(sans)
    assert Mef.objects.get(code="10310019110").type == "MEF NATIONAL"


def test_moins_de_la_moitie_des_services_connus_se_confirme_la_moitie_passe(college, importer_sts):
    """Of the same year, then of the year before for a year of which nothing is known."""

    def contenu(combien: int, annee: str = "2026") -> bytes:
        services = "".join(service("1", matiere=f"{n:06}") for n in range(combien))
        return fichier(UNE_PERSONNE + classe(services), annee=annee)

    importer_sts(contenu(10))
    refus = importer_sts(contenu(4), etat=EtatImport.REFUSE)
    assert "contient 4 enseignement(s) alors que 10 sont connus pour la même année" in refus.message
    importer_sts(contenu(5))
    importer_sts(contenu(6))
    refus = importer_sts(contenu(2, "2027"), etat=EtatImport.REFUSE)
    assert "contient 2 enseignement(s) alors que l'année 2026 en compte 6" in refus.message
    importer_sts(contenu(3, "2027"))
