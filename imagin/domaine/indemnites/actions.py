"""Declare what a centre is allotted, share it out, send it to the gestionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from imagin.domaine.frais.actions import mouvoir_etats, ouvrir_indemnites
from imagin.domaine.frais.enums import Mouvement
from imagin.domaine.frais.rules import TRAITES, Indemnite
from imagin.domaine.indemnites.enums import Periode, StatutSaisie
from imagin.domaine.indemnites.models import IndemniteCentre, Part
from imagin.domaine.indemnites.queries import (
    SessionIndemnisee,
    calendrier_des_epreuves,
    ce_qui_differe,
    indemnite_tenue,
    session_indemnisee,
)
from imagin.domaine.indemnites.racines import visibles
from imagin.domaine.indemnites.rules import (
    DeclarationIndemnite,
    IndemniteChangee,
    IndemniteRefusee,
    PartSaisie,
    domaine_de,
    exiger_date,
    exiger_declaration,
    montant_global,
    repartir,
)
from imagin.domaine.missions.racines import sessions_visibles
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.queries import intervenants_actifs
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.referentiel.queries import tarifs_au
from imagin.domaine.referentiel.racines import communs
from imagin.socle.temps import maintenant
from imagin.socle.versions import ChangeeEntreTemps

CHANGEE = (
    "Quelqu'un a changé cette indemnité pendant votre saisie : rien de la vôtre n'a été enregistré. "
    "Notez ce que vous vouliez changer, puis rechargez la page."
)
SUPPRIMEE = (
    "Quelqu'un a supprimé cette indemnité pendant votre saisie. Enregistrez de nouveau pour la déclarer telle que vous "
    "l'avez saisie."
)
TRANSMISE = (
    "Vos indemnités ont été transmises au service Gestionnaire. Pour toute modification, veuillez contacter ce service."
)


@dataclass(frozen=True)
class SaisieIndemnite:
    """What a centre enters: `version` is that of what it read, 0 when there was nothing yet.

    `declaration` is not looked at when the gestionnaire has prepared the indemnity.
    """

    declaration: DeclarationIndemnite
    parts: Sequence[PartSaisie]
    version: int = 0


def enregistrer_indemnite(
    perimetre: Perimetre, *, session: int, periode: Periode, saisie: SaisieIndemnite
) -> IndemniteCentre:
    """Keep days and shares, instead of those that were there; raises IndemniteRefusee, nothing is written then.

    Guide: G4.5-03 to G4.5-06.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    indemnisee = _session(perimetre, session, periode)
    try:
        with transaction.atomic():
            return _enregistrer(perimetre, indemnisee, periode, saisie)
    except IntegrityError as erreur:
        if "indemnite_unique" not in str(erreur):
            raise
        raise IndemniteRefusee(CHANGEE) from erreur


def _enregistrer(
    perimetre: Perimetre, indemnisee: SessionIndemnisee, periode: Periode, saisie: SaisieIndemnite
) -> IndemniteCentre:
    indemnite = indemnite_tenue(perimetre, indemnisee.session.pk, periode)
    _exiger_a_jour(indemnite, saisie.version)
    if indemnite is None:
        indemnite = IndemniteCentre(
            session=indemnisee.session,
            centre_id=perimetre.mon_etablissement,
            domaine=indemnisee.domaine,
            periode=periode,
            version=0,
        )
    if not indemnite.pre_remplie:
        _declarer(perimetre, indemnite, saisie.declaration)
    montants = repartir(indemnite.montant, saisie.parts)
    _signer(perimetre, indemnite)
    _ecrire_les_parts(perimetre, indemnite, list(zip(saisie.parts, montants, strict=True)))
    return indemnite


@transaction.atomic
def supprimer_indemnite(perimetre: Perimetre, *, session: int, periode: Periode) -> None:
    """Forget what was entered; of one that the gestionnaire prepared, only the shares.

    Guide: G4.5-06.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    indemnite = _modifiable(perimetre, session, periode)
    indemnite.parts.all().delete()
    if indemnite.pre_remplie:
        _signer(perimetre, indemnite)
    else:
        indemnite.delete()


@transaction.atomic
def transmettre_indemnite(perimetre: Perimetre, *, session: int, periode: Periode) -> IndemniteCentre:
    """Send it: each share becomes an état de frais, and the centre changes nothing any more.

    Guide: G4.5-06.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    indemnite = _modifiable(perimetre, session, periode)
    parts = list(indemnite.parts.order_by("pk"))
    if not parts:
        raise IndemniteRefusee("Répartissez l'indemnité entre un intervenant au moins avant de la transmettre.")
    libelle = f"Indemnité de chef de centre, {indemnite.session}, {Periode(periode).label}"[:160]
    dues = [Indemnite(part.intervenant_id, libelle, part.montant) for part in parts]
    for part, etat in zip(parts, ouvrir_indemnites(perimetre, indemnites=dues), strict=True):
        part.etat_frais = etat
    Part.objects.bulk_update(parts, ["etat_frais"])
    indemnite.statut = StatutSaisie.TRANSMIS
    _signer(perimetre, indemnite)
    return indemnite


