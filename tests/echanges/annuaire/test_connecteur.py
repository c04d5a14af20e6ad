"""The annuaire brings the établissements, labelled as the guide does, and closes those that it no longer has."""

import csv
from collections.abc import Callable

import pytest

from imagin.domaine.referentiel.models import Academie, Etablissement
from imagin.echanges.annuaire.connecteur import CONNECTEUR
from imagin.echanges.contrats import DOSSIER
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer
from tests.factories.referentiel import etablissement, uai

pytestmark = [pytest.mark.exigence("G1.1-01")]

EXEMPLE = DOSSIER / "annuaire" / "exemple.csv"


@pytest.fixture
def importer_annuaire(db, tmp_path) -> Callable[..., Import]:
    """Import the lines of the example with these changes, among columns that nobody reads."""

    def faire(*lignes: dict[str, str], **options: object) -> Import:
        with EXEMPLE.open(encoding="utf-8", newline="") as flux:
            modele = next(csv.DictReader(flux, delimiter=";"))
        chemin = tmp_path / "annuaire.csv"
        with chemin.open("w", encoding="utf-8", newline="") as flux:
            sortie = csv.DictWriter(flux, ["Voie_generale", *modele, "PIAL"], delimiter=";")
            sortie.writeheader()
            sortie.writerows({"Voie_generale": "1", **modele, **ligne} for ligne in lignes)
        return importer(CONNECTEUR, chemin, **{"appliquer": True} | options)

    return faire


def test_l_exemple_publie_donne_les_libelles_du_guide(db) -> None:
    assert importer(CONNECTEUR, EXEMPLE, appliquer=True).etat == EtatImport.APPLIQUE
    assert dict(Etablissement.objects.values_list("uai", "libelle")) == {
        "0310001H": "CLG ARMAND LATOUR ASPET",
        "0310038Y": "LPO BELLEVUE TOULOUSE CEDEX 4",
        "0120006S": "LGT LA DECOUVERTE DECAZEVILLE",
        "0312267W": "LGT DES ARENES TOULOUSE CEDEX 3",
    }
    bellevue = Etablissement.objects.get(uai="0310038Y")
    assert (bellevue.adresse, bellevue.code_postal) == ("135 route de Narbonne | BP 44370", "31031")
    assert (bellevue.localite, bellevue.categorie, bellevue.prive) == ("TOULOUSE CEDEX 4", "LYC", False)
    assert (bellevue.latitude, bellevue.academie_id, bellevue.ouvert) == (43.5651, "16", True)
    assert importer(CONNECTEUR, EXEMPLE).bilan[1]["inchanges"] == 4


LIBELLES = [
    (
        "Lycée polyvalent privé Le Caousou",
        "306",
        "Privé",
        "31079 TOULOUSE CEDEX 5",
        "LPO PR LE CAOUSOU TOULOUSE CEDEX 5",
        "LYC",
    ),
    (
        "Lycée professionnel du bâtiment Urbain Vitry",
        "320",
        "Public",
        "31200 TOULOUSE",
        "LP DU BATIMENT URBAIN VITRY TOULOUSE",
        "LP",
    ),
    ("Lycée des métiers Eugène Montel", "320", "Public", "31770 COLOMIERS", "LP EUGENE MONTEL COLOMIERS", "LP"),
    ("Collège de l’Œuvre", "340", "Public", "31160 SAINT-GAUDENS", "CLG DE L'OEUVRE SAINT-GAUDENS", "CLG"),
    ("Collège", "340", "Public", "31160 ASPET", "CLG ASPET", "CLG"),
    ("École élémentaire Jean Jaurès", "151", "Public", "", "ECOLE ELEMENTAIRE JEAN JAURES ASPET", "AUTRE"),
    (
        "Etablissement régional d'enseignement adapté Guy de Larigaudie",
        "370",
        "Public",
        "31160 ASPET",
        "EREA GUY DE LARIGAUDIE ASPET",
        "EREA",
    ),
]


