"""Reads of the reference data. Nomenclatures are the same for everybody: no perimeter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.html import strip_tags

from imagin.domaine.perimetre.rules import hors_perimetre
from imagin.domaine.referentiel.models import Academie, Bareme, Mention, MessageAccueil, Qualite
from imagin.domaine.referentiel.racines import communs
from imagin.socle.temps import date_courte, en_heure_locale, heure_courte

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from imagin.domaine.perimetre.rules import Perimetre


def nom_academie(code: str) -> str:
    """« TOULOUSE » for « 16 »; the bare code when the académie is not known."""
    return communs(Academie).filter(code=code).values_list("nom", flat=True).first() or code


def qualites_proposees(*, santorin: bool) -> QuerySet[Qualite]:
    """Qualités one may give, in the gestionnaire's order: SANTORIN's for a dematerialised correction, else the others.

    Guide: G4.2-07.
    """
    return communs(Qualite).filter(active=True, santorin=santorin).order_by("ordre", "libelle")


def mentions() -> list[Mention]:
    """Paragraphs printed on every convocation, in order."""
    return list(communs(Mention).order_by("ordre", "code"))


def messages_d_accueil(perimetre: Perimetre) -> QuerySet[MessageAccueil]:
    """All the welcome messages, the latest to begin first; raises AccesRefuse.

    Guide: GG-06.
    """
    perimetre.exiger_administrateur()
    return communs(MessageAccueil).order_by("-debut", "-pk")


def message_d_accueil(perimetre: Perimetre, cle: int) -> MessageAccueil | None:
    """The welcome message of that key; None when it is gone; raises AccesRefuse."""
    return messages_d_accueil(perimetre).filter(pk=cle).first()


def etat_du_message(message: MessageAccueil) -> dict[str, str]:
    """What a form that changes a welcome message was opened on."""
    return {
        "Titre": message.titre,
        "Message": " ".join(strip_tags(message.contenu.replace("<", " <")).split()),
        "Mise en forme": ", ".join(re.findall(r"<([^/>][^>]*)>", message.contenu)),
        "Services destinataires": ", ".join(service.capitalize() for service in message.services),
        "Affiché à partir du": _instant(message.debut),
        "Jusqu'au": _instant(message.fin) if message.fin else "",
    }


@hors_perimetre("affichés à leurs destinataires")
def messages_affiches(perimetre: Perimetre, instant: datetime) -> QuerySet[MessageAccueil]:
    """What the caller's home shows at that instant, the latest to begin first.

    Guide: G2.2-01.
    """
    en_cours = Q(debut__lte=instant) & (Q(fin__isnull=True) | Q(fin__gt=instant))
    return communs(MessageAccueil).filter(en_cours, services__contains=[perimetre.role]).order_by("-debut", "-pk")


def tarifs_au(jour: date) -> dict[str, Decimal]:
    """What each rate (a `Tarif`) is worth on that day; one that no text fixes then is not there."""
    return dict(communs(Bareme).filter(validite__contains=jour).values_list("tarif", "montant"))


def _instant(instant: datetime) -> str:
    local = en_heure_locale(instant)
    return f"{date_courte(local.date())} {heure_courte(local.time())}"
