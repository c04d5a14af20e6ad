"""The later letters of a convocation: the one that cancels and replaces it, the one that cancels it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from imagin.domaine.convocations.models import Convocation
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.temps import date_en_toutes_lettres, en_heure_locale

# What a reader compares between two letters, by its label on the letter.
COMPARES: tuple[tuple[str, Callable[[DonneesConvocation], str]], ...] = (
    ("Épreuve-option", lambda lettre: lettre.mission.epreuve_option),
    ("Type de mission", lambda lettre: lettre.mission.type),
    ("Qualité", lambda lettre: lettre.mission.qualite),
    ("Lieu", lambda lettre: ", ".join((lettre.lieu.nom, *lettre.lieu.adresse))),
    ("Dates et horaires", lambda lettre: " ; ".join(map(_sans_majuscule, lettre.creneaux))),
    ("Commission", lambda lettre: ", ".join(lettre.mission.commissions)),
    ("Jury", lambda lettre: ", ".join(lettre.mission.jurys)),
    ("Salle", lambda lettre: lettre.mission.salle),
)


def annonce_du_remplacement(precedente: Convocation, nouvelle: DonneesConvocation) -> DonneesConvocation:
    """The new letter saying which one it cancels and replaces, and what changed when IMAG'IN issued both.

    Guide: G4.2-04.
    """
    quand = _jour(precedente.emise_le)
    ancienne = DonneesConvocation.depuis_json(precedente.donnees) if precedente.donnees else None
    reference = f" (référence {ancienne.reference})" if ancienne else ""
    return replace(
        nouvelle,
        objet=f"{nouvelle.objet} – annule et remplace la convocation du {quand}",
        remplace=f"Cette convocation annule et remplace la convocation du {quand}{reference}.",
        changements=changements(ancienne, nouvelle) if ancienne else (),
    )


def changements(ancienne: DonneesConvocation, nouvelle: DonneesConvocation) -> tuple[str, ...]:
    """What differs between two letters of one convocation, a French sentence each; nothing of the person's own data."""
    lus = ((libelle, valeur(ancienne), valeur(nouvelle)) for libelle, valeur in COMPARES)
    phrases = [_phrase(libelle, avant, apres) for libelle, avant, apres in lus if avant != apres]
    if ancienne.observation != nouvelle.observation:
        phrases.append("L'observation a changé." if nouvelle.observation else "L'observation est retirée.")
    return tuple(phrases)


def annuler(lettre: DonneesConvocation, instant: datetime) -> DonneesConvocation:
    """The letter that tells its reader, at that instant, that they are no longer summoned; signed as the first was.

    Guide: G4.2-04.
    """
    emise_le, ville = datetime.fromisoformat(lettre.horodatage), lettre.lieu_et_date.rpartition(", le ")[0]
    quoi = f"votre convocation du {_jour(emise_le)} (référence {lettre.reference})"
    annonce = f"J'ai l'honneur de vous informer que {quoi} est annulée"
    return replace(
        lettre,
        titre=f"Annulation – {lettre.titre}",
        reference=f"{lettre.reference}-A",
        horodatage=en_heure_locale(instant).isoformat(timespec="seconds"),
        lieu_et_date=f"{ville}, le {_jour(instant)}",
        objet=f"Annulation de {quoi}",
        introduction=(f"{annonce} : vous n'avez pas à vous présenter à la mission d'examen désignée ci-après.",),
        observation="",
        remplace="",
        changements=(),
        mentions=(),
    )


def _phrase(libelle: str, avant: str, apres: str) -> str:
    auparavant = f"auparavant : {avant}" if avant else "rien n'était précisé"
    return f"{libelle} : {apres or 'sans objet désormais'} ({auparavant})."


def _jour(instant: datetime) -> str:
    return date_en_toutes_lettres(en_heure_locale(instant).date())


def _sans_majuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:]