@pytest.mark.parametrize(("nom", "nature", "statut", "adresse", "libelle", "categorie"), LIBELLES)
def test_le_libelle_suit_la_nature_et_la_localite(
    importer_annuaire, nom, nature, statut, adresse, libelle, categorie
) -> None:
    importer_annuaire(
        {"Nom_etablissement": nom, "Code_nature": nature, "Statut_public_prive": statut, "Adresse_3": adresse}
    )
    lu = Etablissement.objects.get()
    assert (lu.libelle, lu.categorie, lu.prive) == (libelle, categorie, statut == "Privé")


def test_un_etablissement_d_ailleurs_amene_son_academie(importer_annuaire) -> None:
    Academie.objects.filter(code="01").delete()
    ailleurs = {"Identifiant_de_l_etablissement": "0750655E", "Code_academie": "1", "Libelle_academie": "Paris"}
    importer_annuaire({}, ailleurs)
    assert Etablissement.objects.get(uai="0750655E").academie.nom == "Paris"
    assert Academie.objects.get(code="16").nom == "TOULOUSE"


def test_un_etablissement_absent_ou_ferme_est_ferme_puis_rouvre(importer_annuaire) -> None:
    lignes = [{"Identifiant_de_l_etablissement": uai(numero)} for numero in range(10)]
    importer_annuaire(*lignes)
    bilan = importer_annuaire(*lignes[1:])
    assert (bilan.etat, bilan.bilan[1]["retires"]) == (EtatImport.APPLIQUE, 1)
    assert list(Etablissement.objects.filter(ouvert=False).values_list("uai", flat=True)) == [uai(0)]
    assert importer_annuaire(*lignes[1:]).bilan[1]["retires"] == 0
    importer_annuaire(*lignes)
    assert not Etablissement.objects.filter(ouvert=False).exists()
    ferme = lignes[0] | {"Etat": "FERME"}
    importer_annuaire(ferme, *lignes[1:])
    assert importer_annuaire(ferme, *lignes[1:]).bilan[1]["inchanges"] == 9
    assert importer_annuaire(*lignes[:5]).etat == EtatImport.REFUSE


@pytest.mark.exigence("G1.1-04")
def test_un_etat_inconnu_ne_ferme_pas_tous_les_etablissements_sans_question(importer_annuaire) -> None:
    lignes = [{"Identifiant_de_l_etablissement": uai(numero)} for numero in range(10)]
    importer_annuaire(*lignes)
    bilan = importer_annuaire(*(ligne | {"Etat": "1"} for ligne in lignes))
    assert bilan.message.startswith("Ce fichier retirerait 10 établissements sur 10")
    assert Etablissement.objects.filter(ouvert=True).count() == 10
    bilan = importer_annuaire(*(ligne | {"Code_nature": ""} for ligne in lignes))
    assert "changerait « libelle » de 10 établissements sur 10" in bilan.message


@pytest.mark.exigence("G1.1-05")
@pytest.mark.parametrize(("champs", "colonne", "prises"), [
    ({"Nom_etablissement": ""}, "Nom_etablissement", 19),
    ({"Identifiant_de_l_etablissement": "31001H"}, "identifiant_de_l_etablissement", 19),
    ({"latitude": "43,5"}, "latitude", 20),
])  # fmt: skip
def test_une_ligne_sans_nom_n_arrete_pas_la_france_entiere(importer_annuaire, champs, colonne, prises) -> None:
    lignes = [{"Identifiant_de_l_etablissement": uai(numero)} for numero in range(20)]
    importer_annuaire(*lignes)
    bilan = importer_annuaire(*lignes[1:], lignes[0] | champs)
    sorte = "ecartees" if prises == 19 else "laissees"
    assert (bilan.etat, bilan.ecarts[sorte]["premiers"][0]["colonne"]) == (EtatImport.APPLIQUE, colonne)
    # What the set-aside line names stays open; one without a readable UAI names nobody.
    assert Etablissement.objects.filter(ouvert=True).count() == (19 if "identifiant" in colonne else 20)


def test_des_coordonnees_invraisemblables_sont_laissees_vides(importer_annuaire) -> None:
    importer_annuaire({"Telephone": "standard : 05 61 88 40 28", "Mail": "néant"})
    lu = Etablissement.objects.get()
    assert (lu.telephone, lu.mel) == ("", "")


