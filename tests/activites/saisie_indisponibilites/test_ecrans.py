"""The screens of « Saisie d'indisponibilité », by their addresses, and the mails that follow."""

import html
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from psycopg.types.range import Range

from imagin.domaine.disponibilites.actions import declarer_indisponibilite
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.disponibilites.rules import IndisponibiliteRefusee
from imagin.domaine.missions.models import SessionExamen
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import aujourd_hui, maintenant
from tests import factories as f
from tests.factories.missions import jours

URL = "/saisie-indisponibilites/"


@pytest.fixture
def chef(chef):
    f.ouverture("saisie_indisponibilites")
    return chef


def saisie(dans: int = 10, duree: int = 0, **champs) -> dict[str, str]:
    debut, fin = (aujourd_hui() + timedelta(days=dans + plus) for plus in (0, duree))
    return {
        "date_debut": f"{debut}", "heure_debut": "00:00", "date_fin": f"{fin}", "heure_fin": "23:59",
        "motif": "STAGE DE FORMATION CONTINUE", **champs,
    }  # fmt: skip


def declarer(chef, personne, **champs):
    return chef.post(f"{URL}{personne.pk}/ajouter/", saisie(**champs))


def messages(chef, personne) -> str:
    return html.unescape(chef.get(f"{URL}{personne.pk}/").content.decode())


def d_ailleurs(personne, source: str, dans: int, motif: str) -> Indisponibilite:
    debut = maintenant() + timedelta(days=dans)
    periode = Range(debut, debut + timedelta(days=1))
    return Indisponibilite.objects.create(intervenant=personne, periode=periode, motif=motif, source=source)


@pytest.mark.exigence("G3.2-01")
def test_la_personne_montre_ses_indisponibilites_la_plus_recente_en_premier(chef):
    personne = f.intervenant("BÉNEC'H", "Marie", date_naissance="1970-04-03")
    ailleurs = f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG")
    f.intervenant("PAS-A-NOUS", a=ailleurs)
    f.intervenant("SECONDAIRE", a=ailleurs, secondaire=f.etablissement())
    for source, dans in (("EPP", 5), ("SIRHEN", 40)):
        d_ailleurs(personne, source, dans, f"CONGE {source}")
    declarer(chef, personne, dans=20)
    liste = chef.get(URL).context["liste"]
    assert [c.libelle for c in liste.colonnes] == ["Nom", "Prénom", "Date de naissance", "Discipline de poste"]
    assert {p.nom for p in liste.objets} == {"BÉNEC'H", "SECONDAIRE"}
    page = chef.get(f"{URL}{personne.pk}/")
    assert [i.motif for i in page.context["liste"].objets] == [
        "CONGE SIRHEN", "STAGE DE FORMATION CONTINUE", "CONGE EPP",
    ]  # fmt: skip
    texte = html.unescape(page.content.decode())
    assert "03/04/1970" in texte
    assert texte.count('title="Supprimer"') == 1


@pytest.mark.exigence("G3.2-02")
@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"date_fin": "2020-01-01"}, "après"),
        ({"date_debut": "31/02/2027"}, "n'existe pas dans le calendrier"),
        ({"heure_debut": "25:00"}, "L'heure « 25:00 » n'existe pas"),
        ({"motif": "  "}, "obligatoire"),
        ({"date_debut": ""}, "obligatoire"),
    ],
)
def test_une_saisie_fausse_revient_avec_ce_qu_il_faut_corriger(chef, champs, phrase):
    personne = f.intervenant()
    page = declarer(chef, personne, **champs)
    assert page.status_code == 422
    assert phrase in html.unescape(page.content.decode())
    assert not Indisponibilite.objects.exists()


@pytest.mark.exigence("G3.2-02")
def test_la_meme_indisponibilite_deux_fois_est_refusee(chef):
    personne = f.intervenant()
    assert declarer(chef, personne).status_code == 302
    page = declarer(chef, personne)
    assert "Cette indisponibilité est déjà déclarée" in html.unescape(page.content.decode())
    assert declarer(chef, personne, duree=1).status_code == 302
    assert "en chevauche une autre, qui reste" in messages(chef, personne)
    assert Indisponibilite.objects.count() == 2


