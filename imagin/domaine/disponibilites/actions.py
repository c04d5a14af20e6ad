"""Verbs of unavailability."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from psycopg.types.range import Range

from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.domaine.disponibilites.events import IndisponibiliteDeclaree, IndisponibiliteSupprimee
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.disponibilites.queries import indisponibilites_de, indisponibilites_du_personnel
from imagin.domaine.disponibilites.racines import indisponibilites_du_dossier, indisponibilites_ecrites
from imagin.domaine.disponibilites.rules import (
    LONGUEUR_MOTIF,
    ConvocationAilleurs,
    Declarant,
    IndisponibiliteRefusee,
    peut_retirer,
    raison_du_refus,
)
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.queries import personnels
from imagin.domaine.personnes.racines import personnes_designees
from imagin.domaine.referentiel.racines import mon_etablissement
from imagin.socle.evenements import annoncer
from imagin.socle.temps import bornes

IDENTIQUE = "indisponibilite_identique"


@dataclass(frozen=True)
class DeclarationFaite:
    """What was declared, and the indisponibilités already known that it overlaps."""

    indisponibilite: Indisponibilite
    chevauchees: list[Indisponibilite]


@transaction.atomic
def declarer_indisponibilite(
    perimetre: Perimetre, *, intervenant: int, debut: datetime, fin: datetime, motif: str
) -> DeclarationFaite:
    """Declare one for a member of the caller's personnel; the gestionnaires whose missions it upsets are told by mail.

    Raises IndisponibiliteRefusee: person of another établissement, end before start, no motif, identical one there.

    Guide: G3.2-02, G3.2-05.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    motif = _exiger_motif(motif)
    if fin <= debut:
        raise IndisponibiliteRefusee("La fin doit venir après le début.")
    if not personnels(perimetre).filter(pk=intervenant).exists():
        raise IndisponibiliteRefusee("Cette personne n'exerce pas dans votre établissement.")
    _verrouiller([intervenant])
    declaree = _creer(perimetre, intervenant, Range(debut, fin), motif)
    siennes = indisponibilites_de(perimetre, intervenant).exclude(pk=declaree.pk)
    annoncer(
        IndisponibiliteDeclaree(
            (declaree.pk,), par=perimetre.auteur, repondre_a=_mel(perimetre), personnes=frozenset({intervenant})
        )
    )
    return DeclarationFaite(declaree, list(siennes.filter(periode__overlap=declaree.periode)))