@transaction.atomic
def preremplir_indemnite(
    perimetre: Perimetre, *, centre: str, session: int, periode: Periode, declaration: DeclarationIndemnite
) -> IndemniteCentre:
    """The gestionnaire states days and amount for a centre (its UAI), which then only shares out.

    Guide: G4.5-08.
    """
    perimetre.exiger_gestion()
    etablissement = communs(Etablissement).get(uai=centre)
    de_la_session = sessions_visibles(perimetre).get(pk=session)
    domaine = domaine_de(de_la_session.examen)
    if domaine is None:
        raise IndemniteRefusee("Cet examen ne donne pas lieu à une indemnité de chef de centre.")
    calendrier = calendrier_des_epreuves(perimetre, de_la_session, etablissement.pk, periode)
    exiger_date(declaration.date_debut, calendrier)  # before a row is made of it
    indemnite, _ = IndemniteCentre.objects.select_for_update().get_or_create(
        session=de_la_session,
        centre=etablissement,
        periode=periode,
        defaults={
            "domaine": domaine,
            "date_debut": declaration.date_debut,
            "montant": 1,
            "version": 0,
            "saisie_le": maintenant(),
            "saisie_par": perimetre.auteur,
        },
    )
    _exiger_non_transmise(indemnite)
    _declarer(perimetre, indemnite, declaration)
    indemnite.pre_remplie = True
    repartir(indemnite.montant, [PartSaisie(p.intervenant_id, montant=p.montant) for p in indemnite.parts.all()])
    _signer(perimetre, indemnite)
    return indemnite


@transaction.atomic
def rouvrir_indemnite(perimetre: Perimetre, *, indemnite: int) -> None:
    """Give a transmitted indemnity (its key) back to its centre; raises IndemniteRefusee once a share is being paid."""
    perimetre.exiger_gestion()
    rendue = visibles(perimetre).select_for_update(of=("self",)).get(pk=indemnite)
    parts = list(rendue.parts.select_related("etat_frais"))
    if any(part.etat_frais and part.etat_frais.etat in TRAITES for part in parts):
        raise IndemniteRefusee("Une part de cette indemnité est en cours de traitement : rouvrez d'abord son frais.")
    rendue.statut = StatutSaisie.NON_TRANSMIS
    _signer(perimetre, rendue)
    etats = [part.etat_frais_id for part in parts if part.etat_frais_id]
    rendue.parts.update(etat_frais=None)
    mouvoir_etats(perimetre, etats=etats, mouvement=Mouvement.ANNULER, motif="Indemnité rendue au centre")


def _session(perimetre: Perimetre, session: int, periode: Periode) -> SessionIndemnisee:
    indemnisee = session_indemnisee(perimetre, session)
    if indemnisee is None or periode not in indemnisee.periodes:
        raise IndemniteRefusee("Votre établissement n'est pas centre pour cette session. Revenez à la liste.")
    return indemnisee


def _modifiable(perimetre: Perimetre, session: int, periode: Periode) -> IndemniteCentre:
    indemnite = indemnite_tenue(perimetre, session, periode)
    if indemnite is None:
        raise IndemniteRefusee("Cette indemnité n'existe plus : elle a été supprimée. Revenez à la liste.")
    _exiger_non_transmise(indemnite)
    return indemnite


def _exiger_non_transmise(indemnite: IndemniteCentre) -> None:
    if indemnite.statut == StatutSaisie.TRANSMIS:
        raise IndemniteRefusee(TRANSMISE)


def _exiger_a_jour(indemnite: IndemniteCentre | None, version: int) -> None:
    if indemnite is not None:
        _exiger_non_transmise(indemnite)
    if indemnite is None and version:
        raise IndemniteChangee(SUPPRIMEE, version=0)
    if indemnite is not None and indemnite.version != version:
        dernier = indemnite.saisie_par, indemnite.saisie_le
        message = str(ChangeeEntreTemps({}, ce_qui_differe(indemnite, version), dernier))
        raise IndemniteChangee(message, version=indemnite.version)


def _declarer(perimetre: Perimetre, indemnite: IndemniteCentre, declaration: DeclarationIndemnite) -> None:
    domaine = domaine_de(indemnite.session.examen)
    if domaine is None:
        raise IndemniteRefusee("Cet examen ne donne pas lieu à une indemnité de chef de centre.")
    exiger_declaration(domaine, declaration)
    periode = Periode(indemnite.periode)
    calendrier = calendrier_des_epreuves(perimetre, indemnite.session, indemnite.centre_id, periode)
    exiger_date(declaration.date_debut, calendrier)
    indemnite.date_debut = declaration.date_debut
    indemnite.jours_1, indemnite.jours_2, indemnite.jours_3 = declaration.jours
    indemnite.montant = montant_global(domaine, declaration.jours, tarifs_au(declaration.date_debut))


def _signer(perimetre: Perimetre, indemnite: IndemniteCentre) -> None:
    indemnite.version += 1
    indemnite.saisie_par, indemnite.saisie_le = perimetre.auteur, maintenant()
    indemnite.save()


def _ecrire_les_parts(
    perimetre: Perimetre, indemnite: IndemniteCentre, parts: Sequence[tuple[PartSaisie, Decimal]]
) -> None:
    personnes = {part.intervenant for part, _ in parts}
    if len(personnes) != len(parts):
        raise IndemniteRefusee("La même personne est deux fois dans la liste : gardez une seule part.")
    if intervenants_actifs(perimetre).filter(pk__in=personnes).count() != len(personnes):
        raise IndemniteRefusee("Une des personnes n'est plus connue d'IMAG'IN : retirez-la de la liste.")
    indemnite.parts.all().delete()
    Part.objects.bulk_create(
        Part(indemnite=indemnite, intervenant_id=part.intervenant, pourcentage=part.pourcentage, montant=montant)
        for part, montant in parts
    )
