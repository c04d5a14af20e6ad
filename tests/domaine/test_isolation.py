"""Isolation proven by rows: what another centre writes changes nothing of what mine reads, its objects are not mine.

Generated from the domain: each public function of `queries` that takes a perimeter, those to come included. Both
centres summon the same person to the same session, so that a read which forgets its centre shows the other's rows.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from psycopg.types.range import Range

import imagin.domaine
from imagin.domaine.acces.enums import NatureSecurite
from imagin.domaine.competences.models import ValidationSaisie
from imagin.domaine.convocations.actions import convoquer, envoyer_convocations
from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.models import Affectation, Signature
from imagin.domaine.convocations.rules import ConvocationRefusee, Demande
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.models import PersonneExterne
from imagin.domaine.indemnites.enums import Periode
from imagin.domaine.indemnites.models import IndemniteCentre, Part
from imagin.domaine.indemnites.queries import session_indemnisee
from imagin.domaine.missions.enums import Signataire
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import TOUTES, creneaux_proposes
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.revisions.models import Revision
from imagin.domaine.services_faits.models import Constat
from imagin.socle.temps import annee_scolaire, aujourd_hui, maintenant
from tests import factories as f
from tests.factories.competences import position
from tests.factories.missions import jours
from tests.factories.referentiel import epreuve, uai

pytestmark = pytest.mark.django_db
Lecture = Callable[..., Any]
# A head of school sees what their own personnel is summoned to, wherever (G3.1): the other centre's missions show.
VOIENT_LEUR_PERSONNEL_PARTOUT = {
    "convocations.personnel.personnels_et_convocations",
    "convocations.personnel.personnel_et_convocation",
    "convocations.personnel.annees_des_missions",
    "convocations.personnel.affectations_du_personnel",
    "convocations.personnel.missions_du_personnel",
    "convocations.personnel.affectations_convoquees_de",
    "convocations.personnel.a_des_affectations_non_convoquees",
    "convocations.racines.affectations_du_personnel_visible",
}
OBJETS = {
    "mission",
    "missions",
    "affectation",
    "affectations",
    "intervenant",
    "intervenants",
    "numero",
    "cle",
    "cles",
    "indisponibilite",
}
# Asked about a mission, they answer with missions of the caller's own.
RENDENT_LES_MIENNES = {"missions.missions_de_profils"}
REFUS = (AccesRefuse, ConvocationRefusee, ObjectDoesNotExist)


def lectures() -> dict[str, Lecture]:
    """Every public read of the domain that takes a perimeter, by « room.module.function »."""
    trouvees = {}
    for module in pkgutil.walk_packages(imagin.domaine.__path__, "imagin.domaine."):
        if ".queries" not in module.name and not module.name.endswith(".racines"):
            continue
        for nom, fonction in vars(importlib.import_module(module.name)).items():
            publique = inspect.isfunction(fonction) and fonction.__module__ == module.name and not nom.startswith("_")
            if publique and next(iter(inspect.signature(fonction).parameters), "") == "perimetre":
                lieu = module.name.removeprefix("imagin.domaine.").replace(".queries", "")
                trouvees[f"{lieu}.{nom}"] = fonction
    return trouvees


LECTURES = lectures()
# Reads marked `hors_perimetre`: they look beyond the caller's own on purpose.
VOIENT_AU_DELA = {
    nom: lecture.hors_perimetre for nom, lecture in LECTURES.items() if hasattr(lecture, "hors_perimetre")
}
AU_DELA_AU_PLUS = 12
MIENNES = LECTURES.keys() - VOIENT_AU_DELA.keys()
# What nothing of the scene feeds: they have tests of their own in their room.
MUETTES = {
    "disponibilites.racines.indisponibilites_du_dossier",
    "federation.racines.empreintes_visibles",
    "personnes.racines.connues",
    "federation.racines.centres_ouverts_visibles",
    "federation.racines.partenaires_visibles",
    "federation.racines.convocations_externes_visibles",
    "federation.racines.personnes_externes_visibles",
    "acces.connexion_en_cours",
    "acces.racines.places_en_cours",
    "convocations.avertissements.avertissements",
    "convocations.envois_santorin.etat_santorin",
    "convocations.lettres.emission_pour_une_mission",
    "convocations.lettres.emission_du_personnel",
    "convocations.personnel.a_des_affectations_non_convoquees",
    "convocations.profils_a_missionner",
    "indemnites.suggestion_de_cyclades",
    "personnes.connus_deux_fois",
    "personnes.disciplines_de_l_etablissement",
    "personnes.enseignements",
    "personnes.racines.enseignements_visibles",
    "services_faits.services_retenus",
}


@dataclass(frozen=True)
class Monde:
    """One centre and one object of each kind that is its own."""

    centre: Etablissement
    mission: Mission
    affectation: Affectation
    personne: Intervenant
    indemnite: IndemniteCentre

    @property
    def perimetre(self) -> Perimetre:
        return f.perimetre(self.centre)


def peupler(centre: Etablissement, collegue: Intervenant | None = None, *, dans: int = 10) -> Monde:
    """Fill a centre: summons and mails, a constat, frais, an indemnity, a signature; `collegue` is summoned too."""
    chef = f.perimetre(centre)
    mission = f.mission(centre=centre, dates=jours(2, dans=dans))
    personne = f.intervenant(f"PERSONNE{dans}", a=centre)
    convoques = [personne, collegue] if collegue else [personne]
    demande = Demande(creneaux=tuple(creneaux_proposes(mission, None)))
    convoquer(chef, mission=mission.numero, intervenants=[un.pk for un in convoques], demande=demande)
    siennes = Affectation.objects.filter(mission=mission)
    envoyer_convocations(chef, affectations=list(siennes.values_list("pk", flat=True)))
    for affectation in siennes:
        Revision.objects.create(affectation=affectation, motif="CENTRE", phrase="Ailleurs", marquee_le=maintenant())
    passee = f.mission(centre=centre, dates=jours(1, dans=-dans))
    for convoque in convoques:
        constatee = f.affectation(passee, convoque, origine="CENTRE")
        f.etat_de_frais(constatee)
        Constat.objects.create(
            affectation=constatee, resultat="FAIT", quantite=3, saisi_par=chef.auteur, saisi_le=maintenant()
        )
    f.convoque_ailleurs(personne)
    f.centre_ailleurs(centre, f.partenaire())
    position(personne, epreuve())
    for signataire in Signataire:
        Signature.objects.create(etablissement=centre, signataire=signataire, autorite="LE CHEF", nom="N", ville="V")
    ValidationSaisie.objects.create(
        etablissement=centre, annee=annee_scolaire(aujourd_hui()), validee_le=maintenant(), validee_par=chef.auteur
    )
    indemnite = IndemniteCentre.objects.create(
        session=mission.session, centre=centre, periode="NORMALE", domaine="BAC", date_debut=mission.date_debut,
        jours_1=1, jours_2=0, jours_3=0, montant=173, saisie_par=chef.auteur, saisie_le=maintenant(),
    )  # fmt: skip
    Part.objects.create(indemnite=indemnite, intervenant=personne, pourcentage=50, montant=Decimal("86.50"))
    return Monde(centre, mission, siennes.get(intervenant=personne), personne, indemnite)


def arguments(nom: str, lecture: Lecture, a: Monde, objets: Monde) -> Iterator[tuple[str, Any]]:
    """What to call a read with, so that it is asked about `objets` by the centre of `a`."""
    mission, affectation, personne = objets.mission, objets.affectation, objets.personne
    valeurs: dict[str, Any] = {
        "mission": mission,
        "missions": [mission],
        "affectation": affectation.pk,
        "affectations": [affectation.pk],
        "intervenant": personne.pk,
        "intervenants": [personne.pk],
        "numero": mission.numero,
        "cle": affectation.pk,
        "cles": [affectation.pk],
        "plages": [Range(maintenant(), maintenant() + timedelta(days=90))],
        "annees": range(2000, 2100),
        "session": mission.session_id,
        "periode": Periode.NORMALE,
        "centre": a.centre.pk,
        "etablissement": objets.centre.pk,
        "indisponibilite": Indisponibilite.objects.get(intervenant=personne).pk,
        "choix": TOUTES,
        "signataire": Signataire.CHEF_CENTRE,
        "texte": "PERS",
        "discipline": "MATHEMAT",
        "examen": "470",
        "specialite": mission.specialite_id,
        "epreuve_option": mission.epreuve_option_id,
        "instant": maintenant(),
        "lot": 1,
        "objet": ObjetEnvoi.INDISPONIBILITE,
        "partenaire": f.partenaire().pk,
        "dossier": "siec:1234",
        "personne": PersonneExterne(partenaire=f.partenaire(), nom="X", prenom="Y", etat="INCONNUE"),
        "nature": NatureSecurite.RECHERCHE,
        "identifiant": "académie SIEC",
        "depuis": maintenant() - timedelta(days=1),
    } | PROPRES.get(nom, lambda _: {})(objets)
    if nom == "indemnites.suggestion_de_cyclades":
        valeurs["indemnisee"] = session_indemnisee(a.perimetre, mission.session_id)
    for parametre in list(inspect.signature(lecture).parameters.values())[1:]:
        if parametre.name in valeurs:
            yield parametre.name, valeurs[parametre.name]
        elif parametre.default is parametre.empty:
            pytest.fail(f"{nom} : dites dans « arguments » quoi donner à « {parametre.name} »")


# Parameters that mean something else than elsewhere.
PROPRES: dict[str, Callable[[Monde], dict[str, Any]]] = {
    "convocations.intervenants_a_convoquer": lambda m: {"cles": [m.personne.pk]},
    "convocations.affectation_et_personne": lambda m: {"cle": m.affectation.pk},
    "convocations.convoquees_par_le_centre": lambda _: {
        "periode": Range(maintenant(), maintenant() + timedelta(days=90))
    },
    "convocations.personnel.personnel_et_convocation": lambda m: {"cle": m.personne.pk},
    "convocations.consultation.duplicata": lambda m: {"affectation": m.affectation},
    "indemnites.calendrier_des_epreuves": lambda m: {"session": m.mission.session},
    "personnes.intervenants_par_cle": lambda m: {"cles": [m.personne.pk]},
    "personnes.personnel": lambda m: {"cle": m.personne.pk},
    "personnes.personnels_par_cle": lambda m: {"cles": [m.personne.pk]},
    "revisions.marques_des": lambda m: {"affectations": [m.affectation.pk]},
    "revisions.missions_a_revoir": lambda m: {"missions": [m.mission.pk]},
    "revisions.revisions_par_cle": lambda m: {"cles": list(m.affectation.revisions.values_list("pk", flat=True))},
}


def lire(nom: str, a: Monde, objets: Monde) -> Any:
    """What the centre of `a` reads, asked about `objets`, all of it, down to annotations; a refusal is an answer."""
    lecture = LECTURES[nom]
    try:
        # A read that locks is made inside a transaction, as the test itself is.
        return a_plat(lecture(a.perimetre, **dict(arguments(nom, lecture, a, objets))))
    except REFUS as refus:
        return type(refus).__name__


def a_plat(lu: Any) -> Any:
    """What was read as plain values, whatever its type: rows by their key and all that queries have added to them."""
    if isinstance(lu, Model):
        propres = {champ.attname for champ in lu._meta.concrete_fields}
        ajoutes = {nom: a_plat(v) for nom, v in vars(lu).items() if nom not in propres and nom != "_state"}
        return (
            lu._meta.label,
            lu.pk,
            {nom: v for nom, v in sorted(ajoutes.items()) if nom != "_prefetched_objects_cache"},
        )
    if isinstance(lu, Mapping):
        return {str(a_plat(cle)): a_plat(v) for cle, v in lu.items()}
    if is_dataclass(lu) and not isinstance(lu, type):
        return [a_plat(getattr(lu, champ.name)) for champ in fields(lu)]
    if isinstance(lu, str | bytes) or not hasattr(lu, "__iter__"):
        return lu
    return sorted((a_plat(un) for un in lu), key=repr)


@pytest.fixture
def bellevue() -> Monde:
    return peupler(f.etablissement())


@pytest.fixture
def berthelot() -> Etablissement:
    return f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4")


def test_peu_de_lectures_voient_au_dela_et_chacune_dit_pourquoi() -> None:
    assert all(VOIENT_AU_DELA.values())
    assert len(VOIENT_AU_DELA) <= AU_DELA_AU_PLUS, "une lecture de plus voit au-delà : est-ce voulu ?"


def test_les_exceptions_nomment_des_lectures_qui_existent() -> None:
    assert (VOIENT_LEUR_PERSONNEL_PARTOUT | PROPRES.keys()) - LECTURES.keys() == set()


@pytest.mark.parametrize("collegue", [True, False], ids=["la même personne", "d'autres personnes"])
def test_ce_qu_un_autre_centre_ecrit_ne_change_rien_a_ce_que_je_lis(bellevue, berthelot, collegue) -> None:
    eprouvees = MIENNES - VOIENT_LEUR_PERSONNEL_PARTOUT if collegue else MIENNES
    avant = {nom: lire(nom, bellevue, bellevue) for nom in eprouvees}
    peupler(berthelot, bellevue.personne if collegue else None, dans=20)
    changees = [nom for nom in sorted(eprouvees) if lire(nom, bellevue, bellevue) != avant[nom]]
    assert changees == []


def test_demander_ce_qui_est_a_un_autre_ne_rend_rien(bellevue, berthelot) -> None:
    """Reads that take an object of the other centre answer nothing, or refuse."""
    autre = peupler(berthelot, dans=20)
    rendus = {
        nom: lire(nom, bellevue, autre)
        for nom in sorted(MIENNES - RENDENT_LES_MIENNES)
        if OBJETS & {parametre for parametre, _ in arguments(nom, LECTURES[nom], bellevue, autre)}
    }
    assert rendus
    assert {nom: rendu for nom, rendu in rendus.items() if rendu and not isinstance(rendu, str)} == {}


def test_lues_par_leur_centre_ces_lectures_rendent_quelque_chose(bellevue) -> None:
    """Otherwise the two others would prove nothing."""
    muettes = {nom for nom in MIENNES if not lire(nom, bellevue, bellevue)}
    assert muettes == MUETTES
