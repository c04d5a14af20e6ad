"""What surprises in a convocation is asked, confirmed with a reason where law or money is at stake, and kept."""

from datetime import date, time, timedelta

import pytest

from imagin.domaine.convocations.actions import convoquer, envoyer_convocations, modifier_convocation, modifier_dates
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.doutes.rules import Confirmation, DoutesAConfirmer
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import aujourd_hui
from tests import factories as f
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-20")]


def demande(*creneaux, **choix):
    return Demande(creneaux or (CreneauDuJour(jours()[0]),), **choix)


def douter(mission, voulue, personnes=None) -> list[str]:
    """Summon, and give what is asked first, by code."""
    cles = [p.pk for p in personnes or [f.intervenant()]]
    try:
        convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=voulue)
    except DoutesAConfirmer as refus:
        return [doute.code for doute in refus.doutes]
    return []


def confirmer(verbe, motif="Régularisation demandée par le rectorat"):
    """Do it, and confirm what is asked."""
    with pytest.raises(DoutesAConfirmer) as refus:
        verbe(Confirmation())
    return verbe(Confirmation(frozenset(doute.jeton for doute in refus.value.doutes), motif))


@pytest.mark.parametrize(
    ("debut", "fin", "attendu"),
    [
        (time(8), time(18), []),
        (time(6, 30), time(18, 30), []),
        (time(5), time(9), ["convocation.horaires"]),
        (time(14), time(22, 30), ["convocation.horaires"]),
        (time(5), time(23, 30), ["convocation.amplitude"]),
    ],
)
def test_des_horaires_invraisemblables_se_confirment(debut, fin, attendu):
    assert douter(f.mission(), demande(CreneauDuJour(jours()[0], debut, fin))) == attendu


def test_plus_de_convoques_que_d_attendus_se_confirme():
    mission = f.mission(nb_attendus=2)
    deux = [f.intervenant("UN"), f.intervenant("DEUX")]
    assert douter(mission, demande(), deux) == []
    assert douter(mission, demande()) == ["convocation.effectif"]
    assert douter(f.mission(), demande()) == []  # CYCLADES does not say how many


def test_sans_jury_choisi_parmi_plusieurs_il_faut_le_dire():
    mission = f.mission()
    premier = f.jury(mission)
    assert douter(mission, demande()) == []
    f.jury(mission, "J2")
    assert douter(mission, demande()) == ["convocation.jury"]
    assert douter(mission, demande(jury=premier.pk)) == []


@pytest.mark.parametrize("dans", [-150, 0])
def test_un_jour_passe_ou_ce_matin_se_confirme_avec_un_motif_garde(dans):
    jour = aujourd_hui() + timedelta(days=dans)
    mission, personne = f.mission(dates=[jour]), f.intervenant("LE GOFF", "Erwan")
    voulu = CreneauDuJour(jour, time(0, 1), time(9))

    def convoquer_(confirmation):
        return convoquer(
            f.perimetre(),
            mission=mission.numero,
            intervenants=[personne.pk],
            demande=demande(voulu, confirmation=confirmation),
        )

    with pytest.raises(DoutesAConfirmer, match="Dites pourquoi"):
        confirmer(convoquer_, motif=" ")
    assert not Affectation.objects.exists()
    assert not DouteConfirme.objects.exists()
    assert confirmer(convoquer_)
    garde = DouteConfirme.objects.get(code="convocation.passee")
    assert (garde.mission, garde.uai, garde.auteur) == (mission.numero, "0310038Y", "chef.0310038Y")
    assert (garde.objet, garde.motif) == ("LE GOFF Erwan", "Régularisation demandée par le rectorat")


def test_une_confirmation_ne_couvre_pas_un_autre_doute():
    mission, personne = f.mission(dates=jours(2)), f.intervenant()

    def convoquer_(creneau, confirmation):
        return convoquer(
            f.perimetre(),
            mission=mission.numero,
            intervenants=[personne.pk],
            demande=demande(creneau, confirmation=confirmation),
        )

    with pytest.raises(DoutesAConfirmer) as refus:
        convoquer_(CreneauDuJour(jours()[0], time(5), time(9)), Confirmation())
    ancienne = Confirmation(frozenset(doute.jeton for doute in refus.value.doutes))
    with pytest.raises(DoutesAConfirmer):
        convoquer_(CreneauDuJour(jours()[0], time(4), time(9)), ancienne)


def test_modifier_ne_redemande_que_ce_qui_est_nouveau():
    mission = f.mission()
    f.jury(mission), f.jury(mission, "J2")
    affectation = f.affectation(mission, f.intervenant(), origine="CENTRE")
    modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=demande(observation="Autre salle."))
    with pytest.raises(DoutesAConfirmer):
        modifier_convocation(
            f.perimetre(), affectation=affectation.pk, demande=demande(CreneauDuJour(jours()[0], time(5), time(9)))
        )


@pytest.mark.parametrize("nouvelle", [False, True])
def test_apres_coup_le_mel_ne_part_pas_de_lui_meme(nouvelle):
    hier, avant_hier = (aujourd_hui() - timedelta(days=n) for n in (1, 2))
    mission, personne = f.mission(dates=[avant_hier, hier]), f.intervenant()

    def convoquer_(confirmation):
        voulue = demande(CreneauDuJour(hier), confirmation=confirmation)
        return convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=voulue)

    [convocation] = confirmer(convoquer_)
    envoyer_convocations(f.perimetre(), affectations=[convocation.affectation_id])
    voulue = CreneauDuJour(avant_hier if nouvelle else hier)

    def modifier(confirmation):
        return modifier_convocation(
            f.perimetre(),
            affectation=convocation.affectation_id,
            demande=demande(voulue, observation="Autre salle.", confirmation=confirmation),
        )

    modification = confirmer(modifier) if nouvelle else modifier(Confirmation())
    assert (modification.mel, modification.retenue) == ("", True)
    assert list(Envoi.objects.exclude(etat="ABANDONNE").values_list("objet_id", flat=True)) == []


def test_de_nouvelles_dates_invraisemblables_se_confirment_pour_chacun():
    mission = f.mission()
    cles = [f.affectation(mission, f.intervenant(nom), origine="CENTRE").pk for nom in ("UN", "DEUX")]
    nuit = CreneauDuJour(jours()[0], time(5), time(9))
    resultats = modifier_dates(f.perimetre(), affectations=cles, demande=demande(nuit))
    [jeton] = {doute.jeton for resultat in resultats for doute in resultat.doutes}
    confirmee = demande(nuit, confirmation=Confirmation(frozenset({jeton})))
    resultats = modifier_dates(f.perimetre(), affectations=cles, demande=confirmee)
    assert [(r.refus, r.doutes) for r in resultats] == [("", ()), ("", ())]
    assert DouteConfirme.objects.count() == 2


def test_la_meme_personne_connue_deux_fois_se_dit_avant_de_convoquer():
    nee = {"date_naissance": date(1963, 3, 12)}
    epp = f.intervenant("MARTIN", "Marie", reference="4100001", **nee)
    f.intervenant("MARTIN", "Marie", source="STS", reference="0310038Y-7", **nee)
    mission = f.mission()
    assert douter(mission, demande(), [epp]) == ["convocation.double"]
    verbe = lambda c: convoquer(  # noqa: E731
        f.perimetre(), mission=mission.numero, intervenants=[epp.pk], demande=demande(confirmation=c)
    )
    assert len(confirmer(verbe, motif="")) == 1
    assert "EPP n° 4100001 et STS-WEB n° 0310038Y-7" in DouteConfirme.objects.get().phrase
