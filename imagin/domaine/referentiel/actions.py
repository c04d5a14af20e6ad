"""Verbs of the reference data: the welcome message, the rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from psycopg.types.range import Range

from imagin.domaine.referentiel.models import Bareme, MessageAccueil
from imagin.domaine.referentiel.queries import etat_du_message
from imagin.domaine.referentiel.racines import communs
from imagin.domaine.referentiel.rules import assainir_message
from imagin.socle.traces.suivi import dernier_changement
from imagin.socle.versions import exiger_inchange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.referentiel.enums import Tarif


@transaction.atomic
def enregistrer_message(
    perimetre: Perimetre,
    *,
    titre: str,
    contenu: str,
    services: Iterable[str],
    debut: datetime,
    fin: datetime | None = None,
    cle: int | None = None,
    version: str | None = None,
) -> MessageAccueil:
    """Write a welcome message, or change the one of key `cle`; `services` are roles, `contenu` is made safe here.

    Raises AccesRefuse, MessageAccueil.DoesNotExist, ValidationError with a French message by field, or
    ChangeeEntreTemps when `version`, of what the form was opened on, is no longer that of the message.

    Guide: G2.2-01, GG-06.
    """
    perimetre.exiger_administrateur()
    message = communs(MessageAccueil).select_for_update().get(pk=cle) if cle else MessageAccueil()
    if cle:
        exiger_inchange(etat_du_message(message), version, lambda: dernier_changement(message))
    message.titre = titre
    message.contenu = assainir_message(contenu)
    message.services = sorted(set(services))
    message.debut, message.fin = debut, fin
    if not message.contenu:
        raise ValidationError({"contenu": "Le message est vide : écrivez ce que les services doivent lire."})
    message.full_clean()
    message.save()
    return message


@transaction.atomic
def supprimer_message(perimetre: Perimetre, *, cle: int) -> MessageAccueil:
    """Delete a welcome message and return what it was. Raises AccesRefuse, MessageAccueil.DoesNotExist."""
    perimetre.exiger_administrateur()
    message = communs(MessageAccueil).select_for_update().get(pk=cle)
    message.delete()
    return message


@transaction.atomic
def fixer_bareme(perimetre: Perimetre, *, tarif: Tarif, montant: Decimal, a_partir_du: date, source: str) -> Bareme:
    """From that day on, the rate is worth `montant` by the text `source`: the one in force ends the day before.

    Rates that would have begun later are replaced. What was computed before does not change.
    """
    perimetre.exiger_gestion()
    des_lors = communs(Bareme).select_for_update().filter(tarif=tarif)
    des_lors.filter(validite__startswith__gte=a_partir_du).delete()
    for precedent in des_lors.filter(validite__contains=a_partir_du):
        precedent.validite = Range(precedent.validite.lower, a_partir_du)
        precedent.save(update_fields=["validite"])
    return Bareme.objects.create(tarif=tarif, montant=montant, validite=Range(a_partir_du, None), source=source)
