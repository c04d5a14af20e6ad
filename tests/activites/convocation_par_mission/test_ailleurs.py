"""Somebody of another académie is looked for from the form, taken in, and ticked; what was typed is not lost."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from imagin.activites.convocation_par_mission.views.ailleurs import Trouvee
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import EtatPartenaire, Partenaire, Rattachement
from imagin.domaine.federation.rules import FicheExterne, PartenaireInjoignable, PersonneIntrouvable
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.activites.convocation_par_mission.test_ecrans import detail, saisie, texte
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-07")]
FICHE = FicheExterne(uuid4(), "MME", "MARTIN", "Claire", "MATHEMATIQUES", "0350001A", "LYCEE DE RENNES", "c@rennes.fr")
NOMMEE = {"ailleurs-nom": "Martin", "ailleurs-prenom": "Claire", "ailleurs-date_naissance": "1962-05-17"}
demandes: list[dict] = []
reponse: list[object] = []


def chercher(perimetre, **demande):
    """Stands for the network (`test_recherche` proves it)."""
    demandes.append(demande)
    if isinstance(reponse[0], Exception):
        raise reponse[0]
    return reponse[0]


@pytest.fixture(autouse=True)
def reseau(settings):
    settings.IMAGIN_RECHERCHE_AILLEURS = f"{__name__}.chercher"
    demandes.clear()
    reponse[:] = [FICHE]


@pytest.fixture
def rennes():
    return f.partenaire("14", "RENNES", ["14"])


@pytest.fixture
def mission(rennes):
    return f.mission(dates=jours(1, dans=10))


def adresse(mission) -> str:
    return f"{detail(mission)}ailleurs/"


def trouver(chef, mission, **champs):
    return chef.post(adresse(mission), {"chercher": "1", "ailleurs-academie": "14", **NOMMEE, **champs})


def ajouter(chef, mission, page, **champs):
    return chef.post(adresse(mission), {"ajouter": "1", "trouvee": page.context["scellee"], **champs})


def test_qui_est_d_une_autre_academie_se_trouve_s_ajoute_et_se_convoque(chef, mission):
    trouvee = trouver(chef, mission)
    assert demandes == [
        {"academie": "14", "numen": "", "nom": "Martin", "prenom": "Claire", "date_naissance": date(1962, 5, 17)}
    ]
    assert "LYCEE DE RENNES (0350001A)" in texte(trouvee)
    assert not Intervenant.objects.exists()
    formulaire = ajouter(chef, mission, trouvee)
    personne = Intervenant.objects.get()
    assert formulaire.context["adresse"] == f"{detail(mission)}convoquer/"
    assert f'value="{personne.pk}"\n               checked' in texte(formulaire)
    jour = mission.dates.get().jour
    chef.post(f"{detail(mission)}convoquer/", saisie(jour, personne))
    affectation = Affectation.objects.get()
    assert affectation.intervenant == personne
    lettre = chef.get(f"/convocation-par-mission/affectation/{affectation.pk}/convocation.pdf")
    assert "MARTIN" in PdfReader(BytesIO(lettre.content)).pages[0].extract_text()


def test_ce_qui_etait_saisi_va_et_revient_avec_soi(chef, mission):
    ici = f.intervenant("DUPONT", "Jean")
    jour = mission.dates.get().jour
    tapee = saisie(jour, ici, observation="Porter un badge")
    page = chef.post(f"{detail(mission)}convoquer/", {**tapee, "ailleurs": "1"})
    emporte = page.context["postes"]
    assert ("observation", "Porter un badge") in emporte
    assert "ailleurs" not in dict(emporte)
    trouvee = trouver(chef, mission, **tapee)
    assert set(trouvee.context["postes"]) == set(emporte)
    formulaire = ajouter(chef, mission, trouvee, **tapee)
    assert [str(personne) for personne in formulaire.context["personnes"]] == ["DUPONT Jean", "MARTIN Claire"]
    assert formulaire.context["cochees"] == {personne.pk for personne in Intervenant.objects.all()}
    assert "Porter un badge" in texte(formulaire)
    assert formulaire.context["form"].initial["horaires"].keys() == {jour}


def test_on_revient_sans_avoir_ajoute_personne(chef, mission):
    ici = f.intervenant("DUPONT", "Jean")
    retour = chef.post(adresse(mission), {"revenir": "1", **saisie(mission.dates.get().jour, ici)})
    assert retour.context["cochees"] == {ici.pk}
    assert not Rattachement.objects.exists()


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"ailleurs-nom": ""}, "Donnez le NUMEN, ou bien le nom, le prénom et la date de naissance."),
        ({"ailleurs-numen": "123"}, "Un NUMEN a 13 caractères, lettres et chiffres."),
        ({"ailleurs-date_naissance": "1850-01-01"}, "Les dates vont de 1900 à 2099"),
        ({"ailleurs-academie": "99"}, "Sélectionnez un choix valide"),
    ],
)
def test_une_recherche_mal_dite_ne_part_pas(chef, mission, champs, phrase):
    reponse = trouver(chef, mission, **champs)
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert demandes == []


def test_un_numen_se_tape_comme_sur_une_carte(chef, mission):
    trouver(chef, mission, **{"ailleurs-numen": " 31e98 76543abc ", "ailleurs-nom": ""})
    assert demandes[0]["numen"] == "31E9876543ABC"


def test_un_numen_n_est_ni_affiche_ni_garde(chef, mission):
    trouvee = trouver(chef, mission, **{"ailleurs-numen": "31E9876543ABC", "ailleurs-nom": ""})
    assert "31E9876543ABC" not in texte(trouvee)
    ajouter(chef, mission, trouvee)
    assert Intervenant.objects.get().numen == ""


@pytest.mark.parametrize(
    ("refus", "phrase"),
    [
        (PersonneIntrouvable("Aucune personne de l'académie RENNES…"), "Aucune personne de l'académie RENNES…"),
        (
            PartenaireInjoignable(Panne.RESEAU, "14.example:443 ne répond pas"),
            "L'académie RENNES n'est pas joignable pour le moment. Si le problème persiste, merci de le signaler",
        ),
    ],
)
def test_qui_ne_se_trouve_pas_se_dit_et_rien_ne_se_perd(chef, mission, refus, phrase):
    reponse[:] = [refus]
    page = trouver(chef, mission, observation="Porter un badge")
    assert page.status_code == 422
    assert phrase in texte(page)
    assert ("observation", "Porter un badge") in page.context["postes"]
    assert 'value="Martin"' in texte(page)


def test_une_academie_qui_ne_repond_pas_n_est_pas_proposee(chef, mission):
    f.partenaire("siec", "SIEC", joignable=False)
    page = chef.get(adresse(mission))
    assert [code for code, _ in page.context["form"].fields["academie"].choices] == ["14"]
    assert "L'académie SIEC n'est pas joignable pour le moment." in texte(page)
    EtatPartenaire.objects.update(joignable=False)
    assert "Aucune autre académie ne peut être interrogée" in texte(chef.get(adresse(mission)))


def test_sans_academie_partenaire_rien_n_est_propose(chef, mission):
    bouton = "Chercher dans une autre académie"
    assert bouton in texte(chef.get(f"{detail(mission)}convoquer/"))
    Partenaire.objects.update(active=False)
    assert bouton not in texte(chef.get(f"{detail(mission)}convoquer/"))


@pytest.mark.parametrize("scellee", ["", "n'importe quoi", "alteree", "perimee", "d'un autre"])
def test_une_fiche_qui_n_a_pas_ete_trouvee_ici_ne_s_ajoute_pas(chef, mission, scellee):
    page = trouver(chef, mission)
    valeur = page.context["scellee"]
    if scellee == "alteree":
        valeur = valeur[:-3] + "abc"
    elif scellee == "d'un autre":
        valeur = Trouvee("14", FICHE, "", None).sceller(replace(f.perimetre(), compte_id=1))
    elif scellee != "perimee":
        valeur = scellee
    plus_tard = maintenant() + timedelta(minutes=21 if scellee == "perimee" else 0)
    with time_machine.travel(plus_tard):
        refuse = chef.post(adresse(mission), {"ajouter": "1", "trouvee": valeur})
    assert refuse.status_code == 422
    assert "faites-la de nouveau" in texte(refuse)
    assert not Intervenant.objects.exists()


def test_la_mission_d_un_autre_centre_est_introuvable(chef, mission):
    ailleurs = f.mission(centre=f.etablissement("0310039Z"))
    assert chef.get(adresse(ailleurs)).status_code == 404
    assert trouver(chef, ailleurs).status_code == 404
    assert demandes == []


def test_la_page_ne_demande_qu_une_requete_de_plus_quel_que_soit_le_nombre_d_academies(chef, mission):
    def compter() -> int:
        with CaptureQueriesContext(connection) as requetes:
            chef.get(f"{detail(mission)}convoquer/")
        return len(requetes)

    compter()
    une = compter()
    for numero in range(10):
        f.partenaire(f"p{numero}", f"ACADEMIE {numero}", [f"9{numero}"])
    assert compter() == une
