"""Declaring, sharing out, transmitting: exact, never over, and nobody overwrites anybody in silence."""

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from imagin.domaine.frais.actions import rejeter_etats, valider_etats
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.indemnites.actions import (
    SaisieIndemnite,
    enregistrer_indemnite,
    preremplir_indemnite,
    rouvrir_indemnite,
    supprimer_indemnite,
    transmettre_indemnite,
)
from imagin.domaine.indemnites.enums import Periode, StatutSaisie, Suivi
from imagin.domaine.indemnites.models import IndemniteCentre, Part
from imagin.domaine.indemnites.queries import (
    session_indemnisee,
    sessions_indemnisees,
    suggestion_de_cyclades,
    suivi_de_l_indemnite,
)
from imagin.domaine.indemnites.rules import DeclarationIndemnite, IndemniteRefusee
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.referentiel.actions import fixer_bareme
from imagin.domaine.referentiel.enums import Tarif
from tests import factories as f
from tests.factories.indemnites import DU_GUIDE, JUIN, indemnite, indemnite_preremplie, mission_de_juin, part
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

pytestmark = pytest.mark.django_db
GESTION = systeme("gestionnaire")
NORMALE = Periode.NORMALE


@pytest.fixture
def session():
    return mission_de_juin().session


def suivi(session) -> Suivi | None:
    return suivi_de_l_indemnite(session_indemnisee(f.perimetre(), session.pk).indemnites[NORMALE])


@pytest.mark.exigence("G4.5-04", "G4.5-05", "G4.5-06")
def test_l_indemnite_du_guide_se_saisit_puis_se_transmet(session) -> None:
    trois = [f.intervenant(nom) for nom in ("COULEAU DUPONT", "DUPONT", "DUPONT-DI NGIMBI")]
    saisie = indemnite(session, part(trois[0], "5.5"), part(trois[1], montant="250"), part(trois[2], "5.5"))
    assert saisie.montant == Decimal("1268.00")
    assert sum(p.montant for p in saisie.parts.all()) == Decimal("389.48")
    transmettre_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    frais = EtatFrais.objects.filter(genre="INDEMNITE")
    assert sorted(frais.values_list("montant", flat=True)) == [Decimal("69.74"), Decimal("69.74"), Decimal(250)]
    assert suivi(session) == Suivi.INITIALISE


@pytest.mark.exigence("G4.5-07")
def test_le_suivi_suit_les_frais_de_chacun(session) -> None:
    indemnite(session, part(f.intervenant(), "50"), part(f.intervenant("ZOLA"), "50"))
    transmettre_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    cles = list(EtatFrais.objects.values_list("pk", flat=True))
    valider_etats(GESTION, etats=cles)
    assert suivi(session) == Suivi.VALIDE
    rejeter_etats(GESTION, etats=cles[:1], motif="RIB manquant")
    assert suivi(session) == Suivi.REJETE


@pytest.mark.exigence("G4.5-06")
def test_une_indemnite_transmise_ne_change_plus_meme_en_base(session) -> None:
    saisie = indemnite(session, part(f.intervenant(), "50"))
    transmettre_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    with pytest.raises(IndemniteRefusee, match="transmises au service Gestionnaire"):
        indemnite(session, version=3)
    with pytest.raises(IndemniteRefusee, match="transmises au service Gestionnaire"):
        supprimer_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    for ecrire in (
        lambda: IndemniteCentre.objects.update(montant=1),
        lambda: Part.objects.update(montant=1),
        lambda: Part.objects.all().delete(),
        lambda: Part.objects.create(indemnite=saisie, intervenant=f.intervenant("ZOLA"), montant=1),
    ):
        with pytest.raises(IntegrityError, match="est transmise"), transaction.atomic():
            ecrire()


def test_le_gestionnaire_rend_une_indemnite_au_centre_tant_que_rien_n_est_traite(session) -> None:
    saisie = indemnite(session, part(f.intervenant(), "50"))
    transmettre_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    frais = EtatFrais.objects.get()
    valider_etats(GESTION, etats=[frais.pk])
    with pytest.raises(IndemniteRefusee, match="en cours de traitement"):
        rouvrir_indemnite(GESTION, indemnite=saisie.pk)
    rejeter_etats(GESTION, etats=[frais.pk], motif="à revoir")
    rouvrir_indemnite(GESTION, indemnite=saisie.pk)
    assert EtatFrais.objects.get().etat == "ANNULE"
    transmettre_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    assert IndemniteCentre.objects.get().statut == StatutSaisie.TRANSMIS


@pytest.mark.exigence("G4.5-08")
def test_ce_que_le_gestionnaire_prepare_ne_fait_que_se_repartir(session) -> None:
    preparee = indemnite_preremplie(session)
    assert suivi(session) == Suivi.VALIDE
    repartie = indemnite(session, part(f.intervenant(), montant="1268"), version=preparee.version)
    assert repartie.montant == Decimal(1268)
    supprimer_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    assert IndemniteCentre.objects.get().parts.count() == 0


def test_les_refus_n_ecrivent_rien(session) -> None:
    personne = f.intervenant()
    for parts, refus in (
        ([part(personne, montant="1268.01")], "dépasse"),
        ([part(personne, "1"), part(personne, "1")], "deux fois"),
    ):
        with pytest.raises(IndemniteRefusee, match=refus):
            indemnite(session, *parts)
    with pytest.raises(IndemniteRefusee, match="un intervenant au moins"):
        indemnite(session) and transmettre_indemnite(f.perimetre(), session=session.pk, periode=NORMALE)
    assert not Part.objects.exists()


