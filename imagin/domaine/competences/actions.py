"""Verbs of the compétences: recognise, invalidate, add, recompute the system's, validate the entry, reopen it."""

from collections.abc import Collection

from django.db import connection, transaction

from imagin.domaine.competences.enums import Auteur, Avis
from imagin.domaine.competences.models import Position, ValidationSaisie
from imagin.domaine.competences.queries import examens_proposes, validation_en_cours
from imagin.domaine.competences.racines import visibles
from imagin.domaine.competences.rules import CompetenceExistante, CompetenceRefusee, SaisieValidee
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.queries import personnels
from imagin.domaine.personnes.racines import personnes_designees
from imagin.domaine.referentiel.models import EpreuveOption
from imagin.domaine.referentiel.racines import communs, mon_etablissement
from imagin.socle.temps import annee_scolaire, aujourd_hui, maintenant

# The teachings of each person's latest school year, crossed with the correspondences; {portee} narrows the people. A
# year that has not begun decides nothing yet: STS-WEB prepares it from May.
VOULUES = """
WITH dernieres AS (
    SELECT intervenant_id, max(annee) AS annee FROM personnes_enseignement
     WHERE annee <= %(annee)s AND {portee} GROUP BY 1
), voulues AS (
    SELECT DISTINCT e.intervenant_id, c.epreuve_option_id
      FROM dernieres d
      JOIN personnes_enseignement e ON e.intervenant_id = d.intervenant_id AND e.annee = d.annee
      JOIN competences_correspondance c
        ON c.matiere_id = e.matiere_id AND (c.mef = '' OR starts_with(coalesce(e.mef_id, ''), c.mef))
)
"""
RETIRER = (
    VOULUES
    + """
DELETE FROM competences_position p WHERE p.auteur = 'SYS' AND {portee}
   AND NOT EXISTS (SELECT FROM voulues v
                    WHERE v.intervenant_id = p.intervenant_id AND v.epreuve_option_id = p.epreuve_option_id)
"""
)
POSER = (
    VOULUES
    + """
INSERT INTO competences_position (intervenant_id, epreuve_option_id, auteur, avis, code, posee_le, posee_par)
SELECT intervenant_id, epreuve_option_id, 'SYS', 'C', '', now(), '' FROM voulues
ON CONFLICT DO NOTHING
"""
)


@transaction.atomic
def recalculer_systeme(perimetre: Perimetre, *, intervenants: Collection[int] | None = None) -> tuple[int, int]:
    """Recompute SYS (C) from teachings and correspondences, for these people or for all; how many set, and removed.

    Two statements whatever the number of people; what humans said is never touched.

    Guide: G3.3-03.
    """
    perimetre.exiger_administrateur()
    portee = "TRUE" if intervenants is None else "intervenant_id = ANY(%(cles)s)"
    parametres: dict[str, int | list[int]] = {"annee": annee_scolaire(aujourd_hui())}
    if intervenants is not None:
        parametres["cles"] = list(intervenants)
    with connection.cursor() as curseur:
        curseur.execute(RETIRER.format(portee=portee), parametres)
        retirees = curseur.rowcount
        curseur.execute(POSER.format(portee=portee), parametres)
        return curseur.rowcount, retirees


@transaction.atomic
def reconnaitre_competence(perimetre: Perimetre, *, intervenant: int, epreuve_option: int) -> None:
    """« + »: the caller's établissement holds the person competent.

    Raises CompetenceRefusee: not of the personnel, no such compétence, entry validated.

    Guide: G3.3-04.
    """
    _exiger_saisie_ouverte(perimetre, intervenant)
    _exiger_existante(perimetre, intervenant, epreuve_option)
    _poser(perimetre, intervenant, epreuve_option, Avis.COMPETENT)


@transaction.atomic
def invalider_competence(perimetre: Perimetre, *, intervenant: int, epreuve_option: int) -> None:
    """« ✗ »: the caller's établissement holds the person incompetent; what it alone had said just goes.

    Raises CompetenceRefusee as `reconnaitre_competence` does.

    Guide: G3.3-04.
    """
    _exiger_saisie_ouverte(perimetre, intervenant)
    _exiger_existante(perimetre, intervenant, epreuve_option)
    positions = visibles(perimetre).filter(intervenant=intervenant, epreuve_option=epreuve_option)
    la_notre = positions.filter(etablissement=perimetre.mon_etablissement)
    if positions.count() == la_notre.count():
        la_notre.delete()
    else:
        _poser(perimetre, intervenant, epreuve_option, Avis.INCOMPETENT)


