"""Reads of people: the whole académie by name, one's own établissement by discipline."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db import connection
from django.db.models import FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery

from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.domaine.personnes.enums import Titre
from imagin.domaine.personnes.models import Enseignement, Exercice, Intervenant
from imagin.domaine.personnes.racines import enseignements_visibles, personnes_convocables, visibles
from imagin.domaine.personnes.rules import distinctions
from imagin.domaine.referentiel.models import Discipline, Etablissement
from imagin.domaine.referentiel.racines import communs
from imagin.socle.listes import Nomme, differences
from imagin.socle.temps import annee_scolaire, aujourd_hui
from imagin.socle.texte.cle import mots_commencent_par

P = TypeVar("P", bound=Intervenant)  # somebody, whatever has been read with them
PRINCIPAUX = "principaux"  # where `postes_principaux` puts what `etablissement_principal` reads, at the end of a path

LIMITE_SUGGESTIONS = 12
LONGUEUR_MINIMALE = 2


@hors_perimetre("on convoque dans toute l'académie (G4.2-06)")
def intervenants_actifs(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """People of the académie who can be summoned: known and not withdrawn by their source."""
    return personnes_convocables()


@hors_perimetre("on convoque dans toute l'académie (G4.2-06)")
def intervenants_par_cle(perimetre: Perimetre, cles: Collection[int]) -> dict[int, Intervenant]:
    """Those of these people who can be summoned, by key, with their discipline."""
    return intervenants_actifs(perimetre).select_related("discipline").in_bulk(cles)


def avec_etablissement_principal(intervenants: QuerySet[Intervenant]) -> QuerySet[Intervenant]:
    """Adds `principaux`, the list of their posting as principal (0 or 1), with the établissement."""
    return intervenants.select_related("discipline").prefetch_related(postes_principaux())


def postes_principaux(chemin: str = "exercices") -> "Prefetch[str, QuerySet[Exercice], str]":
    """What adds `principaux` to the people at the end of a path: `postes_principaux("intervenant__exercices")`."""
    return Prefetch(
        chemin,
        Exercice.objects.filter(titre=Titre.PRINCIPAL).select_related("etablissement"),
        to_attr=PRINCIPAUX,
    )


def etablissement_principal(personne: Intervenant) -> Etablissement | None:
    """Where somebody read with `postes_principaux` is posted as principal."""
    lus: list[Exercice] = getattr(personne, PRINCIPAUX)
    return next((exercice.etablissement for exercice in lus), None)


MOTS = "to_tsvector('simple'::regconfig, COALESCE(imagin_mots({0}cle, {0}nom, {0}prenom, {1}), ''))"
# This runs at each letter that anybody types: one statement, no models built. A part does not run when those before it
# fill the limit. U+10FFFF comes after every letter in the order of bytes, so it ends the range of a prefix.
SUGGESTIONS = f"""
WITH par_debut AS (
    SELECT id, cle, 1 AS rang FROM personnes_intervenant
    WHERE cle >= imagin_cle(%(texte)s) AND cle < imagin_cle(%(texte)s) || U&'\\+10FFFF' AND retire_le IS NULL
    ORDER BY cle, id LIMIT %(limite)s
), par_mots AS (
    SELECT id, cle, 2 AS rang FROM personnes_intervenant
    WHERE {MOTS.format("", "nom_naissance")} @@ imagin_debuts_de_mots(%(texte)s) AND retire_le IS NULL
    AND id NOT IN (SELECT id FROM par_debut)
    ORDER BY cle, id LIMIT %(limite)s - (SELECT count(*) FROM par_debut)
), par_debut_colle AS (
    SELECT id, cle, 3 AS rang FROM personnes_intervenant
    WHERE replace(cle, ' ', '') >= replace(imagin_cle(%(texte)s), ' ', '')
    AND replace(cle, ' ', '') < replace(imagin_cle(%(texte)s), ' ', '') || U&'\\+10FFFF' AND retire_le IS NULL
    AND id NOT IN (SELECT id FROM par_debut UNION ALL SELECT id FROM par_mots)
    ORDER BY replace(cle, ' ', ''), id
    LIMIT %(limite)s - (SELECT count(*) FROM par_debut) - (SELECT count(*) FROM par_mots)
), trouves AS (SELECT * FROM par_debut UNION ALL SELECT * FROM par_mots UNION ALL SELECT * FROM par_debut_colle)
SELECT i.id, i.nom, i.prenom, coalesce(d.libelle, ''), coalesce(e.libelle, ''),
  CASE WHEN t.rang = 2 AND i.nom_naissance NOT IN ('', i.nom)
        AND NOT {MOTS.format("i.", "''")} @@ imagin_debuts_de_mots(%(texte)s)
       THEN i.nom_naissance ELSE '' END,
  i.civilite, i.date_naissance, i.commune, i.reference
