"""One line of EPP that cannot be used does not stop the others; a number is not always the person who held it."""

import pytest

from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.socle.imports.entree import Identites
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.rapport import raconter
from tests.echanges.epp.conftest import ligne

VINGT = [
    ligne(numero, nom=f"NOM{numero}", prenom="Marie", date_naissance="1974-02-28", civilite="MME",
          mel_professionnel=f"p{numero}@ac.example")
    for numero in range(100, 120)
]  # fmt: skip


def personne(reference: str = "100") -> Intervenant:
    return Intervenant.objects.get(source="EPP", reference=reference)


@pytest.mark.exigence("G1.1-05")
@pytest.mark.parametrize(
    "champs",
    [{"uai_principal": "0750655E"}, {"uai_secondaires": "0310001A"}, {"prenom": ""}, {"numen": "16E98"}],
)
def test_une_ligne_inutilisable_est_ecartee_et_sa_personne_reste_en_l_etat(importer_epp, champs) -> None:
    importer_epp(*VINGT)
    bilan = importer_epp(VINGT[0] | {"nom": "AUTRE"} | champs, *(p | {"commune": "ASPET"} for p in VINGT[1:]))
    assert (bilan.etat, bilan.ecarts["ecartees"]["total"]) == (EtatImport.APPLIQUE, 1)
    assert bilan.ecarts["ecartees"]["premiers"][0]["ligne"] == 2
    assert (personne().nom, personne().retire_le, personne().commune) == ("NOM100", None, "")
    assert Exercice.objects.count() == 20
    assert personne("101").commune == "ASPET"


@pytest.mark.exigence("G1.1-05")
@pytest.mark.parametrize(
    "champs", [{"mel_professionnel": "p100@ac,example"}, {"date_naissance": "28/02/1974"}, {"adresse": "x" * 201}]
)
def test_une_valeur_fausse_est_laissee_et_ce_qui_est_connu_demeure(importer_epp, champs) -> None:
    importer_epp(*VINGT)
    bilan = importer_epp(VINGT[0] | {"commune": "ASPET"} | champs, *VINGT[1:])
    assert (bilan.etat, bilan.ecarts["laissees"]["total"]) == (EtatImport.APPLIQUE, 1)
    assert (personne().mel_professionnel, personne().commune) == ("p100@ac.example", "ASPET")
    assert str(personne().date_naissance) == "1974-02-28"
    assert "valeur laissée de côté" in "\n".join(raconter(bilan))


@pytest.mark.exigence("G1.1-05")
def test_au_dela_du_seuil_le_fichier_est_refuse(importer_epp) -> None:
    importer_epp(*VINGT)
    bilan = importer_epp(*(p | {"uai_principal": "0750655E"} for p in VINGT[:4]), *VINGT[4:])
    assert (bilan.etat, bilan.nb_rejets, bilan.ecarts) == (EtatImport.REFUSE, 4, {})
    assert bilan.message.endswith("Ce contrat ne laisse de côté que 5 % des lignes d'une table.")


@pytest.mark.exigence("G1.1-05")
def test_le_libelle_que_peu_de_lignes_donnent_est_laisse(importer_epp) -> None:
    maths = {"discipline_code": "L1300", "discipline": "MATHEMATIQUES"}
    bilan = importer_epp(*(p | maths for p in VINGT[1:]), VINGT[0] | maths | {"discipline": "Maths"})
    assert (bilan.etat, bilan.ecarts["laissees"]["total"]) == (EtatImport.APPLIQUE, 1)
    assert str(personne().discipline) == "MATHEMATIQUES"


@pytest.mark.exigence("G1.1-06")
@pytest.mark.parametrize(("connu", "lu"), [("100", "0000100"), ("0000100", "100")])
def test_des_zeros_de_tete_perdus_ou_gagnes_ne_font_pas_une_autre_personne(importer_epp, connu, lu) -> None:
    importer_epp(VINGT[0] | {"numero_agent": connu}, *VINGT[1:])
    bilan = importer_epp(VINGT[0] | {"numero_agent": lu, "commune": "ASPET"}, *VINGT[1:])
    assert (bilan.etat, Intervenant.objects.count(), personne(connu).commune) == (EtatImport.APPLIQUE, 20, "ASPET")
    assert personne(connu).retire_le is None
    assert "numéro reconnu, aux zéros de tête près" in "\n".join(raconter(bilan))
    double = importer_epp(VINGT[0] | {"numero_agent": "0100"}, VINGT[0] | {"numero_agent": "00100"}, *VINGT[1:])
    assert double.etat == EtatImport.REFUSE


AUTRE = {"nom": "ZURBARAN", "prenom": "Ignace", "civilite": "M", "date_naissance": "1991-05-01"}


@pytest.mark.exigence("G1.1-06")
def test_le_numero_revenu_avec_un_autre_nom_et_une_autre_naissance_attend_qu_on_decide(importer_epp) -> None:
    importer_epp(*VINGT)
    premiere = personne()
    fichier = [VINGT[0] | AUTRE, *VINGT[1:]]
    bilan = importer_epp(*fichier)
    assert (bilan.etat, personne().nom) == (EtatImport.APPLIQUE, "NOM100")
    (ecartee,) = bilan.ecarts["ecartees"]["premiers"]
    assert ecartee["valeur"] == "100 ZURBARAN Ignace"
    assert "(NOM100 Marie, 28/02/1974)" in ecartee["motif"]
    assert "--meme-personne 100 ; sinon avec --autre-personne 100" in ecartee["motif"]
    assert (
        importer_epp(*fichier, identites=Identites(memes=frozenset(["100"])), appliquer=False).bilan[1]["modifies"] == 1
    )
    importer_epp(*fichier, identites=Identites(autres=frozenset(["100", "101"])))  # 101 has not changed
    assert personne("101").retire_le is None
    premiere.refresh_from_db()
    assert (premiere.nom, premiere.reference, premiere.exercices.count()) == ("NOM100", f"100~{premiere.pk}", 0)
    assert premiere.retire_le is not None
    assert (personne().nom, personne().pk != premiere.pk, personne().exercices.count()) == ("ZURBARAN", True, 1)
    assert importer_epp(*fichier).ecarts == {}


@pytest.mark.exigence("G1.1-06")
@pytest.mark.parametrize(
    "champs",
    [
        {"nom": "ZURBARAN"},  # a marriage
        {"nom": "ZURBARAN-NOM100", "date_naissance": "1974-03-28"},
        {"nom": "ZURBARAN", "nom_naissance": "Nom100", "date_naissance": "1974-03-28"},
        {"date_naissance": "1991-05-01", "prenom": "Ignace", "civilite": "M"},
    ],
)
def test_un_nom_d_usage_ou_une_date_corrigee_ne_demandent_rien(importer_epp, champs) -> None:
    importer_epp(*VINGT)
    bilan = importer_epp(VINGT[0] | champs, *VINGT[1:])
    assert (bilan.ecarts, bilan.bilan[1]["modifies"]) == ({}, 1)