@transaction.atomic
def ajouter_competence(perimetre: Perimetre, *, intervenant: int, epreuve_option: int) -> EpreuveOption:
    """« Ajouter une compétence »; the épreuve-option is returned with its labels.

    Raises CompetenceExistante when it is in the list already, CompetenceRefusee for an exam that the établissement's
    category does not open.

    Guide: G3.3-05, G3.3-06.
    """
    _exiger_saisie_ouverte(perimetre, intervenant)
    choisie = (
        communs(EpreuveOption)
        .filter(pk=epreuve_option, specialite__examen__in=examens_proposes(perimetre))
        .select_related("specialite__examen")
        .first()
    )
    if choisie is None:
        raise CompetenceRefusee(
            "Cette épreuve-option n'est pas proposée à votre établissement : choisissez-en une autre."
        )
    if _reconnue(perimetre, intervenant, epreuve_option):
        raise CompetenceExistante
    _poser(perimetre, intervenant, epreuve_option, Avis.COMPETENT)
    return choisie


@transaction.atomic
def valider_saisie(perimetre: Perimetre) -> ValidationSaisie:
    """Declare the entry of the caller's établissement finished for this school year.

    Raises SaisieValidee when it is already.

    Guide: G3.4-01.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    _tenir_l_etablissement(perimetre)
    if validation_en_cours(perimetre) is not None:
        raise SaisieValidee
    return ValidationSaisie.objects.create(
        etablissement_id=perimetre.mon_etablissement,
        annee=annee_scolaire(aujourd_hui()),
        validee_le=maintenant(),
        validee_par=perimetre.auteur,
    )


@transaction.atomic
def rouvrir_saisie(perimetre: Perimetre, *, etablissement: int) -> bool:
    """Let an établissement (its key) change its compétences again; False when its entry was open.

    Guide: G3.4-01.
    """
    perimetre.exiger_gestion()
    rouvertes = ValidationSaisie.objects.filter(
        etablissement=etablissement, annee=annee_scolaire(aujourd_hui()), rouverte_le__isnull=True
    ).update(rouverte_le=maintenant(), rouverte_par=perimetre.auteur)
    return bool(rouvertes)


def _exiger_saisie_ouverte(perimetre: Perimetre, intervenant: int) -> None:
    """Hold the person, so that two who press at once come one after the other; raise CompetenceRefusee."""
    perimetre.exiger(Role.ETABLISSEMENT)
    if not personnels(perimetre).filter(pk=intervenant).exists():
        raise CompetenceRefusee("Cette personne n'exerce pas dans votre établissement.")
    _tenir_l_etablissement(perimetre)
    if validation_en_cours(perimetre) is not None:
        raise SaisieValidee
    list(personnes_designees([intervenant]).select_for_update(no_key=True).values_list("pk"))


def _tenir_l_etablissement(perimetre: Perimetre) -> None:
    """A validation waits for the entries under way, and they for it."""
    list(mon_etablissement(perimetre).select_for_update(no_key=True).values_list("pk"))


def _exiger_existante(perimetre: Perimetre, intervenant: int, epreuve_option: int) -> None:
    if not _reconnue(perimetre, intervenant, epreuve_option):
        raise CompetenceRefusee("Cette compétence n'est plus dans la liste : rechargez la page.")


def _reconnue(perimetre: Perimetre, intervenant: int, epreuve_option: int) -> bool:
    siennes = visibles(perimetre).filter(intervenant=intervenant, epreuve_option=epreuve_option)
    return siennes.filter(avis=Avis.COMPETENT).exists()


def _poser(perimetre: Perimetre, intervenant: int, epreuve_option: int, avis: Avis) -> None:
    Position.objects.update_or_create(
        intervenant_id=intervenant,
        epreuve_option_id=epreuve_option,
        auteur=Auteur.ETABLISSEMENT,
        etablissement_id=perimetre.mon_etablissement,
        defaults={"avis": avis, "posee_par": perimetre.auteur},
    )
