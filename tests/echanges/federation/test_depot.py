"""What their homes are told of people of other académies summoned here, and what nobody is told."""

from dataclasses import is_dataclass

import pytest
from django.db import transaction

from imagin.domaine.convocations import events
from imagin.domaine.convocations.actions import (
    annuler_convocation,
    convoquer,
    liberer_missions_retirees,
    modifier_convocation,
)
from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.events import ConvocationsAnnulees, Convoquee
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.federation.models import DossierTransmis, Partenaire, Rattachement
from imagin.domaine.federation.rules import empreinte_du_numen
from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.models import Exercice
from imagin.echanges.federation.depot import dire_ailleurs_qui_est_convoque, dire_ailleurs_qui_ne_l_est_plus
from imagin.echanges.federation.schemas import MessageDeDossier
from imagin.socle.acces.chiffrement import MARQUE
from imagin.socle.envois.models import Envoi
from imagin.socle.evenements import abonnes
from imagin.socle.temps import bornes, en_heure_locale, maintenant
from tests import factories as f
from tests.echanges.federation.convoques import (
    CLE,
    NUMEN,
    convoquees,
    de_rennes,
    demande,
    dits,
    lycee,
    messages,
    rennes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-04")]
REFERENCE = "6f1c1e7e-8a52-4b0e-9d36-0d1f3a9f6f11"


# What leads to a message, and why the others need not.
EVENEMENTS = {
    "Convoquee": "dit",
    "ConvocationsAnnulees": "dit",
    "ConvocationsRemplacees": "ses nouvelles lettres sont annoncées par Convoquee",
    "MissionsRetirees": "ses convocations sont annoncées par ConvocationsAnnulees",
    "EnvoiDemande": "ne change rien",
}


@pytest.fixture
def mission() -> Mission:
    rennes()
    return f.mission()


def modifier(affectation: Affectation, **choix) -> None:
    modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=demande(**choix))


def annuler(affectation: Affectation) -> None:
    annuler_convocation(f.perimetre(), affectation=affectation.pk)


def test_l_academie_d_une_personne_d_ailleurs_apprend_sa_convocation(mission):
    ici, ailleurs = convoquees(mission, f.intervenant("ICI"), de_rennes(numen=NUMEN))
    [dit] = messages()
    debut, fin = (en_heure_locale(instant).isoformat() for instant in bornes(ailleurs.creneaux.get().plage))
    session = mission.session
    assert dit["convocation"] == {
        "mission": mission.numero,
        "type": "INTERROGATION ORALE",
        "session": f"470, BCG, {session.session}, BAC GENERAL",
        "specialite": "BCG - BACCALAUREAT GENERAL",
        "epreuve_option": "1-T020-3, Epreuves orales",
        "qualite": ailleurs.qualite.libelle if ailleurs.qualite else "",
        "centre": {"uai": "0310038Y", "libelle": "LPO BELLEVUE TOULOUSE CEDEX 4"},
        "contact": {"nom": "Mme Claire VIDAL", "telephone": "", "mel": ""},
        "creneaux": [{"debut": debut, "fin": fin}],
    }
    assert (dit["dossier"], dit["sequence"]) == (ailleurs.pk, 1)
    assert dit["personne"] == {"empreinte": empreinte_du_numen(CLE, NUMEN), "nom": "KERGOAT", "prenom": "Anne"}
    envoi = Envoi.objects.get(canal="federation-14")
    assert envoi.message_id == dit["identifiant"]
    assert (envoi.cle, envoi.destinataire, envoi.cree_par) == (
        f"14:{ailleurs.intervenant_id}", "RENNES", "chef.0310038Y",
    )  # fmt: skip
    assert envoi.sujet == f"Convoquer KERGOAT Anne, mission {mission.numero}"
    assert ici.pk not in {dit["dossier"] for dit in messages()}


def test_tout_ce_qui_part_suit_le_contrat(mission):
    une, *_ = convoquees(mission, de_rennes(numen=NUMEN), de_rennes("LE BRAS", date_naissance="1980-05-17"))
    annuler(une)
    assert len([MessageDeDossier.model_validate(dit) for dit in messages()]) == 3


def test_rien_de_prive_ne_part(mission):
    prive = {"numen": NUMEN, "mel_personnel": "anne@exemple.example", "tel_personnel": "06 01 02 03 04"}
    convoquees(mission, de_rennes(date_naissance="1980-05-17", **prive))
    corps = Envoi.objects.get(canal="federation-14").corps
    assert not [valeur for valeur in (*prive.values(), "12 RUE DES LILAS", "1980", "@ac-toulouse") if valeur in corps]


@pytest.mark.parametrize(
    ("champs", "cle", "attendue"),
    [
        ({"numen": NUMEN}, CLE, {"empreinte": empreinte_du_numen(CLE, NUMEN), "nom": "KERGOAT", "prenom": "Anne"}),
        ({"numen": NUMEN}, "", {"nom": "KERGOAT", "prenom": "Anne", "date_naissance": None}),
        (
            {"date_naissance": "1980-05-17"},
            CLE,
            {"nom": "KERGOAT", "prenom": "Anne", "date_naissance": "1980-05-17"},
        ),
        ({"numen": NUMEN}, f"{MARQUE}illisible", {"nom": "KERGOAT", "prenom": "Anne", "date_naissance": None}),
    ],
)
def test_une_personne_est_nommee_par_ce_que_son_academie_connait_le_mieux(mission, champs, cle, attendue):
    if cle != CLE:
        Partenaire.objects.update(cle_numen=cle)
    convoquees(mission, de_rennes(**champs))
    assert messages()[0]["personne"] == attendue


