"""Amounts of an entry under way, by the domain's rules: the page computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from imagin.activites.indemnites_chefs_centre.forms import DeclarationForm
from imagin.domaine.indemnites.queries import calendrier_des_epreuves
from imagin.domaine.indemnites.rules import (
    IndemniteRefusee,
    PartSaisie,
    exiger_date,
    exiger_declaration,
    montant_global,
    repartir,
)
from imagin.domaine.personnes.queries import intervenants_par_cle
from imagin.domaine.referentiel.queries import tarifs_au
from imagin.socle.argent import en_euros
from imagin.socle.nombres import ecrire_nombre

if TYPE_CHECKING:
    from imagin.activites.indemnites_chefs_centre.views.commun import IndemniteDemandee
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant

ZERO = Decimal(0)
INCONNU = "non calculé"


@dataclass(frozen=True)
class Calcul:
    """The whole and its shares, in euros.

    `total` is None while the declaration does not allow to compute it, and `a_corriger` says why, field by field;
    `depassement` says why the shares cannot be kept.
    """

    total: Decimal | None
    montants: Sequence[Decimal] = ()
    a_corriger: Sequence[str] = ()
    depassement: str = ""

    @property
    def refus(self) -> str:
        """All that is wrong, in one sentence after the other; empty when nothing is."""
        return " ".join([*self.a_corriger, self.depassement]).strip()

    @property
    def reparti(self) -> Decimal:
        """Sum of the shares."""
        return sum(self.montants, ZERO)


def calculer(demande: IndemniteDemandee, form: DeclarationForm, parts: Sequence[PartSaisie]) -> Calcul:
    """What the entry is worth at this moment."""
    if form.is_bound and not form.fixe and not form.is_valid():
        return Calcul(None, a_corriger=form.fautes())
    try:
        total = _total(demande, form)
    except IndemniteRefusee as refus:
        return Calcul(None, a_corriger=[str(refus)])
    try:
        return Calcul(total, repartir(total, parts))
    except IndemniteRefusee as refus:
        return Calcul(total, depassement=str(refus))


def _total(demande: IndemniteDemandee, form: DeclarationForm) -> Decimal:
    """The whole: the gestionnaire's when they prepared it, else that of the days typed; raises IndemniteRefusee."""
    indemnite, domaine = demande.indemnite, demande.indemnisee.domaine
    if indemnite is not None and indemnite.pre_remplie:
        return indemnite.montant
    declaration = form.declaration() if form.is_bound else form.connue
    if declaration is None or not any(declaration.jours):
        return ZERO
    exiger_declaration(domaine, declaration)
    session = demande.indemnisee.session
    if form.is_bound:
        centre = demande.perimetre.mon_etablissement
        calendrier = calendrier_des_epreuves(demande.perimetre, session, centre, demande.periode)
        exiger_date(declaration.date_debut, calendrier)
    return montant_global(domaine, declaration.jours, tarifs_au(declaration.date_debut))


def repartition(
    perimetre: Perimetre, demande: IndemniteDemandee, form: DeclarationForm, parts: Sequence[PartSaisie]
) -> dict[str, object]:
    """What `montant.html` and `repartition.html` show: the whole, each person with their share, and the totals."""
    calcul = calculer(demande, form, parts)
    personnes = intervenants_par_cle(perimetre, [part.intervenant for part in parts])
    montants: Sequence[Decimal | None] = calcul.montants or [None] * len(parts)
    return {
        "parts": [
            _ligne(personnes[part.intervenant], part, montant)
            for part, montant in zip(parts, montants, strict=True)
            if part.intervenant in personnes
        ],
        "montant": INCONNU if calcul.total is None else en_euros(calcul.total),
        "reparti": INCONNU if calcul.total is None else en_euros(calcul.reparti),
        "restant": INCONNU if calcul.total is None else en_euros(calcul.total - calcul.reparti),
        "a_corriger": calcul.a_corriger,
        "depassement": calcul.depassement if form.is_bound else "",
    }


def _ligne(personne: Intervenant, part: PartSaisie, montant: Decimal | None) -> dict[str, object]:
    return {
        "cle": personne.pk,
        "nom": str(personne),
        "discipline": str(personne.discipline or ""),
        "pourcentage": "" if part.pourcentage is None else ecrire_nombre(part.pourcentage, 1),
        "montant_saisi": "" if part.montant is None else ecrire_nombre(part.montant, 2),
        "montant": "" if montant is None else ecrire_nombre(montant, 2),
    }
