"""Reads of the federation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from imagin.domaine.federation.models import (
    CentreAilleurs,
    CentreOuvert,
    EtatPartenaire,
    Partenaire,
)
from imagin.domaine.federation.racines import (
    AUX_SIENS,
    centres_ailleurs_visibles,
    centres_ouverts_visibles,
    partenaires_ouverts,
    partenaires_visibles,
)
from imagin.domaine.federation.rules import AcademieAccessible
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Academie, Etablissement
from imagin.domaine.referentiel.racines import communs
from imagin.socle.envois.suivi import envois_a_examiner, nombres_par_canal
from imagin.socle.temps import maintenant
from imagin.socle.versions import Etat

SUGGESTIONS_AU_PLUS = 10
LONGUEUR_CHERCHEE = 60
SILENCE = timedelta(minutes=5)  # the watch passes each minute: what it said before is no longer known


def est_centre_ouvert(colonne_etablissement: str) -> Exists:
    """Condition « declared here a centre of another académie », on a column of the outer query."""
    return Exists(
        CentreOuvert.objects.filter(AUX_SIENS, etablissement=OuterRef(colonne_etablissement), partenaire__active=True)
    )


def est_centre_ailleurs(colonne_etablissement: str) -> Exists:
    """Condition « another académie, DGRH aside, declared it its centre », on a column of the outer query."""
    return Exists(
        CentreAilleurs.objects.filter(
            etablissement=OuterRef(colonne_etablissement), partenaire__active=True, partenaire__nationale=False
        )
    )


def academies_accessibles(perimetre: Perimetre) -> list[AcademieAccessible]:
    """Académies of which the caller's établissement is a centre, by name; one query, no network.

    One of which the watch has said nothing for five minutes is not reachable: nobody knows.

    Guide: G4.6-01, G4.6-03.
    """
    perimetre.exiger_etablissement()
    lignes = (
        centres_ailleurs_visibles(perimetre)
        .order_by("partenaire__nom", "partenaire__code")
        .values_list(
            "partenaire__code", "partenaire__nom", "partenaire__etat__joignable", "partenaire__etat__verifie_le"
        )
    )
    return _joignables(lignes)


def academies_a_interroger(perimetre: Perimetre) -> list[AcademieAccessible]:
    """Académies where people of elsewhere may be looked for, by name, DGRH aside; one query, no network.

    That of the caller's établissement first: most people looked for are its own, and others need not know of them.

    Guide: G4.6-07.
    """
    sienne = Exists(
        CentreOuvert.objects.filter(partenaire=OuterRef("pk"), etablissement_id=perimetre.mon_etablissement)
    )
    ouvertes = partenaires_ouverts().filter(nationale=False).order_by(sienne.desc(), "nom", "code")
    return _joignables(ouvertes.values_list("code", "nom", "etat__joignable", "etat__verifie_le"))


def partenaire_ouvert(code: str) -> Partenaire | None:
    """The partner of that code, when its partnership is open."""
    return partenaires_ouverts().filter(code=code).first()


def partenaire_du_centre(code: str, uai: str, *, verrou: bool = False) -> Partenaire | None:
    """The partner of that code, open, when the établissement `uai` is its centre here; `verrou` locks it.

    Guide: G4.6-01.
    """
    ouverts = partenaires_ouverts().filter(code=code)
    partenaire = (ouverts.select_for_update(no_key=True) if verrou else ouverts).first()
    if partenaire is None or not partenaire.centres_ouverts.filter(AUX_SIENS, etablissement__uai=uai).exists():
        return None
    return partenaire


def des_centres_viennent_d_ailleurs() -> bool:
    """Has another académie centres here, whose people come in by it and have no password of ours?"""
    return partenaires_ouverts().filter(academies__contains=[F("centres_ouverts__etablissement__academie")]).exists()


def uai_des_centres(perimetre: Perimetre) -> list[str]:
    """UAI of the établissements of the calling partner that are centres here: its buttons."""
    perimetre.exiger(Role.PARTENAIRE)
    siens = centres_ouverts_visibles(perimetre)
    return list(siens.order_by("etablissement__uai").values_list("etablissement__uai", flat=True))


def _joignables(lignes: Iterable[tuple[str, str, bool | None, datetime | None]]) -> list[AcademieAccessible]:
    """Codes and names, with what the watch said and when."""
    connu_depuis = maintenant() - SILENCE
    return [
        AcademieAccessible(code, nom, bool(joignable and verifie_le and verifie_le > connu_depuis))
        for code, nom, joignable, verifie_le in lignes
    ]


def partenaires(perimetre: Perimetre) -> QuerySet[Partenaire]:
    """All partners by name, with their state; raises AccesRefuse.

    Guide: GG-06.
    """
    perimetre.exiger_administrateur()
    return partenaires_visibles(perimetre).select_related("etat").order_by("nom", "pk")


@dataclass(frozen=True)
class PartenaireSuivi:
    """A line of the administrateur's list: names of its académies, how many centres, messages that wait, or refused."""

    partenaire: Partenaire
    academies: tuple[str, ...]
    centres: int
    en_attente: int
    refuses: int

    @property
    def pk(self) -> int:
        """The partner's key."""
        return self.partenaire.pk

    @property
    def etat(self) -> EtatPartenaire | None:
        """What the watch knows of it; None while it is closed, or once nothing was said for five minutes."""
        etat = getattr(self.partenaire, "etat", None)
        connu = self.partenaire.active and etat is not None and etat.verifie_le > maintenant() - SILENCE
        return etat if connu else None


