"""What SANTORIN knows of a mission, on its screens, and sending again what it refused."""

import pytest

from imagin.domaine.convocations.actions import annuler_convocation, convoquer
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.referentiel.enums import Nature
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.activites.convocation_par_mission.test_ecrans import detail, requetes, texte
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-15")]
RENVOYER = "Renvoyer à SANTORIN"


@pytest.fixture(autouse=True)
def branche(settings):
    settings.IMAGIN_SANTORIN = "dossier:///nulle/part"


@pytest.fixture
def numerisation():
    genre = type_mission("NUM", nature=Nature.NUMERISATION, libelle="NUMERISATION", code_salle=False)
    return f.mission(type=genre, ciblee=False)


def convoquees(mission, *personnes):
    demande = Demande(creneaux=(CreneauDuJour(jours()[0]),))
    cles = [personne.pk for personne in personnes]
    faites = convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=demande)
    return [convocation.affectation for convocation in faites]


def devenu(affectation, etat: str, motif: str = "") -> None:
    envoye_le = maintenant() if etat == "ENVOYE" else None
    Envoi.objects.filter(objet_id=affectation.pk).update(etat=etat, derniere_erreur=motif, envoye_le=envoye_le)


@pytest.mark.parametrize("ecran", ["convocation", "consultation"])
def test_la_mission_dit_ce_que_santorin_a_pris_attend_ou_refuse(chef, numerisation, ecran):
    f.ouverture("consultation_missions")
    noms = ("LE GOFF", "ZOLA", "FERRER")
    pris, refuse, _ = convoquees(numerisation, *(f.intervenant(nom) for nom in noms))
    devenu(pris, "ENVOYE")
    devenu(refuse, "REFUSE", "Refusé par SANTORIN : UAI inconnu")
    adresse = detail(numerisation) if ecran == "convocation" else f"/consultation-missions/{numerisation.numero}/"
    page = " ".join(texte(chef.get(adresse)).split())
    assert "SANTORIN : 1 transmis, 1 en attente, 1 refusé." in page
    assert f"{refuse.intervenant} : Refusé par SANTORIN : UAI inconnu" in page
    assert (RENVOYER in page) == (ecran == "convocation")
    assert "désactivée" not in page


def test_la_mission_nomme_qui_n_a_pas_d_adresse_professionnelle(chef, numerisation):
    convoquees(numerisation, f.intervenant("ZOLA", "Émile", mel_professionnel=""), f.intervenant("LE GOFF"))
    assert "SANTORIN ne peut pas leur écrire : ZOLA Émile." in " ".join(texte(chef.get(detail(numerisation))).split())


def test_la_mission_dit_que_la_transmission_est_coupee(chef, numerisation, settings):
    settings.IMAGIN_SANTORIN = ""
    convoquees(numerisation, f.intervenant())
    page = " ".join(texte(chef.get(detail(numerisation))).split())
    assert "SANTORIN : 0 transmis, 1 en attente. La transmission est désactivée sur cette instance" in page


def test_qui_est_retire_n_est_plus_compte_une_fois_le_retrait_pris(chef, numerisation):
    [affectation] = convoquees(numerisation, f.intervenant())
    devenu(affectation, "ENVOYE")
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    assert "0 transmis, 1 en attente" in texte(chef.get(detail(numerisation)))
    devenu(affectation, "ENVOYE")
    assert "0 transmis, 0 en attente" in texte(chef.get(detail(numerisation)))


def test_une_mission_ordinaire_ne_parle_pas_de_santorin(chef):
    assert "SANTORIN" not in texte(chef.get(detail(f.mission())))


def test_ce_que_santorin_a_refuse_se_renvoie_d_un_bouton(chef, numerisation):
    refuse, pris = convoquees(numerisation, f.intervenant("ZOLA"), f.intervenant("LE GOFF"))
    devenu(refuse, "REFUSE", "Refusé par SANTORIN : UAI inconnu")
    devenu(pris, "ENVOYE")
    page = texte(chef.post(f"{detail(numerisation)}santorin/", follow=True))
    assert "Une transmission repart vers SANTORIN" in page
    assert "1 transmis, 1 en attente." in " ".join(page.split())
    assert RENVOYER not in page


def test_un_refus_que_la_suite_a_remplace_ne_repart_pas(chef, numerisation):
    [affectation] = convoquees(numerisation, f.intervenant())
    devenu(affectation, "REFUSE", "Refusé par SANTORIN : UAI inconnu")
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    page = texte(chef.post(f"{detail(numerisation)}santorin/", follow=True))
    assert "il n'y a rien à renvoyer" in page
    assert Envoi.objects.order_by("id")[0].etat == "REFUSE"


def test_l_etat_de_la_transmission_coute_une_requete_quel_que_soit_le_nombre(chef, numerisation):
    convoquees(numerisation, f.intervenant())
    une = requetes(chef, detail(numerisation))
    convoquees(numerisation, *(f.intervenant(f"DUPONT-{rang}") for rang in range(3)))
    assert requetes(chef, detail(numerisation)) == une == 7
