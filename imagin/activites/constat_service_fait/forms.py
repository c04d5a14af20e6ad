"""Shape of what the screens of the activity receive."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from django import forms
from django.http import QueryDict

from imagin.domaine.services_faits.enums import EtatMission
from imagin.domaine.services_faits.rules import MAX_QUANTITE, Constatation, Journee
from imagin.presentation.listes.filtres import FiltresAnnee
from imagin.socle.nombres import NombreIllisible, lire_entier
from imagin.socle.temps import SaisieIllisible, date_courte, lire_duree, lire_heure
from imagin.socle.texte.numeros import lire_numero

HEURES = ("debut_matin", "fin_matin", "debut_apres_midi", "fin_apres_midi")
LONGUEUR_DU_MOTIF = 200


class FiltresConstat(FiltresAnnee):
    """Filters above the list of missions (G4.3-03): the years, and which missions to hide."""

    sans_non_effectuees = forms.BooleanField(label="Masquer les missions non effectuées", required=False)
    sans_constatees = forms.BooleanField(label="Masquer les missions déjà constatées", required=False)

    @property
    def caches(self) -> set[EtatMission]:
        """The missions to hide."""
        etats = {"sans_non_effectuees": EtatMission.NON_EFFECTUEE, "sans_constatees": EtatMission.CONSTATEE}
        return {etat for nom, etat in etats.items() if self.choix.get(nom)}


@dataclass(frozen=True)
class LigneSaisie:
    """A line of the grid as typed: texts not read yet."""

    affectation: int
    version: str
    resultat: str
    quantite: str
    heures: str
    motif: str


def lignes_saisies(donnees: QueryDict) -> Iterator[LigneSaisie]:
    """The lines posted: `lignes=<key>` with `version_<key>`, `resultat_<key>`, `quantite_<key>`…"""
    for cle in dict.fromkeys(donnees.getlist("lignes")):
        if lire_numero(cle) is not None:
            textes = (donnees.get(f"{nom}_{cle}", "").strip() for nom in ("resultat", "quantite", "heures", "motif"))
            yield LigneSaisie(int(cle), donnees.get(f"version_{cle}", ""), *textes)


def lire_lignes(saisies: Iterable[LigneSaisie]) -> tuple[list[Constatation], dict[int, str]]:
    """Lines in the domain's words, and those that cannot be read, each with what to do."""
    lues, illisibles = [], {}
    for saisie in saisies:
        erreurs: list[str] = []
        constatation = _lire(saisie, erreurs)
        if erreurs:
            illisibles[saisie.affectation] = " ".join(erreurs)
        else:
            lues.append(constatation)
    return lues, illisibles


def _lire(saisie: LigneSaisie, erreurs: list[str]) -> Constatation:
    """The line; each field that cannot be read adds its own sentence to `erreurs`."""
    if len(saisie.motif) > LONGUEUR_DU_MOTIF:
        erreurs.append(f"Le motif dépasse {LONGUEUR_DU_MOTIF} caractères : raccourcissez-le.")
    return Constatation(
        affectation=saisie.affectation,
        version=lire_numero(saisie.version[:9]) or 0,
        resultat=saisie.resultat,
        quantite=_ou_erreur(partial(lire_entier, maximum=MAX_QUANTITE), saisie.quantite, erreurs),
        minutes=_ou_erreur(lire_duree, saisie.heures, erreurs),
        motif=saisie.motif,
    )


def _ou_erreur(lire: Callable[[str], int], texte: str, erreurs: list[str]) -> int | None:
    if not texte:
        return None
    try:
        return lire(texte)
    except (SaisieIllisible, NombreIllisible) as erreur:
        erreurs.append(str(erreur))
        return None


def jours_postes(donnees: QueryDict) -> list[date]:
    """The days picked in the calendar, `jours=AAAA-MM-JJ`, in order; what is not a day is left out."""
    jours = set()
    for texte in donnees.getlist("jours"):
        with suppress(ValueError):
            jours.add(date.fromisoformat(texte))
    return sorted(jours)


def lire_journees(donnees: QueryDict) -> tuple[tuple[Journee, ...], list[str]]:
    """Hours by half-day of the days picked, posted as `debut_matin_AAAA-MM-JJ`…; and what cannot be read."""
    journees, erreurs = [], []
    for jour in jours_postes(donnees):
        heures: list[time | None] = []
        for nom in HEURES:
            texte = donnees.get(f"{nom}_{jour}", "").strip()
            try:
                heures.append(lire_heure(texte) if texte else None)
            except SaisieIllisible as erreur:
                heures.append(None)
                erreurs.append(f"Le {date_courte(jour)} : {erreur}")
        journees.append(Journee(jour, *heures))
    return tuple(journees), erreurs
