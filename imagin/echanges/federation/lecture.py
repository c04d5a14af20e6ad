"""What the sender reads, set by set: which partners are to hear of which summons, and what these say."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from psycopg.types.range import Range

from imagin.domaine.convocations.models import Affectation, Creneau, en_vigueur
from imagin.domaine.federation.models import DossierTransmis, Partenaire, Rattachement
from imagin.domaine.personnes.models import Exercice, Intervenant

# The home of somebody is each open partner where they are posted, as principal or secondaire, or that found them by a
# search. A partner that was told something stays concerned after they have left it: it is told that too.
CONCERNEES = """
WITH dites AS ({affectations})
SELECT affectation, partenaire, bool_or(domicile) FROM (
    SELECT d.id AS affectation, p.id AS partenaire, true AS domicile
    FROM dites d JOIN personnes_exercice x ON x.intervenant_id = d.intervenant_id
    JOIN referentiel_etablissement e ON e.id = x.etablissement_id
    JOIN federation_partenaire p ON p.active AND e.academie_id = ANY(p.academies)
  UNION ALL
    SELECT d.id, p.id, true FROM dites d JOIN federation_rattachement r ON r.intervenant_id = d.intervenant_id
    JOIN federation_partenaire p ON p.id = r.partenaire_id AND p.active
  UNION ALL
    SELECT t.affectation, p.id, false FROM dites d JOIN federation_dossiertransmis t ON t.affectation = d.id
    JOIN federation_partenaire p ON p.id = t.partenaire_id AND p.active
) trouvees GROUP BY affectation, partenaire ORDER BY affectation, partenaire
"""
PAR_LETTRE = """SELECT a.id, a.intervenant_id FROM convocations_affectation a WHERE a.id IN (
    SELECT affectation_id FROM convocations_convocation WHERE id = ANY(%s))"""
# What a base restored does not know any more was told all the same.
PAR_CLE = """SELECT cle AS id, a.intervenant_id FROM unnest(%s::bigint[]) cle
    LEFT JOIN convocations_affectation a ON a.id = cle"""


class Concernee(NamedTuple):
    """An affectation and a partner (keys); `domicile`: its person is at home there, now."""

    affectation: int
    partenaire: int
    domicile: bool


class DossierLu(NamedTuple):
    """All that a message says of an affectation."""

    affectation: int
    intervenant: int
    en_vigueur: bool
    numero: int
    type: str
    examen: str
    sigle: str
    session: str
    session_libelle: str
    specialite: str | None
    specialite_libelle: str | None
    epreuve: str | None
    epreuve_libelle: str | None
    qualite: str | None
    uai: str
    centre: str
    centre_telephone: str
    centre_mel: str
    gestionnaire: str
    telephone: str
    mel: str
    creneaux: tuple[Range[datetime], ...]


COLONNES = (
    "pk",
    "intervenant",
    "vigueur",
    "mission__numero",
    "mission__type__libelle",
    "mission__session__examen",
    "mission__session__examen__sigle",
    "mission__session__session",
    "mission__session__libelle",
    "mission__specialite__code",
    "mission__specialite__libelle",
    "mission__epreuve_option__code",
    "mission__epreuve_option__libelle",
    "qualite__libelle",
    "mission__centre__uai",
    "mission__centre__libelle",
    "mission__centre__telephone",
    "mission__centre__mel",
    "mission__session__gestionnaire",
    "mission__session__telephone",
    "mission__session__mel",
)


class PersonneLue(NamedTuple):
    """Whom a message is about."""

    numen: str
    nom: str
    prenom: str
    date_naissance: date | None


class Transmis(NamedTuple):
    """What a partner was last told of an affectation."""

    intervenant: int
    sequence: int
    retiree: bool
    condense: str


def concernees_par_lettre(convocations: Collection[int]) -> list[Concernee]:
    """Who is to hear of these letters (keys); one query, all that a decision costs when nobody is."""
    return _concernees(PAR_LETTRE, convocations)


def concernees(affectations: Collection[int]) -> list[Concernee]:
    """Who is to hear of these affectations (keys)."""
    return _concernees(PAR_CLE, affectations)


def _concernees(affectations: str, cles: Collection[int]) -> list[Concernee]:
    with connection.cursor() as curseur:
        curseur.execute(CONCERNEES.format(affectations=affectations), [list(cles)])
        return list(map(Concernee._make, curseur.fetchall()))


def verrouiller(affectations: Iterable[int]) -> None:
    """Keep these affectations as they are until the end of the transaction, which deposits what they say."""
    lignes = Affectation.objects.filter(pk__in=sorted(set(affectations))).order_by("pk")
    list(lignes.select_for_update().values_list("pk"))


def dossiers_lus(affectations: Collection[int]) -> dict[int, DossierLu]:
    """These affectations, with all that is said of them (2 queries)."""
    creneaux: dict[int, list[Range[datetime]]] = {}
    lus = Creneau.objects.filter(affectation__in=affectations).order_by("plage")
    for affectation, plage in lus.values_list("affectation", "plage"):
        creneaux.setdefault(affectation, []).append(plage)
    lignes = Affectation.objects.filter(pk__in=affectations).annotate(vigueur=en_vigueur()).values_list(*COLONNES)
    return {ligne[0]: DossierLu._make((*ligne, tuple(creneaux.get(ligne[0], ())))) for ligne in lignes}


def personnes_lues(intervenants: Collection[int]) -> dict[int, PersonneLue]:
    """These people, as they are named."""
    lignes = Intervenant.objects.filter(pk__in=intervenants)
    return {
        cle: PersonneLue(numen, nom, prenom, naissance)
        for cle, numen, nom, prenom, naissance in lignes.values_list("pk", *PersonneLue._fields)
    }


def references(intervenants: Collection[int], partenaire: Partenaire) -> dict[int, UUID]:
    """How that partner names those of these people whom a search found there."""
    lignes = Rattachement.objects.filter(intervenant__in=intervenants, partenaire=partenaire)
    return dict(lignes.values_list("intervenant", "reference"))


def transmis(affectations: Collection[int]) -> dict[tuple[int, int], Transmis]:
    """What was last told of these affectations, by affectation and partner."""
    lignes = DossierTransmis.objects.filter(affectation__in=affectations)
    colonnes = ("affectation", "partenaire", "intervenant", "sequence", "retiree", "condense")
    return {(une, autre): Transmis(*dit) for une, autre, *dit in lignes.values_list(*colonnes)}


def dits_en_vigueur(partenaire: Partenaire) -> list[tuple[int, int, str]]:
    """Affectation, sequence and condensé of all that was last told to that partner, but withdrawals; in order."""
    dits = DossierTransmis.objects.filter(partenaire=partenaire, retiree=False).order_by("affectation")
    return list(dits.values_list("affectation", "sequence", "condense"))


def sequences_en_vigueur(affectations: Collection[int], partenaire: Partenaire) -> dict[int, int]:
    """The sequences of the same, of these affectations."""
    dits = DossierTransmis.objects.filter(partenaire=partenaire, retiree=False, affectation__in=affectations)
    return dict(dits.values_list("affectation", "sequence"))


def a_recomposer(partenaire: Partenaire) -> list[int]:
    """Affectations of the open sessions of which that partner knows or should know, in order.

    Those that exist no more (a base restored) are among them.
    """
    ecole = Q(etablissement__academie__in=partenaire.academies)
    posees = Exercice.objects.filter(ecole, intervenant=OuterRef("intervenant"))
    rattachees = Rattachement.objects.filter(partenaire=partenaire, intervenant=OuterRef("intervenant"))
    ouvertes = Affectation.objects.en_vigueur().filter(mission__session__ouverte=True)
    attendues = ouvertes.filter(Q(Exists(posees)) | Q(Exists(rattachees))).values_list("pk", flat=True)
    fermees = Affectation.objects.filter(mission__session__ouverte=False)
    dites = DossierTransmis.objects.filter(partenaire=partenaire, retiree=False)
    connues = dites.exclude(affectation__in=fermees.values("pk")).values_list("affectation", flat=True)
    return sorted({*attendues, *connues})
