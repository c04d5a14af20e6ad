"""Reads of people: the whole académie by name, one's own établissement by discipline."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet, Value
from django.db.models.functions import Concat

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.models import Discipline
from imagin.socle.texte.cle import Cle, mots_commencent_par

LIMITE_SUGGESTIONS = 12
LONGUEUR_MINIMALE = 2


def intervenants_actifs(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """People of the académie who can be summoned: known and not withdrawn by their source."""
    return Intervenant.objects.filter(retire_le__isnull=True)


def avec_etablissement_principal(intervenants: QuerySet[Intervenant]) -> QuerySet[Intervenant]:
    """Adds `principaux`, the list of their posting as principal (0 or 1), with the établissement."""
    principaux = Exercice.objects.filter(titre="P").select_related("etablissement")
    return intervenants.select_related("discipline").prefetch_related(
        Prefetch("exercices", principaux, to_attr="principaux")
    )


def suggestions(perimetre: Perimetre, *, texte: str, limite: int = LIMITE_SUGGESTIONS) -> list[Intervenant]:
    """People whose « Nom prénom » begins with `texte`, then those with words that begin with its words.

    The first is a range of the b-tree, the second a prefix search of words (« dupont » finds COULEAU DUPONT).
    Nothing under two letters.

    Guide: G4.2-06.
    """
    texte = " ".join(texte.split())
    if len(texte) < LONGUEUR_MINIMALE:
        return []
    actifs = avec_etablissement_principal(intervenants_actifs(perimetre))
    trouves = list(_par_debut(actifs, texte)[:limite])
    if len(trouves) < limite:
        deja = [intervenant.pk for intervenant in trouves]
        trouves += _par_mots(actifs, texte).exclude(pk__in=deja)[: limite - len(trouves)]
    return trouves


def _par_debut(intervenants: QuerySet[Intervenant], texte: str) -> QuerySet[Intervenant]:
    debut = Cle(Value(texte))
    return intervenants.filter(cle__gte=debut, cle__lt=Concat(debut, Value("\U0010ffff"))).order_by("cle", "id")


def _par_mots(intervenants: QuerySet[Intervenant], texte: str) -> QuerySet[Intervenant]:
    return intervenants.filter(mots_commencent_par("cle", texte)).order_by("cle", "id")


def personnels(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """Personnel of the caller's établissement, principal or secondaire.

    Guide: G1.1-02.
    """
    return intervenants_actifs(perimetre).filter(exercices__etablissement=perimetre.mon_etablissement)


def disciplines_de_l_etablissement(
    perimetre: Perimetre, *, texte: str, limite: int = LIMITE_SUGGESTIONS
) -> list[Discipline]:
    """Disciplines de poste of the caller's personnel, with words that begin as typed; all of them for an empty text.

    Guide: G4.2-06.
    """
    disciplines = Discipline.objects.filter(intervenant__in=personnels(perimetre)).distinct().order_by("cle")
    if texte.strip():
        disciplines = disciplines.filter(mots_commencent_par("cle", texte))
    return list(disciplines[:limite])


def personnels_de_la_discipline(perimetre: Perimetre, disciplines: Collection[str]) -> dict[str, list[Intervenant]]:
    """The caller's personnel of each of these disciplines, by name."""
    groupes: dict[str, list[Intervenant]] = {code: [] for code in disciplines}
    trouves = avec_etablissement_principal(personnels(perimetre)).filter(discipline__in=disciplines)
    for personne in trouves.order_by("cle", "id"):
        groupes[str(personne.discipline_id)].append(personne)
    return groupes