def test_qui_fut_trouve_par_une_recherche_est_nomme_par_la_reference_que_son_academie_a_donnee(mission):
    personne = f.intervenant("TROUVEE", numen=NUMEN)
    Rattachement.objects.create(intervenant=personne, partenaire=Partenaire.objects.get(), reference=REFERENCE)
    convoquees(mission, personne)
    assert messages()[0]["personne"] == {"reference": REFERENCE}


def test_qui_a_deux_academies_est_dit_a_chacune(mission):
    f.partenaire("siec", "SIEC")
    personne = f.intervenant("DOUBLE", a=lycee(), secondaire=lycee("01", "0750655E"))
    [affectation] = convoquees(mission, personne)
    annuler(affectation)
    assert dits("14") == dits("siec") == [(affectation.pk, 1, True), (affectation.pk, 2, False)]
    assert messages("14")[0]["identifiant"] != messages("siec")[0]["identifiant"]


def test_tout_evenement_des_convocations_est_dit_ou_l_est_par_un_autre():
    annonces = {nom: chose for nom, chose in vars(events).items() if is_dataclass(chose)}
    suites = {dire_ailleurs_qui_est_convoque, dire_ailleurs_qui_ne_l_est_plus}
    assert annonces.keys() == EVENEMENTS.keys()
    assert {nom for nom, evenement in annonces.items() if suites & {*abonnes(evenement)}} == {
        nom for nom, ce_qu_il_en_est in EVENEMENTS.items() if ce_qu_il_en_est == "dit"
    }


def test_une_convocation_modifiee_part_de_nouveau_sous_le_numero_suivant(mission):
    [affectation] = convoquees(mission, de_rennes())
    modifier(affectation, jour=1)
    assert dits() == [(affectation.pk, 1, True), (affectation.pk, 2, True)]
    premier, second = messages()
    assert premier["convocation"]["creneaux"] != second["convocation"]["creneaux"]


def test_ce_que_l_autre_academie_ne_voit_pas_ne_part_pas(mission):
    [affectation] = convoquees(mission, de_rennes())
    modifier(affectation, observation="Prévoir une calculatrice.")
    assert affectation.convocations.count() == 2
    assert len(messages()) == 1


def test_une_convocation_annulee_est_retiree_une_fois(mission):
    [affectation] = convoquees(mission, de_rennes(numen=NUMEN))
    annuler(affectation)
    assert dits() == [(affectation.pk, 1, True), (affectation.pk, 2, False)]
    assert messages()[1]["personne"] == messages()[0]["personne"]
    assert DossierTransmis.objects.get().retiree


def test_de_qui_une_academie_n_a_rien_su_elle_n_apprend_pas_l_annulation():
    [affectation] = convoquees(f.mission(), de_rennes())
    rennes()
    annuler(affectation)
    assert messages() == []


def test_une_mission_que_cyclades_retire_retire_les_convocations_de_tous(mission):
    affectations = convoquees(mission, de_rennes(), de_rennes("LE BRAS"))
    Mission.objects.update(retiree_le=maintenant())
    liberer_missions_retirees(systeme("cyclades"))
    assert sorted(dits()[2:]) == sorted((affectation.pk, 2, False) for affectation in affectations)


def test_qui_est_convoque_de_nouveau_forme_un_autre_dossier_apres_le_retrait_du_premier(mission):
    personne = de_rennes()
    [affectation] = convoquees(mission, personne)
    annuler(affectation)
    [nouvelle] = convoquees(mission, personne)
    assert [convoque for _, _, convoque in dits()] == [True, False, True]
    assert dits()[-1] == (nouvelle.pk, 1, True)
    assert len(set(Envoi.objects.filter(canal="federation-14").values_list("cle", flat=True))) == 1


def test_qui_a_quitte_une_academie_y_est_retire_a_sa_prochaine_modification(mission):
    [affectation] = convoquees(mission, de_rennes())
    Exercice.objects.update(etablissement=f.etablissement())
    modifier(affectation, jour=1)
    assert dits() == [(affectation.pk, 1, True), (affectation.pk, 2, False)]


def test_une_decision_defaite_ne_dit_rien(mission):
    def convoquer_puis_echouer():
        with transaction.atomic():
            convoquees(mission, de_rennes())
            raise LookupError

    with pytest.raises(LookupError):
        convoquer_puis_echouer()
    assert messages() == []
    assert not DossierTransmis.objects.exists()


def test_un_partenariat_ferme_n_apprend_rien(mission):
    Partenaire.objects.update(active=False)
    convoquees(mission, de_rennes())
    assert messages() == []


def test_qui_suit_le_dossier_sans_gestionnaire_nomme_est_le_centre(mission):
    mission.session.gestionnaire = ""
    mission.session.save()
    convoquees(mission, de_rennes())
    assert messages()[0]["convocation"]["contact"] == {
        "nom": "LPO BELLEVUE TOULOUSE CEDEX 4", "telephone": "05 36 49 00 38", "mel": "ce.0310038y@ac-toulouse.example",
    }  # fmt: skip


def test_ce_qui_ne_regarde_personne_d_ailleurs_ne_coute_qu_une_lecture(mission, django_assert_num_queries):
    lettres = (f.affectation(mission, f.intervenant(), origine="CENTRE").convocations.get().pk,)
    with django_assert_num_queries(1):
        dire_ailleurs_qui_est_convoque(Convoquee(lettres))
    with django_assert_num_queries(1):
        dire_ailleurs_qui_ne_l_est_plus(ConvocationsAnnulees(lettres, par="chef", connu_de=Origine.CENTRE))


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes(mission, django_assert_num_queries):
    une = [de_rennes("SEULE").pk]
    dix = [de_rennes(f"KERGOAT-{rang}").pk for rang in range(10)]
    for cles in (une, dix):
        with django_assert_num_queries(36):
            convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=demande())
    assert len(messages()) == 11
