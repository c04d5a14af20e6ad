"""What the letter says, from the facts of a convocation."""

import pytest

from imagin.domaine.convocations.actions import convoquer, enregistrer_signature
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.enums import Signataire
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre, PorteeAcademie
from imagin.domaine.referentiel.models import Academie
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.documents import rendre
from imagin.socle.temps import jour_long
from tests import factories as f
from tests.factories.missions import jours

pytestmark = pytest.mark.django_db


def lettre(personne=None, mission=None, par=None, **choix) -> DonneesConvocation:
    mission = mission or f.mission()
    demande = Demande(creneaux=tuple(CreneauDuJour(jour) for jour in jours()), **choix)
    cles = [(personne or f.intervenant()).pk]
    [convocation] = convoquer(par or f.perimetre(), mission=mission.numero, intervenants=cles, demande=demande)
    return DonneesConvocation.depuis_json(convocation.donnees)


@pytest.mark.exigence("G4.2-17")
def test_la_lettre_du_centre_dit_que_le_centre_suit_le_dossier():
    expediteur = lettre().expediteur
    assert expediteur.suivi_par == "Dossier suivi par le centre d'examen"
    assert expediteur.contact == "LPO BELLEVUE TOULOUSE CEDEX 4"
    assert expediteur.courriel == "ce.0310038y@ac-toulouse.example"


@pytest.mark.exigence("G4.2-17")
@pytest.mark.parametrize(("intitule", "entete"), [("", "ACADÉMIE DE TOULOUSE"), ("SIEC", "SIEC")])
def test_l_en_tete_est_celui_de_l_academie_ou_de_l_instance_qui_n_en_est_pas_une(settings, intitule, entete):
    settings.IMAGIN_INTITULE = intitule
    assert lettre().expediteur.academie == entete


@pytest.mark.exigence("G4.2-17")
@pytest.mark.parametrize(
    ("session", "joindre"),
    [
        ({"telephone": "05 36 49 00 01", "mel": "bac@ac.example"}, ("05 36 49 00 01", "bac@ac.example")),
        ({"telephone": "", "mel": ""}, ("05 36 49 00 99", "dec@ac.example")),
    ],
)
def test_la_lettre_du_service_dit_comment_joindre_son_gestionnaire_sinon_l_academie(session, joindre):
    mission = f.mission(session=f.session(**session))
    Academie.objects.update(telephone="05 36 49 00 99", mel="dec@ac.example")
    service = Perimetre(Role.GESTIONNAIRE, "c.vidal", portee=PorteeAcademie())
    expediteur = lettre(mission=mission, par=service).expediteur
    assert (expediteur.telephone, expediteur.courriel) == joindre
    assert expediteur.contact == ""


@pytest.mark.exigence("G4.2-17")
@pytest.mark.parametrize("signataire", Signataire)
def test_la_lettre_porte_la_signature_que_la_mission_attend(signataire):
    for autre in Signataire:
        enregistrer_signature(
            f.perimetre(), uai="0310038Y", signataire=autre, autorite=autre.label.upper(), intitule="Mme la proviseure",
            nom="ZOLA Émilie", ville="Toulouse",
        )  # fmt: skip
    mission = f.mission(signataire=signataire)
    produite = lettre(mission=mission)
    assert produite.signature.autorite == signataire.label.upper()
    assert produite.lieu_et_date.startswith("Toulouse, le ")


def test_sans_signature_la_lettre_part_au_nom_de_l_autorite():
    produite = lettre()
    assert produite.signature.autorite == "Chef de centre"
    assert produite.lieu_et_date.startswith("Toulouse, le ")


def test_la_lettre_dit_tout_de_la_mission():
    mission = f.mission()
    commission = f.commission(mission, dates=jours())
    jury, salle = f.jury(mission), f.salle(mission)
    produite = lettre(
        mission=mission, commission=commission.pk, jury=jury.pk, salle=salle.pk, code_salle="C12", qualite="PRES",
        observation="Apportez une calculatrice.",
    )  # fmt: skip
    assert produite.mission.numero == str(mission.numero)
    assert produite.mission.session == str(mission.session)
    assert produite.mission.epreuve_option == "1-T020-3, Epreuves orales"
    assert produite.mission.qualite == "Président de jury"
    assert produite.mission.commissions == ("3GMATH1",)
    assert produite.mission.salle == "B204, C12"
    assert produite.creneaux == tuple(f"Le {jour_long(jour)} 08:00 - 18:00" for jour in jours())
    assert produite.observation == "Apportez une calculatrice."
    assert produite.lieu.adresse == ("135 ROUTE DE NARBONNE", "31031 TOULOUSE CEDEX 4")
    assert [mention.titre for mention in produite.mentions] == [
        "Ordre de mission",
        "Rémunération",
        "Frais de déplacement",
    ]


@pytest.mark.parametrize(
    ("champs", "adresse", "appel"),
    [
        ({}, ("RESIDENCE LES ACACIAS", "12 RUE DES LILAS", "31400 TOULOUSE"), "Madame,"),
        ({"civilite": "M", "adresse": "1 RUE X"}, ("1 RUE X", "31400 TOULOUSE"), "Monsieur,"),
        (
            {"adresse": "CHEZ M X\n 1 RUE X |", "commune": "Foix", "code_postal": "09000"},
            ("CHEZ M X", "1 RUE X", "09000 FOIX"),
            "Madame,",
        ),
        ({"civilite": "", "adresse": "", "code_postal": "", "commune": ""}, (), "Madame, Monsieur,"),
        (
            {"adresse": "CHEZ M X | APT 12 | RESIDENCE LES JARDINS | 1234 BOULEVARD DE LA REPUBLIQUE | BP 30123"},
            (
                "CHEZ M X, APT 12",
                "RESIDENCE LES JARDINS",
                "1234 BOULEVARD DE LA REPUBLIQUE",
                "BP 30123",
                "31400 TOULOUSE",
            ),
            "Madame,",
        ),
    ],
)
def test_l_adresse_et_l_appel_sont_ceux_de_la_personne(champs, adresse, appel):
    produite = lettre(personne=f.intervenant(**champs))
    assert produite.destinataire.adresse == adresse
    assert produite.appel == appel


def test_un_duplicata_est_la_meme_lettre_meme_si_la_personne_a_demenage():
    personne = f.intervenant()
    produite = lettre(personne=personne)
    personne.adresse = "AILLEURS"
    personne.save()
    encore = personne.affectations.get().convocations.get()
    assert DonneesConvocation.depuis_json(encore.donnees) == produite
    assert rendre("convocation", encore.donnees) == rendre("convocation", encore.donnees)