FROM trouves t
JOIN personnes_intervenant i ON i.id = t.id
LEFT JOIN referentiel_discipline d ON d.code = i.discipline_id
LEFT JOIN personnes_exercice x ON x.intervenant_id = i.id AND x.titre = 'P'
LEFT JOIN referentiel_etablissement e ON e.id = x.etablissement_id
ORDER BY t.rang, t.cle, t.id
"""  # noqa: S608 - constants only


@dataclass(frozen=True)
class Suggestion:
    """A person as a list of suggestions shows them: what tells two homonyms apart, and no more.

    `nom_naissance`: only when it is what was found. `distinction`: only beside somebody who would look the same.
    """

    cle: int
    nom: str
    prenom: str
    discipline: str
    etablissement: str
    nom_naissance: str = ""
    distinction: str = ""


@hors_perimetre("on convoque dans toute l'académie (G4.2-06)")
def suggestions(perimetre: Perimetre, *, texte: str, limite: int = LIMITE_SUGGESTIONS) -> list[Suggestion]:
    """People whose « Nom prénom » begins with `texte`, then those with words that begin with its words.

    The first is a range of the b-tree, the second a prefix search of words (« dupont » finds COULEAU DUPONT); last
    come those whose name begins so once written in one word (« legoff » finds LE GOFF). Words are those of the name in
    use, of the birth name, of compounds written in one (« jeaneric »); « St » is « Saint ». Nothing under two letters.

    Guide: G4.2-06.
    """
    texte = " ".join(texte.replace("\x00", "").split())
    if len(texte) < LONGUEUR_MINIMALE:
        return []
    with connection.cursor() as curseur:
        curseur.execute(SUGGESTIONS, {"texte": texte, "limite": limite})
        return _distinguer([(Suggestion(*ligne[:6]), distinctions(*ligne[6:])) for ligne in curseur.fetchall()])


def _distinguer(trouves: Sequence[tuple[Suggestion, tuple[str, ...]]]) -> list[Suggestion]:
    """Birth date, then commune, then number, of those who would otherwise be shown alike."""
    semblables = differences(
        Nomme(s.cle, f"{s.nom} {s.prenom} {s.discipline} {s.etablissement}", "", details) for s, details in trouves
    )
    return [replace(s, distinction=semblables.get(s.cle, "")) for s, _ in trouves]


def connus_deux_fois(perimetre: Perimetre, cles: Collection[int]) -> list[tuple[Intervenant, Intervenant]]:
    """Those of these people who are known under another number too (same names, same birth date), each with the other.

    One query. A feed brings somebody whom another one, or the school alone, had brought already.
    """
    sosies = (
        intervenants_actifs(perimetre)
        .filter(pk__in=cles, date_naissance__isnull=False)
        .annotate(
            sosie=Subquery(
                intervenants_actifs(perimetre)
                .filter(cle=OuterRef("cle"), date_naissance=OuterRef("date_naissance"))
                .exclude(pk=OuterRef("pk"))
                .order_by("pk")
                .values("pk")[:1]
            )
        )
        .filter(sosie__isnull=False)
        .order_by("cle", "pk")
    )
    doubles = list(sosies)
    autres = intervenants_actifs(perimetre).in_bulk([personne.sosie for personne in doubles]) if doubles else {}
    return [(personne, autres[personne.sosie]) for personne in doubles]


def personnels(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """Personnel of the caller's établissement, principal or secondaire.

    Guide: G1.1-02.
    """
    perimetre.exiger_etablissement()
    return visibles(perimetre)


def personnel(perimetre: Perimetre, cle: int) -> Intervenant:
    """One member of the caller's personnel, with their discipline. Raises Intervenant.DoesNotExist for anybody else."""
    return personnels(perimetre).select_related("discipline").get(pk=cle)


