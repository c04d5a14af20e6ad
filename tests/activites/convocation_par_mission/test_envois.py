"""« Suivi des envois »: what became of each mail, and sending again what did not arrive."""

import pytest

from imagin.domaine.convocations.actions import annuler_convocation, convoquer, envoyer_convocations
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.envois.enums import COURRIEL, EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.activites.convocation_par_mission.test_ecrans import URL, detail, requetes, texte
from tests.factories.missions import jours
from tests.socle.envois.conftest import serveur  # noqa: F401  (a mail server that can refuse)

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-18")]


@pytest.fixture
def mission():
    """ALBERT and BERNARD can be written to, FERRER cannot."""
    mission = f.mission()
    muette = {"mel_professionnel": "", "mel_personnel": ""}
    gens = [f.intervenant("ALBERT", "Zoé"), f.intervenant("BERNARD", "Luc"), f.intervenant("FERRER", "Paul", **muette)]
    demande = Demande((CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[p.pk for p in gens], demande=demande)
    return mission


def affectation(nom: str) -> Affectation:
    return Affectation.objects.get(intervenant__nom=nom)


def envoyer(*noms: str) -> None:
    envoyer_convocations(f.perimetre(), affectations=[affectation(nom).pk for nom in noms])


def devenir(nom: str, etat: str, erreur: str = "") -> Envoi:
    envoi = Envoi.objects.filter(destinataire__contains=nom).latest("id")
    envoi.etat, envoi.derniere_erreur = etat, erreur
    envoi.envoye_le = maintenant() if etat == EtatEnvoi.ENVOYE else None
    envoi.save()
    return envoi


def journal(chef, mission) -> list[tuple[str, str, str, str]]:
    """Name, subject, state, answer of each line."""
    lignes = chef.get(f"{detail(mission)}envois/").context["liste"].lignes
    return [(*(ligne.cellules[rang].texte for rang in (0, 2, 4)), ligne.cellules[4].precision) for ligne in lignes]


def test_le_suivi_dit_qui_n_a_pas_encore_ete_prevenu_et_qui_n_a_pas_d_adresse(chef, mission):
    f.affectation(mission, f.intervenant("DU GESTIONNAIRE"))
    assert journal(chef, mission) == [
        ("ALBERT", "Convocation", "Non envoyé", ""),
        ("BERNARD", "Convocation", "Non envoyé", ""),
        ("FERRER", "Convocation", "Adresse manquante", ""),
    ]


def test_le_suivi_dit_ce_que_le_serveur_a_repondu_qui_a_demande_et_quand(chef, mission):
    envoyer("ALBERT", "BERNARD")
    devenir("ALBERT", EtatEnvoi.ENVOYE)
    devenir("BERNARD", EtatEnvoi.REFUSE, "Refusé par le serveur de messagerie : 550 5.1.1 User unknown")
    assert journal(chef, mission)[:2] == [
        ("ALBERT", "Convocation", "Envoyé", ""),
        ("BERNARD", "Convocation", "Refusé", "Refusé par le serveur de messagerie : 550 5.1.1 User unknown"),
    ]
    csv = texte(chef.get(f"{detail(mission)}envois.csv")).splitlines()
    assert csv[0] == "Nom;Prénom;Objet;Adresse;État;Réponse du serveur;Demandé le;Par;Envoyé le"
    assert ";chef.0310038Y;" in csv[1]
    assert affectation("ALBERT").intervenant.mel in csv[1]


@pytest.mark.django_db(transaction=True)
def test_une_adresse_refusee_puis_corrigee_recoit_sa_lettre_les_autres_pas_deux_fois(chef, mission, serveur):  # noqa: F811
    refusee = affectation("BERNARD").intervenant
    serveur.reponses_rcpt[refusee.mel] = ["550 5.1.1 User unknown"]
    chef.post(f"{detail(mission)}envoyer/")
    expedier(COURRIEL)
    assert [ligne[2] for ligne in journal(chef, mission)] == ["Envoyé", "Refusé", "Adresse manquante"]

    refusee.mel_professionnel = "luc.bernard@ac-toulouse.example"
    refusee.save()
    page = texte(chef.post(f"{detail(mission)}envois/renvoyer/", follow=True))
    assert "Le mél « Convocation » repart pour BERNARD Luc." in page
    expedier(COURRIEL)
    assert [adresses[0] for _, adresses in serveur.enveloppes] == [
        affectation("ALBERT").intervenant.mel, "luc.bernard@ac-toulouse.example",
    ]  # fmt: skip
    assert len(serveur.exemplaires) == 2


def test_un_mel_refuse_repart_sous_le_meme_identifiant(chef, mission):
    envoyer("BERNARD")
    refuse = devenir("BERNARD", EtatEnvoi.REFUSE)
    chef.post(f"{detail(mission)}envois/renvoyer/")
    reparti = Envoi.objects.get()
    assert (reparti.message_id, reparti.etat) == (refuse.message_id, EtatEnvoi.A_ENVOYER)


def test_un_mel_incertain_ne_repart_que_si_on_le_demande_pour_lui(chef, mission):
    envoyer("ALBERT")
    incertain = devenir("ALBERT", EtatEnvoi.INCERTAIN)
    assert "Aucun mél n'est à renvoyer" in texte(chef.post(f"{detail(mission)}envois/renvoyer/", follow=True))
    assert "demandez à la personne avant de renvoyer" in texte(chef.get(f"{detail(mission)}envois/"))
    assert Envoi.objects.get().etat == EtatEnvoi.INCERTAIN
    chef.post(f"{detail(mission)}envois/renvoyer/", {"envoi": incertain.pk})
    assert Envoi.objects.get().etat == EtatEnvoi.A_ENVOYER


def test_ce_qui_ne_vaut_plus_ne_repart_pas(chef, mission):
    envoyer("ALBERT")
    devenir("ALBERT", EtatEnvoi.REFUSE)
    annuler_convocation(f.perimetre(), affectation=affectation("ALBERT").pk)
    chef.post(f"{detail(mission)}envois/renvoyer/")
    assert Envoi.objects.get().etat == EtatEnvoi.REFUSE


def test_le_mel_d_un_autre_centre_ne_repart_pas(chef, mission):
    ailleurs = f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG")
    voisine = f.mission(centre=ailleurs)
    demande = Demande((CreneauDuJour(jours()[1]),))
    [convocation] = convoquer(
        f.perimetre(ailleurs), mission=voisine.numero, intervenants=[f.intervenant("VOISIN").pk], demande=demande
    )
    envoyer_convocations(f.perimetre(ailleurs), affectations=[convocation.affectation_id])
    refuse = devenir("VOISIN", EtatEnvoi.REFUSE)
    assert chef.post(f"{detail(voisine)}envois/renvoyer/").status_code == 404
    chef.post(f"{detail(mission)}envois/renvoyer/", {"envoi": refuse.pk})
    assert Envoi.objects.get().etat == EtatEnvoi.REFUSE


def test_demander_deux_fois_l_envoi_n_en_fait_partir_qu_un(chef, mission):
    for _ in range(2):
        page = texte(chef.post(f"{detail(mission)}envoyer/", follow=True))
    assert Envoi.objects.count() == 2
    assert "La convocation de ALBERT Zoé attendait déjà de partir : elle ne part qu'une fois." in page


def test_la_liste_des_convoques_montre_l_etat_de_chaque_mel(chef, mission):
    envoyer("ALBERT")
    devenir("ALBERT", EtatEnvoi.ENVOYE)
    f.affectation(mission, f.intervenant("DU GESTIONNAIRE"))
    liste = chef.get(detail(mission)).context["liste"]
    assert {ligne.objet.intervenant.nom: ligne.cellules[-1].texte for ligne in liste.lignes} == {
        "ALBERT": "Envoyé", "BERNARD": "Non envoyé", "FERRER": "Adresse manquante", "DU GESTIONNAIRE": "",
    }  # fmt: skip


def test_le_suivi_d_une_personne_rassemble_les_missions_du_centre(chef, mission):
    seconde = f.mission()
    demande = Demande((CreneauDuJour(jours()[1]),))
    albert = affectation("ALBERT").intervenant
    convoquer(f.perimetre(), mission=seconde.numero, intervenants=[albert.pk], demande=demande)
    envoyer_convocations(f.perimetre(), affectations=list(Affectation.objects.values_list("pk", flat=True)))
    cle = Affectation.objects.get(mission=mission, intervenant=albert).pk
    lignes = chef.get(f"{URL}affectation/{cle}/envois/").context["liste"].lignes
    assert {ligne.cellules[0].valeur for ligne in lignes} == {mission.numero, seconde.numero}


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_mels(chef, mission):
    envoyer("ALBERT")
    adresse = f"{detail(mission)}envois/"
    un = requetes(chef, adresse)
    envoyer("BERNARD")
    for _ in range(2):
        devenir("ALBERT", EtatEnvoi.REFUSE)
        envoyer("ALBERT")
    assert requetes(chef, adresse) == un == 6


def test_un_centre_sans_adresse_est_averti_et_son_mel_ne_promet_aucune_reponse(chef, mission):
    Etablissement.objects.update(mel="")
    f.etablissement()
    reponse = chef.post(f"{URL}affectation/{affectation('ALBERT').pk}/envoyer/", {"confirme": "1"}, follow=True)
    mel = Envoi.objects.get()
    assert (mel.copie, mel.repondre_a) == ("", "")
    assert "parviendra" not in mel.corps
    assert "Ne répondez pas à ce message" in mel.corps
    assert "Votre centre n'a pas d'adresse de messagerie" in texte(reponse)
