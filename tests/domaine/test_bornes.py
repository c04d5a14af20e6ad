"""Where a rule turns: the last day, the equal bound, the minute before midnight. Mutants had survived here."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.domaine.acces.queries import delegations_en_cours, services
from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.enums import NatureConflit
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries.conflits import conflits
from imagin.domaine.convocations.queries.envois import LigneJournal
from imagin.domaine.convocations.queries.severites import severites
from imagin.domaine.convocations.rules import Demande, demi_journees, distance_km
from imagin.domaine.disponibilites.rules import dates_affichees, periode_declaree
from imagin.domaine.frais.queries import baremes_des_missions
from imagin.domaine.frais.rules import ServiceRendu, estimer
from imagin.domaine.indemnites.rules import IndemniteRefusee, PartSaisie, repartir
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.queries import tarifs_au
from imagin.socle.envois.enums import A_EXAMINER, EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import aujourd_hui, bornes, en_heure_locale, maintenant, plage
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission, uai

JOUR = date(2027, 6, 1)
MIDI = time(13)
MINUTES = st.integers(0, 24 * 60 - 2).map(lambda m: time(m // 60, m % 60))


@pytest.mark.exigence("G3.2-02")
@given(fin=st.integers(1, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60)))
def test_seule_23_59_est_le_minuit_qui_suit_et_toute_fin_s_ecrit_comme_on_l_a_saisie(fin):
    periode = periode_declaree(JOUR, time(0), JOUR, fin)
    dates = dates_affichees(periode)
    assert (dates.date_fin, dates.heure_fin) == (JOUR, fin)
    jusque = en_heure_locale(bornes(periode)[1])
    assert jusque.date() == (JOUR if fin < time(23, 59) else JOUR + timedelta(days=1))


@pytest.mark.exigence("G4.2-19")
@given(debut=MINUTES, duree=st.integers(1, 24 * 60))
def test_une_demi_journee_finit_a_13_heures_juste(debut, duree):
    """What ends at 13:00 leaves the afternoon free, what begins then leaves the morning free."""
    apres = datetime.combine(JOUR, debut) + timedelta(minutes=duree)
    fin = apres.time() if apres.date() == JOUR else time(23, 59)
    if fin <= debut:
        return
    touchees = [en_heure_locale(bornes(moitie)[0]).time() for moitie in demi_journees([plage(JOUR, debut, fin)])]
    assert (time(0) in touchees, MIDI in touchees) == (debut < MIDI, fin > MIDI)


@pytest.mark.django_db
@pytest.mark.exigence("G4.2-19")
@pytest.mark.parametrize(("ecart", "loin"), [(-1, False), (0, True), (1, True)])
def test_un_centre_est_eloigne_des_la_distance_reglee_ni_avant_ni_une_fois_et_demie(ecart, loin):
    """On a meridian, one kilometre beside the threshold that the gestionnaire has set."""
    km = severites().seuil_km + ecart + (0.01 if loin else 0)
    ici = f.etablissement(latitude=43.0, longitude=1.0)
    la = f.etablissement(
        uai(39), "LGT MARCELIN BERTHELOT", latitude=43.0 + km / distance_km((0, 0), (1, 0)), longitude=1.0
    )
    personne = f.intervenant()
    prise = f.affectation(f.mission(centre=la), personne)
    prise.creneaux.update(plage=plage(jours()[0], time(8), time(10)))
    trouves = conflits(
        f.perimetre(ici), mission=f.mission(centre=ici), intervenants=[personne.pk],
        plages=[plage(jours()[0], time(10, 30), time(12))],
    )  # fmt: skip
    assert (NatureConflit.ELOIGNEMENT in {conflit.nature for conflit in trouves}) == loin


@pytest.mark.django_db
@pytest.mark.exigence("G2.1-04")
@pytest.mark.parametrize(("dans", "ouvert"), [(-1, False), (0, True), (1, True)])
def test_une_delegation_vaut_jusqu_au_soir_de_son_dernier_jour(dans, ouvert):
    compte = f.compte()
    compte.delegations.update(date_fin=aujourd_hui() + timedelta(days=dans))
    assert delegations_en_cours(compte, aujourd_hui()).exists() == ouvert
    assert bool(services(compte, aujourd_hui())) == ouvert


@pytest.mark.django_db
@pytest.mark.exigence("G2.1-04")
@pytest.mark.parametrize(("dans", "ouvert"), [(-1, True), (0, True), (1, False)])
def test_une_delegation_vaut_des_son_premier_jour(dans, ouvert):
    compte = f.compte()
    compte.delegations.update(date_debut=aujourd_hui() + timedelta(days=dans), date_fin=None)
    assert delegations_en_cours(compte, aujourd_hui()).exists() == ouvert


@pytest.mark.exigence("G4.2-18")
@pytest.mark.parametrize("etat", EtatEnvoi)
@pytest.mark.parametrize("derniere", [True, False])
@pytest.mark.parametrize("retiree", [True, False])
def test_seul_le_dernier_mel_se_renvoie_s_il_n_est_pas_arrive_et_que_la_personne_est_la(etat, derniere, retiree):
    personne = Intervenant(retire_le=maintenant() if retiree else None)
    convocation = Convocation(affectation=Affectation(intervenant=personne))
    ligne = LigneJournal(convocation, Envoi(etat=etat, objet_type="convocation"), derniere=derniere)
    assert ligne.renvoyable == (derniere and etat in A_EXAMINER and not retiree)


@pytest.mark.django_db
@pytest.mark.exigence("G4.3-05")
@pytest.mark.parametrize(
    ("sigle", "copie", "heure"),
    [("BCG", "COPIE_5", "HEURE_3"), ("BT", "COPIE_3", "HEURE_3"), ("CAP", "COPIE_1", "HEURE_1")],
)
def test_un_examen_paie_au_taux_que_la_base_lui_donne(sigle, copie, heure):
    for paiement, service, taux in (("ECRITE", {"quantite": 10}, copie), ("PRATIQUE", {"minutes": 600}, heure)):
        type_ = type_mission(f"T{paiement}", libelle="T", remuneration=paiement)
        mission = f.mission(type=type_, session=f.session(f"X{sigle}"[:3], sigle=sigle))
        affectation = f.affectation(mission, f.intervenant())
        bareme = baremes_des_missions([f.etat_de_frais(affectation)])[mission.pk]
        attendu = 10 * tarifs_au(mission.date_debut)[taux]
        assert attendu > 0
        assert estimer(ServiceRendu(affectation.pk, fait=True, **service), bareme) == attendu


@pytest.mark.exigence("G4.5-05")
def test_une_part_qui_ne_fait_pas_un_centime_est_refusee_avec_son_pourcentage():
    with pytest.raises(IndemniteRefusee, match=r"0,1 % de 1,00\s€ ne fait rien"):
        repartir(Decimal(1), [PartSaisie(1, pourcentage=Decimal("0.1"))])


@pytest.mark.django_db
@pytest.mark.exigence("G4.2-17")
@pytest.mark.parametrize(
    ("localite", "ville"),
    [("TOULOUSE CEDEX 4", "Toulouse"), ("TOULOUSE CEDEX", "Toulouse"), ("SAINT-GAUDENS", "Saint-Gaudens")],
)
def test_une_lettre_sans_signature_est_faite_a_la_ville_du_centre_sans_son_cedex(localite, ville):
    f.etablissement(localite=localite)
    mission = f.mission()
    demande = Demande(tuple(creneaux_proposes(mission, None)))
    [lettre] = convoquer(f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=demande)
    assert lettre.lettre["lieu_et_date"].startswith(f"{ville}, le ")
