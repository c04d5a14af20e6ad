"""Lines of EPP that are refused: each with its reason, and nothing changes."""

import pytest

from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.socle.imports.models import EtatImport
from tests.echanges.epp.conftest import ligne

pytestmark = [pytest.mark.exigence("G1.1-01")]

REFUSEES = {
    "numéro absent": ({"numero_agent": ""}, "numero_agent", "valeur obligatoire absente"),
    "numéro en lettres": ({"numero_agent": "12A"}, "numero_agent", "chiffres attendus"),
    "numen": ({"numen": "16E98"}, "numen", "moins de 13 caractères"),
    "civilité": ({"civilite": "Mlle"}, "civilite", "valeur attendue : M, MME"),
    "nom absent": ({"nom": ""}, "nom", "valeur obligatoire absente"),
    "date qui n'existe pas": ({"date_naissance": "1974-02-30"}, "date_naissance", "cette date n'existe pas"),
    "date à la française": ({"date_naissance": "28/02/1974"}, "date_naissance", "AAAA-MM-JJ"),
    "lettre de contrôle": ({"uai_principal": "0310038A"}, "uai_principal", "lettre de contrôle fausse : Y attendue"),
    "uai mal formé": ({"uai_principal": "31038Y"}, "uai_principal", "UAI mal formé"),
    "uai inconnu": (
        {"uai_principal": "0750655E"},
        "uai_principal",
        "établissement inconnu : importez d'abord l'annuaire",
    ),
    "lettre d'un secondaire": ({"uai_secondaires": "0310001H,0312267V"}, "uai_secondaires", "fausse : W attendue"),
    "secondaire inconnu": ({"uai_secondaires": "0310001H,0750655E"}, "uai_secondaires", "établissement inconnu"),
    "secondaire égal au principal": ({"uai_secondaires": "0310038Y"}, "uai_secondaires", "cité deux fois"),
    "secondaire répété": ({"uai_secondaires": "0310001H,0310001H"}, "uai_secondaires", "cité deux fois"),
    "discipline sans libellé": ({"discipline_code": "L1300"}, "discipline", "libellé absent"),
    "mél": ({"mel_personnel": "marie.martin"}, "mel_personnel", "mal formée"),
    "adresse": ({"adresse": "x" * 201}, "adresse", "plus de 200 caractères"),
}


@pytest.mark.parametrize("cas", REFUSEES)
def test_une_ligne_fausse_est_refusee_avec_son_motif(importer_epp, cas) -> None:
    importer_epp(ligne(1))
    avant = list(Intervenant.objects.values()), list(Exercice.objects.values())
    champs, colonne, motif = REFUSEES[cas]
    bilan = importer_epp(ligne(1, prenom="Changé"), ligne(2, **champs))
    assert bilan.etat == EtatImport.REFUSE
    assert [(rejet["ligne"], rejet["colonne"]) for rejet in bilan.rejets] == [(3, colonne)]
    assert motif in bilan.rejets[0]["motif"]
    assert (list(Intervenant.objects.values()), list(Exercice.objects.values())) == avant


def test_deux_lignes_du_meme_agent(importer_epp) -> None:
    bilan = importer_epp(ligne(1), ligne(2), ligne(1))
    assert bilan.rejets == [
        {
            "table": "personnes",
            "ligne": 4,
            "colonne": "numero_agent",
            "valeur": "1",
            "motif": "ligne en double : déjà à la ligne 2",
        }
    ]
    assert not Intervenant.objects.exists()


def test_deux_agents_du_meme_numen(importer_epp) -> None:
    bilan = importer_epp(ligne(1, numen="16E9801234KLM"), ligne(2, numen="16E9801234KLM"))
    assert [(rejet["ligne"], rejet["colonne"]) for rejet in bilan.rejets] == [(3, "numen")]


@pytest.mark.exigence("GX-04")
def test_un_numen_saisi_a_la_main_dit_que_c_est_la_meme_personne(importer_epp) -> None:
    Intervenant.objects.create(source="IMAGIN", reference="x1", nom="SAISI", prenom="À la main", numen="16E9801234KLM")
    importer_epp(ligne(1, numen="16E9801234KLM"))
    personne = Intervenant.objects.get()
    assert (personne.source, personne.reference, personne.nom) == ("EPP", "1", "MARTIN")
    assert personne.autres_identites.get().reference == "x1"


def test_deux_libelles_pour_une_discipline(importer_epp) -> None:
    maths = {"discipline_code": "L1300", "discipline": "MATHEMATIQUES"}
    bilan = importer_epp(ligne(1, **maths), ligne(2, **maths), ligne(3, **maths | {"discipline": "MATHS"}))
    assert [(rejet["ligne"], rejet["valeur"]) for rejet in bilan.rejets] == [(4, "L1300 MATHS")]
