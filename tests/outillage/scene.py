"""One object of each kind that an address may name, all of one centre: for the tests that are generated from routes."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from psycopg.types.range import Range

from imagin.domaine.convocations.actions import convoquer, envoyer_convocations
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.models import Partenaire, PersonneExterne
from imagin.domaine.indemnites.enums import Periode
from imagin.domaine.indemnites.models import IndemniteCentre, Part
from imagin.domaine.missions.models import Mission, SessionExamen
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Etablissement, MessageAccueil
from imagin.domaine.services_faits.models import Constat
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.competences import position
from tests.factories.indemnites import JUIN
from tests.factories.missions import jours
from tests.factories.referentiel import epreuve, type_mission

_rangs = count(1)


@dataclass(frozen=True)
class Scene:
    """What a centre has: a mission to come, one gone by, who was summoned to both, and all that is kept of them."""

    centre: Etablissement
    mission: Mission
    passee: Mission
    personne: Intervenant
    convoquee: Affectation
    constatee: Affectation
    indisponibilite: Indisponibilite
    ailleurs: Indisponibilite
    indemnite: IndemniteCentre
    message: MessageAccueil
    partenaire: Partenaire
    externe: PersonneExterne

    def parametres(self, activite: str, nommes: Any) -> dict[str, Any]:
        """What these parameters of an address of the activity name here; KeyError for one that nothing is known of."""
        connus = self._communs | self._propres.get(activite, {})
        return {nom: connus[nom] for nom in nommes}

    @property
    def _communs(self) -> dict[str, Any]:
        return {
            "numero": self.mission.numero,
            "personne": self.personne.pk,
            "cle": self.convoquee.pk,
            "indisponibilite": self.ailleurs.pk,
            "session": self.indemnite.session_id,
            "periode": Periode.NORMALE.lower(),
            "epreuve": epreuve().pk,
            "etablissement": self.centre.pk,
            "document": "pdf",
        }

    @property
    def _propres(self) -> dict[str, dict[str, Any]]:
        """Where a parameter means something else."""
        return {
            "constat_service_fait": {"numero": self.passee.numero, "cle": self.constatee.pk},
            "saisie_indisponibilites": {"cle": self.indisponibilite.pk},
            "message_accueil": {"cle": self.message.pk},
            "academies_partenaires": {"cle": self.partenaire.pk},
            "personnes_externes": {"externe": self.externe.pk, "intervenant": self.personne.pk},
        }


def peupler(centre: Etablissement, *, examen: str = "470", sigle: str = "BCG") -> Scene:
    """Fill a centre; its session is that exam's."""
    chef, session, rang = f.perimetre(centre), f.session(examen, sigle=sigle), next(_rangs)
    personne = f.intervenant(f"PERSONNE-{rang}", a=centre)
    mission = f.mission(centre=centre, session=session)
    demande = Demande(tuple(creneaux_proposes(mission, None)))
    convoquer(chef, mission=mission.numero, intervenants=[personne.pk], demande=demande)
    convoquee = Affectation.objects.get(mission=mission)
    envoyer_convocations(chef, affectations=[convoquee.pk])
    pratique = type_mission("PRATIQ", libelle="EPREUVE PRATIQUE", remuneration="PRATIQUE")
    passee = f.mission(centre=centre, session=session, type=pratique, dates=jours(2, dans=-5))
    constatee = f.affectation(passee, personne, origine="CENTRE")
    f.etat_de_frais(constatee)
    Constat.objects.create(affectation=constatee, resultat="FAIT", saisi_par=chef.auteur, saisi_le=maintenant())
    position(personne, epreuve())
    return Scene(
        centre=centre,
        mission=mission,
        passee=passee,
        personne=personne,
        convoquee=convoquee,
        constatee=constatee,
        indisponibilite=_declaree(personne, centre),
        ailleurs=f.convoque_ailleurs(personne),
        indemnite=_indemnite(centre, session, personne),
        message=MessageAccueil.objects.create(
            titre=f"Message {rang}", contenu="<p>Bonjour.</p>", services=["ETABLISSEMENT"], debut=maintenant()
        ),
        partenaire=f.centre_ailleurs(centre, f.partenaire()).partenaire,
        externe=f.personne_externe(f"EXTERNE-{rang}", de=f.partenaire()),
    )


def _declaree(personne: Intervenant, centre: Etablissement) -> Indisponibilite:
    """What the centre has declared of one of its own, and may take back."""
    debut = maintenant() + timedelta(days=90)
    periode = Range(debut, debut + timedelta(days=1))
    return Indisponibilite.objects.create(
        intervenant=personne, periode=periode, motif="STAGE", source="ETAB", etablissement=centre
    )


def _indemnite(centre: Etablissement, session: SessionExamen, personne: Intervenant) -> IndemniteCentre:
    f.mission(centre=centre, session=session, dates=[JUIN])
    indemnite = IndemniteCentre.objects.create(
        session=session, centre=centre, periode="NORMALE", domaine="BTS" if session.examen_id == "320" else "BAC",
        date_debut=JUIN, jours_1=1, jours_2=0, jours_3=0, montant=173, saisie_par="chef", saisie_le=maintenant(),
    )  # fmt: skip
    Part.objects.create(indemnite=indemnite, intervenant=personne, pourcentage=50, montant=Decimal("86.50"))
    return indemnite