@pytest.mark.exigence("G4.5-05")
def test_la_base_refuse_de_repartir_plus_que_le_montant(session) -> None:
    saisie = indemnite(session, part(f.intervenant(), montant="1268"))
    with connection.cursor() as curseur:
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="alloué"), transaction.atomic():
        Part.objects.create(indemnite=saisie, intervenant=f.intervenant("ZOLA"), montant=Decimal("0.01"))


@pytest.mark.exigence("G4.5-01")
def test_seules_les_sessions_ou_l_etablissement_est_centre_se_voient(session) -> None:
    f.mission(session=f.session("320", sigle="BTS"))
    f.mission(session=f.session("471", sigle="DNB"))
    f.mission(session=f.session("430", sigle="BTN"), centre=f.etablissement("0120006S", "LGT LA DECOUVERTE"))
    vues = {s.session.examen_id: [p.value for p in s.periodes] for s in sessions_indemnisees(f.perimetre())}
    assert vues == {"470": ["NORMALE", "REMPLACEMENT"], "320": ["NORMALE"]}


@pytest.mark.exigence("G4.5-03")
def test_cyclades_suggere_la_date_et_les_journees(session) -> None:
    ecrit = type_mission("SURV", libelle="SURVEILLANCE", remuneration="SURVEILLANCE")
    f.mission(dates=jours(3), type=ecrit, nb_inscrits=450, session=session)
    f.mission(dates=jours(1), type=ecrit, nb_inscrits=620, session=session)
    indemnisee = session_indemnisee(f.perimetre(), session.pk)
    suggeree = suggestion_de_cyclades(f.perimetre(), indemnisee, NORMALE)
    assert suggeree.date_debut == jours()[0]
    assert suggeree.jours == (2, 1, 0)
    assert suggestion_de_cyclades(f.perimetre(), indemnisee, Periode.REMPLACEMENT) is None


@pytest.mark.exigence("G4.5-04")
def test_un_nouveau_tarif_vaut_a_partir_de_sa_date(session) -> None:
    fixer_bareme(
        GESTION, tarif=Tarif.ICC_BAC_1_600, montant=Decimal(180), a_partir_du=DU_GUIDE.date_debut, source="Arrêté"
    )
    assert indemnite(session, part(f.intervenant(), "1")).montant == Decimal("1310.00")


@pytest.mark.exigence("G4.5-03", "G4.5-08")
@pytest.mark.parametrize(
    ("periode", "jour", "acceptee"),
    [
        (NORMALE, JUIN, True),
        (NORMALE, JUIN - timedelta(days=31), True),
        (NORMALE, JUIN - timedelta(days=32), False),
        (NORMALE, JUIN + timedelta(days=32), False),
        (NORMALE, JUIN.replace(year=2099), False),
        (NORMALE, date.max, False),
        (Periode.REMPLACEMENT, JUIN.replace(month=9), True),
        (Periode.REMPLACEMENT, JUIN.replace(year=JUIN.year + 1), False),
    ],
)
def test_les_premieres_epreuves_sont_de_la_session_et_pres_de_ses_missions(session, periode, jour, acceptee) -> None:
    declaration = DeclarationIndemnite(jour, DU_GUIDE.jours)
    for declarer in (
        lambda: enregistrer_indemnite(
            f.perimetre(), session=session.pk, periode=periode, saisie=SaisieIndemnite(declaration, ())
        ),
        lambda: preremplir_indemnite(
            GESTION, centre="0310038Y", session=session.pk, periode=periode, declaration=declaration
        ),
    ):
        if acceptee:
            assert declarer().date_debut == jour
            continue
        with pytest.raises(IndemniteRefusee, match="n'est pas une date de cette session") as refus:
            declarer()
        assert refus.value.champ == "date_debut"
        assert not IndemniteCentre.objects.exists()


@pytest.mark.exigence("G4.5-03")
def test_les_memes_journees_ne_se_declarent_pas_deux_fois(session) -> None:
    indemnite(session)
    memes = {"session": session.pk, "periode": Periode.REMPLACEMENT}
    with pytest.raises(IndemniteRefusee, match="commencent après celles de la session normale"):
        enregistrer_indemnite(f.perimetre(), **memes, saisie=SaisieIndemnite(DU_GUIDE, ()))
    apres = DeclarationIndemnite(JUIN.replace(month=9), DU_GUIDE.jours)
    enregistrer_indemnite(f.perimetre(), **memes, saisie=SaisieIndemnite(apres, ()))
    indemnite(session, version=1)  # the session normale may still be changed


@pytest.mark.django_db(transaction=True)
@pytest.mark.exigence("G4.5-05")
def test_trente_deux_editeurs_ne_depassent_jamais_et_n_ecrasent_rien() -> None:
    """Each reads the same version and adds its share: one keeps it, the others are told; by SQL, the base holds too."""
    session = mission_de_juin().session
    personnes = [f.intervenant(f"NOM{rang}") for rang in range(32)]
    saisie = indemnite(session, part(personnes[0], montant="100"))
    depart, gardes, refus = threading.Barrier(32), [], []

    def ecrire(rang: int) -> None:
        depart.wait()
        try:
            if rang % 2:
                indemnite(session, part(personnes[0], montant="100"), part(personnes[rang], montant="90"), version=1)
            else:
                Part.objects.create(indemnite=saisie, intervenant=personnes[rang], montant=100)
            gardes.append(rang)
        except (IndemniteRefusee, DatabaseError) as erreur:
            refus.append(str(erreur))
        finally:
            connection.close()

    fils = [threading.Thread(target=ecrire, args=(rang,)) for rang in range(32)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(30)
    parts = Part.objects.filter(indemnite=saisie)
    assert len(gardes) + len(refus) == 32
    assert sum(p.montant for p in parts) <= saisie.montant
    assert not [erreur for erreur in refus if "deadlock" in erreur]
    assert sum(rang % 2 for rang in gardes) <= 1
