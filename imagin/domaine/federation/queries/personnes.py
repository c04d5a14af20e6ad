"""Reads of the people whom other académies named, and of what these tell of them."""

from typing import TypedDict

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from imagin.domaine.federation.enums import EtatPersonne
from imagin.domaine.federation.models import ConvocationExterne, PersonneExterne
from imagin.domaine.federation.racines import convocations_externes_visibles, personnes_externes_visibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import intervenants_actifs
from imagin.socle.lignes import Avec
from imagin.socle.texte.cle import Cle
from imagin.socle.texte.repli import separer
from imagin.socle.versions import Etat


class EnVigueur(TypedDict):
    """How many summons in force somebody has, in the académie that named them."""

    en_vigueur: int


PersonneSuivie = Avec[PersonneExterne, EnVigueur]


def personnes_externes(perimetre: Perimetre) -> QuerySet[PersonneSuivie]:
    """People whom other académies named, with partner, who they are here and their summons, latest named first.

    Guide: G4.6-06.
    """
    perimetre.exiger_gestion()
    siennes = ConvocationExterne.objects.filter(personne=OuterRef("pk"), retiree=False).order_by()
    nombre = Subquery(siennes.values("personne").annotate(nombre=Count("pk")).values("nombre"))
    nommees = personnes_externes_visibles(perimetre).select_related("partenaire", "intervenant")
    return nommees.annotate(en_vigueur=Coalesce(nombre, 0)).order_by("-vue_le", "-pk")


def personnes_a_reconnaitre(perimetre: Perimetre) -> QuerySet[PersonneSuivie]:
    """Those of them that are summoned, and of whom nobody knows who they are.

    Guide: G4.6-06.
    """
    return personnes_externes(perimetre).filter(
        etat__in=(EtatPersonne.INCONNUE, EtatPersonne.AMBIGUE), en_vigueur__gt=0
    )


def personne_externe(perimetre: Perimetre, cle: int) -> PersonneExterne | None:
    """One of them by its key; None for none."""
    return personnes_externes(perimetre).filter(pk=cle).first()


def etat_de_la_personne(personne: PersonneExterne) -> Etat:
    """What the gestionnaire decides on, to compare before writing."""
    return {"état": personne.get_etat_display(), "qui c'est ici": str(personne.intervenant or "")}


def convocations_d_ailleurs(perimetre: Perimetre, personne: PersonneExterne) -> QuerySet[ConvocationExterne]:
    """Their summons in force, oldest first."""
    perimetre.exiger_gestion()
    return convocations_externes_visibles(perimetre).filter(personne=personne, retiree=False).order_by("pk")


def personnes_a_designer(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """Everybody of ours who can be summoned, by name, with their discipline: whom the gestionnaire may say it is.

    Guide: G4.6-06.
    """
    perimetre.exiger_gestion()
    return intervenants_actifs(perimetre).select_related("discipline").order_by("cle", "pk")


def candidats(perimetre: Perimetre, personne: PersonneExterne) -> QuerySet[Intervenant]:
    """Who of ours may be meant: the same names, be it by the birth name, or the same birth date and one of the names.

    Guide: G4.6-06.
    """
    memes = Q(cle=Cle(Value(f"{personne.nom} {personne.prenom}")))
    memes |= Q(nom_naissance__iexact=personne.nom, prenom__iexact=personne.prenom) & ~Q(nom_naissance="")
    if personne.date_naissance is not None:
        for mot in separer(f"{personne.nom} {personne.prenom}").split():
            memes |= Q(date_naissance=personne.date_naissance, cle__contains=mot)
    return personnes_a_designer(perimetre).filter(memes)