def personnels_par_nom(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """The caller's personnel by name, with their discipline.

    Guide: G3.2-01.
    """
    return personnels(perimetre).select_related("discipline").order_by("cle", "pk")


def personnels_par_cle(perimetre: Perimetre, cles: Collection[int]) -> dict[int, Intervenant]:
    """These members of the caller's personnel by key, with `principaux`; anybody else is left out."""
    return avec_etablissement_principal(personnels(perimetre)).in_bulk(cles)


def enseignements(perimetre: Perimetre, intervenant: int) -> QuerySet[Enseignement]:
    """What a member of the caller's personnel teaches in the latest school year, begun, that STS-WEB gave for them.

    Guide: G3.1-08, G3.3-07.
    """
    perimetre.exiger_etablissement()
    siens = enseignements_visibles(perimetre).filter(intervenant=intervenant)
    return (
        siens.filter(
            annee=siens.filter(annee__lte=annee_scolaire(aujourd_hui())).order_by("-annee").values("annee")[:1]
        )
        .select_related("etablissement", "matiere", "modalite", "mef")
        .order_by("etablissement__libelle", "matiere__libelle", "code_structure", "pk")
    )


def avec_enseignements(
    perimetre: Perimetre, intervenants: Sequence[int]
) -> list[tuple[Intervenant, Enseignement | None]]:
    """These members of the caller's personnel with each of their teachings of their latest school year, or with None.

    In the order asked; two queries.

    Guide: G3.1-03.
    """
    trouves = personnels(perimetre).select_related("discipline").in_bulk(intervenants)
    donnes = (
        enseignements_visibles(perimetre)
        .filter(intervenant__in=intervenants, annee__lte=annee_scolaire(aujourd_hui()))
        .select_related("etablissement", "matiere", "modalite", "mef")
    )
    siens: dict[int, list[Enseignement | None]] = {}
    for enseignement in donnes.order_by("-annee", "etablissement__libelle", "matiere__libelle", "code_structure", "pk"):
        connus = siens.setdefault(enseignement.intervenant_id, [])
        if not connus or connus[0] is None or connus[0].annee == enseignement.annee:
            connus.append(enseignement)
    lignes = [trouves[cle] for cle in intervenants if cle in trouves]
    return [(personne, cours) for personne in lignes for cours in siens.get(personne.pk) or [None]]


def disciplines_de_l_etablissement(
    perimetre: Perimetre, *, texte: str, limite: int = LIMITE_SUGGESTIONS
) -> list[Discipline]:
    """Disciplines de poste of the caller's personnel, with words that begin as typed; all of them for an empty text.

    Guide: G4.2-06.
    """
    disciplines = communs(Discipline).filter(intervenant__in=personnels(perimetre)).distinct().order_by("cle")
    if texte.strip():
        disciplines = disciplines.filter(mots_commencent_par("cle", texte))
    return list(disciplines[:limite])


def personnels_de_la_discipline(perimetre: Perimetre, discipline: str) -> list[Suggestion]:
    """The caller's personnel of a discipline (its code), by name."""
    lignes = (
        personnels(perimetre)
        .filter(discipline=discipline)
        .annotate(principal=FilteredRelation("exercices", condition=Q(exercices__titre=Titre.PRINCIPAL)))
        .order_by("cle", "id")
        .values_list(
            *("pk", "nom", "prenom", "discipline__libelle", "principal__etablissement__libelle"),
            *("civilite", "date_naissance", "commune", "reference"),
        )
    )
    return _distinguer(
        [
            (Suggestion(cle, nom, prenom, libelle, etablissement or ""), distinctions(*details))
            for cle, nom, prenom, libelle, etablissement, *details in lignes
        ]
    )