REFUSES = [
    ({"Identifiant_de_l_etablissement": "0310001A"}, "lettre de contrôle fausse : H attendue"),
    ({"Identifiant_de_l_etablissement": "31001H"}, "UAI mal formé"),
    ({"latitude": "43,5"}, "nombre attendu, avec un point décimal"),
    ({"latitude": "143.5"}, "supérieur à 90"),
    ({"Nom_etablissement": ""}, "valeur obligatoire absente"),
]


@pytest.mark.parametrize(("champs", "motif"), REFUSES)
def test_une_ligne_fausse_est_refusee(importer_annuaire, champs, motif) -> None:
    etablissement()
    bilan = importer_annuaire({"Identifiant_de_l_etablissement": "0120006S"}, champs)
    assert bilan.etat == EtatImport.REFUSE
    assert [rejet["ligne"] for rejet in bilan.rejets] == [3]
    assert motif in bilan.rejets[0]["motif"]
    assert Etablissement.objects.get().uai == "0310038Y"


def test_le_fichier_d_une_autre_academie_est_refuse(importer_annuaire) -> None:
    bilan = importer_annuaire({"Code_academie": "14", "Libelle_academie": "Rennes"})
    assert bilan.message.startswith("Ce fichier ne contient aucun établissement de l'académie 16")
    assert not Etablissement.objects.exists()


def test_une_academie_a_un_chiffre_se_reconnait_sans_son_zero(importer_annuaire, settings) -> None:
    """The open data write « 1 » for Paris, IMAGIN_ACADEMIE is « 01 »."""
    settings.IMAGIN_ACADEMIE = "01"
    bilan = importer_annuaire({"Code_academie": "1", "Libelle_academie": "Paris"})
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    assert Etablissement.objects.get().academie_id == "01"


@pytest.mark.parametrize("etat", ["OUVERT", "A FERMER", "ouvert"])
def test_d_un_uai_donne_deux_fois_la_ligne_d_un_etablissement_qui_sert_encore_est_gardee(importer_annuaire, etat):
    lignes = ({"Etat": lu, "Nom_etablissement": f"Collège {lu}"} for lu in ("FERME", etat))
    bilan = importer_annuaire(*lignes, *({"Identifiant_de_l_etablissement": uai(n)} for n in range(5000, 5030)))
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    assert etat.upper() in Etablissement.objects.get(uai="0310001H").libelle


def test_un_uai_donne_deux_fois_est_pris_une_fois_et_le_rapport_le_dit(importer_annuaire) -> None:
    ouvert = {"Nom_etablissement": "Collège Ouvert", "Etat": "OUVERT"}
    bilan = importer_annuaire({}, {}, ouvert | {"Etat": "FERME", "Identifiant_de_l_etablissement": uai(4999)},
                              *({"Identifiant_de_l_etablissement": uai(n)} for n in range(5000, 5070)),
                              ouvert | {"Identifiant_de_l_etablissement": uai(4999)})  # fmt: skip
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    assert Etablissement.objects.get(uai=uai(4999)).ouvert
    assert [(r["ligne"], r["motif"]) for r in bilan.ecarts["remarques"]["premiers"]] == [
        (3, "ligne identique à la ligne 2 : prise une fois"),
        (4, "UAI donné aussi à la ligne 75, gardée à sa place (un établissement ouvert, sinon la première ligne)"),
    ]


@pytest.mark.parametrize(("lignes", "etat"), [(40, EtatImport.APPLIQUE), (39, EtatImport.REFUSE)])
def test_une_ligne_en_double_sur_vingt_est_fondue_pas_davantage(importer_annuaire, lignes, etat) -> None:
    autres = ({"Identifiant_de_l_etablissement": uai(5000 + n)} for n in range(lignes - 3))
    assert importer_annuaire({}, {}, {}, *autres).etat == etat


def test_trop_d_uai_en_double_refusent_le_fichier(importer_annuaire) -> None:
    bilan = importer_annuaire({}, {}, {})
    assert (bilan.etat, "ligne en double" in bilan.message) == (EtatImport.REFUSE, True)
