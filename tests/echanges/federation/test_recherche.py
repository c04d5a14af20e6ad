"""Somebody of another académie is looked for at home, by exact names and birth date or NUMEN; the answer is minimal."""

from datetime import date
from uuid import uuid4

import pytest

from imagin.domaine.federation.actions import cle_numen, ecarter_personne, rechercher_personne
from imagin.domaine.federation.models import Partenaire, PersonneExterne
from imagin.domaine.federation.rules import (
    FederationRefusee,
    PartenaireInjoignable,
    PersonneIntrouvable,
    PersonneNommee,
    empreinte_du_numen,
)
from imagin.domaine.perimetre.rules import AccesRefuse, partenaire, systeme
from imagin.echanges.federation.recherche import chercher_ailleurs
from imagin.socle.acces.chiffrement import chiffrer
from tests import factories as f
from tests.echanges.federation.autre_instance import servir
from tests.echanges.federation.outils import demander_un_jeton, siec

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-07")]
CLE = "0f" * 32
NE_LE = date(1980, 5, 17)
RECHERCHE = "/federation/v1/personnes/recherche"


# -- At home -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def claire():
    siec()
    return f.intervenant(
        "BÉNEC'H",
        "Claire",
        date_naissance=NE_LE,
        numen="31E9876543ABC",
        civilite="MME",
        mel_professionnel="claire@ac-toulouse.fr",
        mel_personnel="claire@maison.fr",
        tel_personnel="06 12 34 56 78",
    )


@pytest.fixture
def demander(client, claire):
    """Ask our API as the SIEC's programs do."""
    jeton = demander_un_jeton(client).json()["access_token"]
    return lambda **corps: client.post(
        RECHERCHE, corps, content_type="application/json", headers={"authorization": f"Bearer {jeton}"}
    )


@pytest.mark.parametrize("nom", ["BÉNEC'H", "benec h"])
def test_une_academie_trouve_une_personne_par_ses_nom_prenom_et_date_exacts(demander, claire, nom):
    reponse = demander(nom=nom, prenom="claire", date_naissance="1980-05-17")
    assert reponse.status_code == 200, reponse.content
    assert reponse.json() == {
        "reference": str(PersonneExterne.objects.get(intervenant=claire).reference),
        "civilite": "MME",
        "nom": "BÉNEC'H",
        "prenom": "Claire",
        "discipline": "MATHEMATIQUES",
        "uai": "0310038Y",
        "etablissement": claire.exercices.get().etablissement.libelle,
        "mel": "claire@ac-toulouse.fr",
    }


def test_une_academie_trouve_une_personne_par_son_numen_hache_et_sous_le_meme_nom(demander, claire):
    cle = cle_numen(systeme("essai"))
    par_nom = demander(nom="BENEC H", prenom="Claire", date_naissance="1980-05-17").json()
    par_numen = demander(empreinte=empreinte_du_numen(cle, "31e9876543abc"))
    assert par_numen.status_code == 200, par_numen.content
    assert par_numen.json() == par_nom
    assert "31E9876543ABC" not in par_numen.content.decode()


@pytest.mark.parametrize(
    "corps",
    [
        {"nom": "BÉNEC'H", "prenom": "Claire"},
        {"nom": "BÉNEC'H", "date_naissance": "1980-05-17"},
        {"nom": "BÉNEC'H", "prenom": "Claire", "date_naissance": "1980-05-18"},
        {"nom": "BÉNEC", "prenom": "Claire", "date_naissance": "1980-05-17"},
        {"empreinte": "0" * 64},
        {},
    ],
)
def test_qui_n_est_pas_nomme_exactement_ne_se_trouve_pas_et_rien_n_en_reste(demander, corps):
    reponse = demander(**corps)
    assert (reponse.status_code, reponse.json()) == (404, {"motif": "personne"})
    assert not PersonneExterne.objects.exists()


def test_deux_homonymes_nes_le_meme_jour_ne_se_choisissent_pas_au_hasard(demander):
    f.intervenant("BENEC'H", "Claire", date_naissance=NE_LE)
    reponse = demander(nom="BENEC'H", prenom="Claire", date_naissance="1980-05-17")
    assert (reponse.status_code, reponse.json()) == (404, {"motif": "plusieurs"})


def test_qui_a_ete_retire_par_sa_source_ne_se_trouve_plus(demander, claire):
    claire.retire_le = "2026-01-01T00:00:00Z"
    claire.save()
    assert demander(nom="BENEC'H", prenom="Claire", date_naissance="1980-05-17").json() == {"motif": "personne"}


def test_qui_a_ete_ecarte_par_le_gestionnaire_ne_se_trouve_plus_sous_ce_nom(demander, claire):
    demander(nom="BENEC'H", prenom="Claire", date_naissance="1980-05-17")
    ecarter_personne(systeme("gestionnaire"), personne=PersonneExterne.objects.get().pk)
    assert demander(nom="BENEC'H", prenom="Claire", date_naissance="1980-05-17").json() == {"motif": "personne"}