def partenaires_suivis(perimetre: Perimetre) -> list[PartenaireSuivi]:
    """All partners by name with what passes between us, in three queries; raises AccesRefuse.

    Guide: G4.6-08.
    """
    lus = list(partenaires(perimetre).annotate(nombre=Count("centres_ouverts")))
    noms = dict(communs(Academie).values_list("code", "nom"))
    envois = nombres_par_canal([lu.canal for lu in lus])
    return [
        PartenaireSuivi(
            lu, tuple(sorted(noms.get(code, code) for code in lu.academies)), lu.nombre, *envois.get(lu.canal, (0, 0))
        )
        for lu in lus
    ]


def partenaire_suivi(perimetre: Perimetre, partenaire: Partenaire) -> PartenaireSuivi:
    """The same of one of them."""
    return next(suivi for suivi in partenaires_suivis(perimetre) if suivi.pk == partenaire.pk)


def dernier_refus(perimetre: Perimetre, partenaire: Partenaire) -> str:
    """Why the latest message that it refused was; empty when it refused none."""
    perimetre.exiger_administrateur()
    refus = envois_a_examiner().filter(canal=partenaire.canal).values_list("derniere_erreur", flat=True).first()
    return refus or ""


def partenaire_declare(perimetre: Perimetre, cle: int) -> Partenaire | None:
    """One of them, with its state; None when it is gone. Raises AccesRefuse."""
    return partenaires(perimetre).filter(pk=cle).first()


def etat_du_partenaire(partenaire: Partenaire) -> Etat:
    """What the administrateur's form shows of it, to compare before writing."""
    return {
        "nom": partenaire.nom,
        "adresse": partenaire.adresse,
        "académies": ", ".join(sorted(partenaire.academies)),
        "instance nationale": "oui" if partenaire.nationale else "non",
        "partenariat ouvert": "oui" if partenaire.active else "non",
    }


def academies_a_gerer(perimetre: Perimetre) -> list[Academie]:
    """Académies that a partner may be said to manage, by name: a choice of the administrateur's form."""
    perimetre.exiger_administrateur()
    return list(communs(Academie).order_by("nom"))


def centres_ouverts(perimetre: Perimetre, partenaire: int) -> QuerySet[CentreOuvert]:
    """Établissements of a partner that are centres here, by name.

    Guide: G4.6-01.
    """
    perimetre.exiger_administrateur()
    ouverts = centres_ouverts_visibles(perimetre).filter(partenaire=partenaire)
    return ouverts.select_related("etablissement").order_by("etablissement__libelle", "etablissement__uai")


def centres_possibles(perimetre: Perimetre, *, partenaire: int, texte: str) -> list[Etablissement]:
    """Établissements of a partner, not yet centres here, whose UAI, name and town hold each word; 10 at most."""
    perimetre.exiger_administrateur()
    declare, mots = partenaire_declare(perimetre, partenaire), texte[:LONGUEUR_CHERCHEE].split()
    if declare is None or not mots:
        return []
    lieux = communs(Etablissement).filter(academie__in=declare.academies, centre_ouvert=None, ouvert=True)
    for mot in mots:
        lieux = lieux.filter(Q(uai__istartswith=mot) | Q(libelle__icontains=mot) | Q(localite__icontains=mot))
    return list(lieux.order_by("libelle", "uai")[:SUGGESTIONS_AU_PLUS])