@pytest.mark.exigence("G3.2-03")
def test_on_ne_supprime_que_ce_que_son_etablissement_a_declare(chef):
    personne = f.intervenant()
    declarer(chef, personne)
    la_mienne = Indisponibilite.objects.get()
    de_sirhen = d_ailleurs(personne, "SIRHEN", 3, "CONGE")
    chef.post(f"{URL}supprimer/{de_sirhen.pk}/")
    assert "elle se corrige dans SIRHEN" in messages(chef, personne)
    chef.post(f"{URL}supprimer/{la_mienne.pk}/")
    assert list(Indisponibilite.objects.all()) == [de_sirhen]
    d_un_autre = f.intervenant("AUTRE", a=f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET"))
    etrangere = d_ailleurs(d_un_autre, "EPP", 3, "CONGE")
    assert chef.post(f"{URL}supprimer/{etrangere.pk}/").status_code == 404
    assert chef.get(f"{URL}{d_un_autre.pk}/").status_code == 404
    assert declarer(chef, d_un_autre).status_code == 404


@pytest.mark.exigence("G3.2-05")
def test_le_gestionnaire_dont_la_mission_est_contrariee_est_prevenu_une_fois(chef):
    personne = f.intervenant("LE GOFF", "Erwan")
    mission, autre = f.mission(dates=jours(2)), f.mission(dates=jours(1, dans=11))
    SessionExamen.objects.update(mel="dec2@ac-toulouse.example")
    f.affectation(mission, personne)
    f.affectation(autre, personne, jour=jours(1, dans=11)[0])
    f.affectation(f.mission(dates=jours(1, dans=50)), personne)
    declarer(chef, personne, duree=3)
    mel = Envoi.objects.get()
    assert (mel.destinataire, mel.etat) == ('"Mme Claire VIDAL" <dec2@ac-toulouse.example>', EtatEnvoi.A_ENVOYER)
    for attendu in ("LE GOFF Erwan", f"mission {mission.numero}", f"mission {autre.numero}", "STAGE DE FORMATION"):
        assert attendu in mel.corps
    assert "a été prévenu par mél (Mme Claire VIDAL, dec2@ac-toulouse.example)" in messages(chef, personne)
    chef.post(f"{URL}supprimer/{Indisponibilite.objects.get().pk}/")
    assert Envoi.objects.get().etat == EtatEnvoi.ABANDONNE


@pytest.mark.exigence("G3.2-05")
def test_sans_adresse_du_gestionnaire_l_etablissement_sait_qu_il_doit_appeler(chef):
    personne = f.intervenant()
    f.affectation(f.mission(), personne)
    SessionExamen.objects.update(telephone="05 36 25 70 00")
    declarer(chef, personne)
    assert not Envoi.objects.exists()
    assert "IMAG'IN n'a pas son adresse de messagerie. Appelez-le (Mme Claire VIDAL 05 36 25 70 00)" in messages(
        chef, personne
    )


@pytest.mark.exigence("G3.2-02")
@pytest.mark.django_db(transaction=True)
def test_deux_personnes_declarent_la_meme_chose_au_meme_instant_une_seule_passe():
    personne, perimetre, depart = f.intervenant(), f.perimetre(), Barrier(2)
    debut = maintenant() + timedelta(days=3)

    def tenter(_: int) -> str:
        depart.wait()
        try:
            fin = debut + timedelta(days=1)
            declarer_indisponibilite(perimetre, intervenant=personne.pk, debut=debut, fin=fin, motif="STAGE")
        except IndisponibiliteRefusee as refus:
            return str(refus)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as fils:
        reponses = sorted(fils.map(tenter, range(2)))
    assert reponses[0] == ""
    assert reponses[1].startswith("Cette indisponibilité est déjà déclarée")
    assert Indisponibilite.objects.count() == 1


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(chef):
    def requetes(adresse: str) -> int:
        with CaptureQueriesContext(connection) as capture:
            chef.get(adresse)
        return len(capture)

    personne = f.intervenant()
    d_ailleurs(personne, "EPP", 3, "CONGE")
    chef.get(URL)
    adresses = (URL, f"{URL}{personne.pk}/")
    une = [requetes(adresse) for adresse in adresses]
    for dans in (5, 9):
        f.intervenant("LE GOFF")
        d_ailleurs(personne, "SIRHEN", dans, "CONGE")
    assert [requetes(adresse) for adresse in adresses] == une


@pytest.mark.exigence("G3.2-02")
def test_une_fin_avant_le_debut_est_dite_comme_elle_a_ete_saisie(chef):
    debut, fin = (f"{aujourd_hui() + timedelta(days=dans):%d/%m/%Y}" for dans in (11, 10))
    page = html.unescape(declarer(chef, f.intervenant(), dans=11, duree=-1).content.decode())
    assert f"La fin ({fin} à 23:59) doit venir après le début ({debut} à 00:00)." in page