def test_qui_est_cherche_deux_fois_garde_son_nom(demander, claire):
    demander(nom="BENEC'H", prenom="Claire", date_naissance="1980-05-17")
    demander(nom="BENEC'H", prenom="Claire", date_naissance="1980-05-17")
    faite = PersonneExterne.objects.get()
    assert (faite.partenaire.code, faite.etat, faite.intervenant) == ("siec", "RECONNUE", claire)


def test_au_dela_de_trente_recherches_en_une_minute_on_ne_repond_plus(demander, monkeypatch):
    monkeypatch.setattr("imagin.echanges.federation.api.RECHERCHES_PAR_MINUTE", 3)
    codes = [demander(nom="X", prenom="Y", date_naissance="1980-05-17").status_code for _ in range(5)]
    assert codes == [404, 404, 404, 429, 429]


def test_seule_une_academie_partenaire_cherche():
    with pytest.raises(AccesRefuse):
        rechercher_personne(systeme("gestionnaire"), nommee=PersonneNommee(nom="X"))
    with pytest.raises(PersonneIntrouvable):
        rechercher_personne(partenaire("siec", "SIEC"), nommee=PersonneNommee(nom="X"))


# -- Who asks ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def ailleurs():
    with servir() as instance:
        fiche = {
            "reference": str(uuid4()),
            "civilite": "MME",
            "nom": "MARTIN",
            "prenom": "Claire",
            "discipline": "MATHEMATIQUES",
            "uai": "0310038Y",
            "etablissement": "LPO BELLEVUE",
            "mel": "claire@ac-toulouse.fr",
        }
        instance.reponses[RECHERCHE] = (200, fiche)
        f.partenaire("16", "TOULOUSE", ["16"], adresse=instance.adresse, cle_numen=chiffrer(CLE))
        yield instance


def trouver(**qui):
    return chercher_ailleurs(
        f.perimetre(), academie="16", **(qui or {"nom": "MARTIN", "prenom": "Claire", "date_naissance": NE_LE})
    )


def test_la_question_part_telle_quelle_et_la_fiche_revient(ailleurs):
    fiche = trouver()
    assert (fiche.nom, fiche.prenom, fiche.mel) == ("MARTIN", "Claire", "claire@ac-toulouse.fr")
    assert ailleurs.demandes[-1][2] == {"nom": "MARTIN", "prenom": "Claire", "date_naissance": "1980-05-17"}


def test_le_numen_ne_part_que_hache_par_la_cle_de_son_academie(ailleurs):
    trouver(numen=" 31e9876543abc ")
    assert ailleurs.demandes[-1][2] == {"empreinte": empreinte_du_numen(CLE, "31E9876543ABC")}
    assert "31e9876543abc" not in str(ailleurs.demandes).lower()


@pytest.mark.parametrize(
    ("reponse", "refus", "phrase"),
    [
        ((404, {"motif": "personne"}), PersonneIntrouvable, "ne répond à ces nom, prénom et date de naissance"),
        ((404, {"motif": "plusieurs"}), PersonneIntrouvable, "indiquez son NUMEN"),
        ((404, {"motif": "<h1>"}), PartenaireInjoignable, "autre chose"),
        ((429, {"motif": "trop"}), FederationRefusee, "patientez"),
        ((500, b"<h1>"), PartenaireInjoignable, "code 500"),
        ((200, {"nom": "X"}), PartenaireInjoignable, "fiche illisible"),
    ],
)
def test_ce_qui_ne_trouve_personne_se_dit_en_mots(ailleurs, reponse, refus, phrase):
    ailleurs.reponses[RECHERCHE] = reponse
    with pytest.raises(refus, match=phrase):
        trouver()


@pytest.mark.parametrize(
    "champs", [{"nom": "X" * 81}, {"nom": ""}, {"prenom": "a\x00"}, {"mel": "x" * 255}, {"de": "trop"}]
)
def test_une_fiche_qui_ne_peut_pas_etre_gardee_est_refusee(ailleurs, champs):
    ailleurs.reponses[RECHERCHE] = (200, {**ailleurs.reponses[RECHERCHE][1], **champs})
    with pytest.raises(PartenaireInjoignable, match="une fiche illisible"):
        trouver()


def test_une_civilite_ou_une_adresse_inconnues_sont_laissees_de_cote(ailleurs):
    ailleurs.reponses[RECHERCHE] = (200, {**ailleurs.reponses[RECHERCHE][1], "civilite": "DR", "mel": "claire"})
    assert (trouver().civilite, trouver().mel) == ("", "")


def test_une_academie_qui_n_a_pas_donne_sa_cle_ou_qui_est_fermee_se_dit(ailleurs):
    Partenaire.objects.update(cle_numen="")
    with pytest.raises(FederationRefusee, match="cherchez par nom"):
        trouver(numen="31E9876543ABC")
    Partenaire.objects.update(active=False)
    with pytest.raises(FederationRefusee, match="n'est plus partenaire"):
        trouver()
    assert ailleurs.demandes == []