@transaction.atomic
def supprimer_indisponibilite(perimetre: Perimetre, *, indisponibilite: int) -> None:
    """Take back one that the caller's établissement declared; who had been told of it is told so.

    Raises Indisponibilite.DoesNotExist when it is not one of the caller's personnel, IndisponibiliteRefusee when
    somebody else declared it.

    Guide: G3.2-03.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    siennes = indisponibilites_du_personnel(perimetre).filter(pk=indisponibilite)
    _verrouiller(set(siennes.values_list("intervenant", flat=True)))
    supprimee = siennes.select_for_update(of=("self",)).get()
    moi = Declarant(SourceIndisponibilite.ETABLISSEMENT, perimetre.mon_etablissement)
    if not peut_retirer(moi, supprimee.declarant):
        raise IndisponibiliteRefusee(raison_du_refus(supprimee.declarant.source, supprimee.origine))
    Indisponibilite.objects.filter(pk=indisponibilite).delete()
    annoncer(
        IndisponibiliteSupprimee(
            indisponibilite, supprimee.intervenant_id, par=perimetre.auteur, repondre_a=_mel(perimetre)
        )
    )


@transaction.atomic
def recevoir_indisponibilites(
    perimetre: Perimetre,
    *,
    indisponibilites: Collection[int],
    deja_couverts: Collection[int],
    liberees: Collection[int] = (),
) -> None:
    """Tell what an import has just written, in its transaction, to the gestionnaires whose missions it upsets.

    `deja_couverts`: créneaux on which the person was unavailable before the import; `liberees`: people of whom it
    withdrew an indisponibilité.

    Guide: G3.2-05.
    """
    perimetre.exiger_administrateur()
    concernees = indisponibilites_ecrites(indisponibilites).values_list("intervenant", flat=True)
    personnes = {*concernees, *liberees}
    _verrouiller(personnes)
    annoncer(
        IndisponibiliteDeclaree(
            tuple(indisponibilites),
            par=perimetre.auteur,
            deja_couverts=frozenset(deja_couverts),
            personnes=frozenset(personnes),
            liberees=frozenset(liberees),
        )
    )


@transaction.atomic(savepoint=False)
def remplacer_convocation_ailleurs(
    perimetre: Perimetre,
    *,
    dossier: str,
    intervenant: int | None,
    motif: str,
    periodes: Collection[Range[datetime]],
    ailleurs: ConvocationAilleurs | None,
) -> None:
    """Make the indisponibilités of a dossier of another académie those of `periodes`, none to withdraw it.

    Those of another person under the same dossier are withdrawn. Announced as an import's are, so that who is upset,
    and who no longer is, learns it once. For partners, the gestionnaire and jobs; the caller lets nobody else change
    that dossier meanwhile.

    Guide: G4.6-04, G3.2-05.
    """
    perimetre.exiger(Role.PARTENAIRE, Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    tenues = list(indisponibilites_du_dossier(perimetre, dossier))
    _verrouiller({tenue.intervenant_id for tenue in tenues} | ({intervenant} if intervenant is not None else set()))
    voulues = set(periodes)
    restent = [tenue for tenue in tenues if tenue.intervenant_id == intervenant and tenue.periode in voulues]
    retirees = [tenue for tenue in tenues if tenue not in restent]
    dite = asdict(ailleurs) | {"dates": list(ailleurs.dates)} if ailleurs else None
    changees = [tenue.pk for tenue in restent if (tenue.motif, tenue.ailleurs) != (motif, dite)]
    Indisponibilite.objects.filter(pk__in=changees).update(motif=motif, ailleurs=dite)
    Indisponibilite.objects.filter(pk__in=[retiree.pk for retiree in retirees]).delete()
    nouvelles = Indisponibilite.objects.bulk_create(
        Indisponibilite(
            intervenant_id=intervenant,
            periode=periode,
            motif=motif,
            source=SourceIndisponibilite.ACADEMIE,
            ailleurs=dite,
            dossier=dossier,
        )
        for periode in sorted(voulues - {tenue.periode for tenue in restent}, key=bornes)
        if intervenant is not None
    )
    if nouvelles or retirees:
        annoncer(
            IndisponibiliteDeclaree(
                tuple(nouvelle.pk for nouvelle in nouvelles),
                par=perimetre.auteur,
                personnes=frozenset(une.intervenant_id for une in (*nouvelles, *retirees)),
                liberees=frozenset(retiree.intervenant_id for retiree in retirees),
            )
        )


def _mel(perimetre: Perimetre) -> str:
    """Where the caller's établissement is answered."""
    return mon_etablissement(perimetre).values_list("mel", flat=True).get()


def _creer(perimetre: Perimetre, intervenant: int, periode: Range[datetime], motif: str) -> Indisponibilite:
    try:
        with transaction.atomic():
            return Indisponibilite.objects.create(
                intervenant_id=intervenant,
                periode=periode,
                motif=motif,
                source=SourceIndisponibilite.ETABLISSEMENT,
                etablissement_id=perimetre.mon_etablissement,
            )
    except IntegrityError as erreur:
        if IDENTIQUE not in str(erreur):
            raise
        raise IndisponibiliteRefusee(
            "Cette indisponibilité est déjà déclarée : même personne, mêmes dates et heures, même motif."
        ) from erreur


def _exiger_motif(motif: str) -> str:
    propre = " ".join(motif.split())
    if not propre:
        raise IndisponibiliteRefusee("Indiquez le motif de l'indisponibilité.")
    if len(propre) > LONGUEUR_MOTIF:
        raise IndisponibiliteRefusee(f"Le motif dépasse {LONGUEUR_MOTIF} caractères : raccourcissez-le.")
    return propre


def _verrouiller(intervenants: Collection[int]) -> None:
    """Let nobody summon these people meanwhile: who comes second sees the first, the summons or the absence."""
    personnes = personnes_designees(intervenants).order_by("pk").select_for_update(no_key=True)
    list(personnes.values_list("pk", flat=True))
