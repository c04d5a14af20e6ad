"""The gestionnaire, and the centre that summoned, are told once what is true, and when it no longer is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from imagin.activites.saisie_indisponibilites.messages import raconter_la_suppression
from imagin.domaine.convocations.actions import annuler_convocation, convoquer, modifier_convocation
from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.models import Affectation, AvisIndisponibilite
from imagin.domaine.convocations.queries.avertissements import avertissements
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.disponibilites.actions import declarer_indisponibilite, supprimer_indisponibilite
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.models import SessionExamen
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import bornes, maintenant
from tests import factories as f
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G3.2-05")]
GESTIONNAIRE, CENTRE = "dec2@ac-toulouse.example", "ce.0310038y@ac-toulouse.example"


@pytest.fixture
def college():
    return f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG", mel="ce.0310001h@exemple.fr")


@pytest.fixture
def personne(college):
    """Of a collège, summoned on two days by the centre of Bellevue."""
    personne = f.intervenant("LE GOFF", "Erwan", a=college)
    mission = f.mission(dates=jours(2))
    SessionExamen.objects.update(mel=GESTIONNAIRE)
    demande = Demande(tuple(CreneauDuJour(jour) for jour in jours(2)))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande)
    Envoi.objects.all().delete()
    return personne


def declarer(personne, college, motif: str, *, jour: int = 0, duree: int = 1):
    plage = CreneauDuJour(jours(3)[jour]).plage
    debut, fin = bornes(plage)
    return declarer_indisponibilite(
        f.perimetre(college), intervenant=personne.pk, debut=debut, fin=fin + timedelta(days=duree - 1), motif=motif
    ).indisponibilite.pk


def supprimer(cle: int, college, personne):
    """Who was told of it."""
    supprimer_indisponibilite(f.perimetre(college), indisponibilite=cle)
    return avertis(cle, college, personne, ObjetEnvoi.INDISPONIBILITE_SUPPRIMEE)


def avertis(cle: int, college, personne, objet=ObjetEnvoi.INDISPONIBILITE):
    return avertissements(f.perimetre(college), objet=objet, indisponibilite=cle, intervenant=personne.pk)


def partent() -> list[tuple[str, str]]:
    """What waits to leave: to whom, about what."""
    lignes = Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER).order_by("id").values_list("destinataire", "sujet")
    return [(mel.split("<")[1].strip(">"), sujet.partition(" – ")[0]) for mel, sujet in lignes]


def tout_part() -> None:
    Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER).update(etat=EtatEnvoi.ENVOYE, envoye_le=maintenant())


def test_trois_declarations_sur_le_meme_jour_ne_font_qu_un_mel_a_chacun(personne, college):
    for motif in ("STAGE", "CONGE", "MISSION"):
        declarer(personne, college, motif)
        dits = partent()
        tout_part()
        attendus = [CENTRE, GESTIONNAIRE] if motif == "STAGE" else []
        assert sorted(dits) == [(mel, "Indisponibilité de LE GOFF Erwan") for mel in attendus]


def test_les_trois_retirees_on_le_dit_une_fois_quand_il_n_en_reste_aucune(personne, college):
    cles = [declarer(personne, college, motif) for motif in ("STAGE", "CONGE", "MISSION")]
    tout_part()
    for cle in cles[:-1]:
        assert supprimer(cle, college, personne) == []
        assert partent() == []
    avis = supprimer(cles[-1], college, personne)
    assert sorted(partent()) == [
        (CENTRE, "Indisponibilité levée : LE GOFF Erwan"), (GESTIONNAIRE, "Indisponibilité levée : LE GOFF Erwan"),
    ]  # fmt: skip
    assert {(un.missions, bool(un.libres), un.prevenu) for un in avis} == {((), True, True)}
    assert not AvisIndisponibilite.objects.exclude(plages=[]).exists()


def test_ce_qui_n_etait_pas_parti_ne_part_pas_et_rien_n_est_a_lever(personne, college):
    supprimer(declarer(personne, college, "STAGE"), college, personne)
    assert partent() == []
    assert not AvisIndisponibilite.objects.exists()


def test_retirer_celle_qui_attendait_de_partir_laisse_dire_celle_qui_reste(personne, college):
    premiere = declarer(personne, college, "STAGE")
    declarer(personne, college, "CONGE")
    supprimer(premiere, college, personne)
    assert len(partent()) == 2
    for mel in Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER):
        assert "CONGE" in mel.corps
        assert "STAGE" not in mel.corps


def test_un_jour_de_plus_se_dit_et_lui_seul(personne, college):
    declarer(personne, college, "STAGE")
    tout_part()
    autre = declarer(personne, college, "CONGE", duree=2)
    corps = Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER).first().corps
    assert f"{jours()[1]:%d/%m/%Y} 08:00" in corps
    assert f"{jours()[0]:%d/%m/%Y} 08:00 - 18:00" not in corps
    tout_part()
    supprimer(autre, college, personne)
    corps = Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER).first().corps
    assert f"{jours()[1]:%d/%m/%Y} 08:00 - 18:00" in corps
    assert f"{jours()[0]:%d/%m/%Y} 08:00 - 18:00" not in corps


@pytest.mark.parametrize("geste", ["annuler", "déplacer"])
def test_le_gestionnaire_sait_que_la_convocation_a_change_le_centre_l_a_fait_lui_meme(personne, college, geste):
    declarer(personne, college, "STAGE")
    tout_part()
    cle = Affectation.objects.get().pk
    if geste == "annuler":
        annuler_convocation(f.perimetre(), affectation=cle)
    else:
        modifier_convocation(
            f.perimetre(), affectation=cle, demande=Demande((CreneauDuJour(jours()[1]),), reporter=False)
        )
    assert partent() == [(GESTIONNAIRE, "Indisponibilité levée : LE GOFF Erwan")]
    assert "la convocation a été modifiée ou annulée" in Envoi.objects.get(etat=EtatEnvoi.A_ENVOYER).corps


@pytest.mark.exigence("GG-03")
@pytest.mark.parametrize("geste", ["annuler", "déplacer"])
def test_le_centre_sait_que_la_convocation_a_change_quand_le_gestionnaire_l_a_fait(personne, college, geste):
    declarer(personne, college, "STAGE")
    tout_part()
    affectation = Affectation.objects.get()
    gestionnaire = replace(systeme("c.vidal"), role=Role.GESTIONNAIRE)
    if geste == "annuler":
        annuler_convocation(gestionnaire, affectation=affectation.pk)
    else:
        modifier_convocation(gestionnaire, affectation=affectation.pk, demande=Demande((CreneauDuJour(jours()[1]),)))
    assert partent() == [(CENTRE, "Indisponibilité levée : LE GOFF Erwan")]
    mel = Envoi.objects.get(etat=EtatEnvoi.A_ENVOYER)
    assert (mel.cree_par, mel.repondre_a) == ("c.vidal", GESTIONNAIRE)


def test_l_etablissement_qui_declare_et_convoque_ne_s_ecrit_pas_a_lui_meme(personne):
    ici = f.intervenant("ALBERT", "Zoé")
    mission = f.mission(dates=jours(1))
    demande = Demande((CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[ici.pk], demande=demande)
    declarer(ici, f.etablissement(), "STAGE")
    assert [mel for mel, _ in partent()] == [GESTIONNAIRE]


def test_une_convocation_du_gestionnaire_ne_concerne_que_lui(college):
    autre = f.intervenant("BERNARD", "Luc", a=college)
    f.affectation(f.mission(dates=jours(1)), autre)
    SessionExamen.objects.update(mel=GESTIONNAIRE)
    declarer(autre, college, "STAGE")
    assert [mel for mel, _ in partent()] == [GESTIONNAIRE]
    assert Indisponibilite.objects.count() == 1


def test_un_mel_qui_attendait_d_une_autre_mission_ne_part_plus_quand_tout_est_retire(personne, college):
    """A longer absence upsets another mission too: the first mail, still waiting, is given up all the same."""
    autre = f.mission(dates=jours(1, dans=12))
    f.affectation(autre, personne, jour=jours(1, dans=12)[0])
    SessionExamen.objects.update(mel=GESTIONNAIRE)
    cles = [declarer(personne, college, "STAGE", duree=2), declarer(personne, college, "CONGE", duree=3)]
    for cle in cles:
        supprimer(cle, college, personne)
    assert partent() == []


def test_la_mission_dont_on_savait_deja_tout_n_est_pas_dite_une_seconde_fois(personne, college):
    declarer(personne, college, "STAGE", duree=2)
    tout_part()
    autre = f.mission(dates=jours(1, dans=12))
    f.affectation(autre, personne, jour=jours(1, dans=12)[0])
    SessionExamen.objects.update(mel=GESTIONNAIRE)
    cle = declarer(personne, college, "CONGE", duree=3)
    assert [un.missions for un in avertis(cle, college, personne)] == [(autre.numero,)]


def test_qui_retire_un_jour_sur_deux_sait_que_la_personne_reste_prise(personne, college):
    declarer(personne, college, "STAGE")
    longue = declarer(personne, college, "CONGE", duree=2)
    tout_part()
    numero = Affectation.objects.get().mission.numero
    dits = supprimer(longue, college, personne)
    assert {(un.missions, un.libres) for un in dits} == {((numero,), ())}
    phrases = [phrase for _, phrase in raconter_la_suppression(personne, dits)]
    assert all(phrase.endswith(f"LE GOFF Erwan reste indisponible (mission {numero}).") for phrase in phrases)


def test_l_acte_d_un_autre_ne_se_lit_pas(personne, college):
    cle = declarer(personne, college, "STAGE")
    SessionExamen.objects.update(mel="")
    assert len(avertis(cle, college, personne)) == 3
    assert avertis(cle, f.etablissement(), personne) == []
