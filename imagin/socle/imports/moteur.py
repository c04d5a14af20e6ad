"""Runs an import: the five verbs in one transaction, and a report that stays whatever happens."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TypeVar

import pghistory
import psycopg
from django.db import transaction

from imagin.socle.imports.application import appliquer as appliquer_ecart
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.chargement import SEUIL, chargement_initial, est_vide
from imagin.socle.imports.comparaison import Ecart, comparer
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.entree import SANS_DECISION, FichierRecu, Identites
from imagin.socle.imports.essai import a_essayer, essayer, regarder_avant, temoigner
from imagin.socle.imports.images import garder_creations, garder_empreintes, garder_images
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.planchers import verifier_planchers
from imagin.socle.imports.progression import Progression, Silence
from imagin.socle.imports.rapport import dire_perime
from imagin.socle.imports.refus import ApercuPerime, FichierRefuse
from imagin.socle.imports.reglages import prendre_le_flux
from imagin.socle.imports.releve import garder, nombre_de_divergences, relever
from imagin.socle.imports.verification import verifier, verifier_doublons
from imagin.socle.temps.horloge import maintenant
from imagin.socle.texte.nettete import affichable

T = TypeVar("T")
EN_MEMOIRE = 1 << 20
"""Bytes of differences beyond which they wait on the disk, in a file without a name."""


def importer(  # noqa: PLR0913  (what was decided of a file, all by name)
    connecteur: Connecteur,
    chemin: Path,
    *,
    appliquer: bool = False,
    forcer_retraits: bool = False,
    forcer_modifications: bool = False,
    identites: Identites = SANS_DECISION,
    auteur: str = "",
    progression: Progression | None = None,
    bilan: Import | None = None,
) -> Import:
    """Read `chemin`, check it, compare it and, when `appliquer`, write what differs; return the report, which is kept.

    `identites`: what was decided of people whose number came with another name and another birth. `bilan`: the report,
    when one waits for this run. Its `apercu` is the preview that somebody read and applies: when its differences are no
    longer those of today, nothing is written and the report becomes a new preview, which says so.

    Bad input never raises: the report says why the file was refused (`EtatImport.REFUSE`), and nothing was changed.
    """
    nombre: int | None = None
    bilan = _ouvrir(bilan, connecteur, chemin, auteur)
    try:
        atelier = Atelier(
            connecteur.code,
            _source(chemin),
            progression or Silence(),
            appliquer=appliquer,
            forcer_retraits=forcer_retraits,
            forcer_modifications=forcer_modifications,
            identites=identites,
        )
    except FichierRefuse as refus:
        return _clore(bilan, EtatImport.REFUSE, str(refus))
    atelier.attendu = bilan.apercu
    with ThreadPoolExecutor(1) as a_cote, SpooledTemporaryFile(EN_MEMOIRE) as atelier.differences:
        empreinte = a_cote.submit(_empreinte, chemin)
        try:
            with (
                transaction.atomic(),
                pghistory.context(import_id=bilan.pk, auteur=auteur or f"import {connecteur.code}"),
            ):
                _derouler(connecteur, atelier, bilan)
                bilan.empreinte = empreinte.result()
                if appliquer:
                    _clore(bilan, EtatImport.APPLIQUE, "")
                else:
                    transaction.set_rollback(True)
            if not appliquer:
                _clore(bilan, EtatImport.APERCU, "", atelier)
        except ApercuPerime as perime:
            nombre = perime.nombre
        except FichierRefuse as refus:
            atelier.rejets.ajouter(refus.rejets)
            _noter_lecture(atelier, bilan)
            bilan.empreinte = empreinte.result()
            _clore(bilan, EtatImport.REFUSE, str(refus), atelier)
    return bilan if nombre is None else _nouvel_apercu(nombre, connecteur, chemin, bilan, identites)


def _ouvrir(bilan: Import | None, connecteur: Connecteur, chemin: Path, auteur: str) -> Import:
    """The report, begun."""
    if bilan is None:
        bilan = Import(connecteur=connecteur.code, fichier=affichable(chemin.name), auteur=auteur)
    bilan.etat, bilan.commence_le = EtatImport.EN_COURS, maintenant()
    bilan.save()
    return bilan


def _nouvel_apercu(nombre: int, connecteur: Connecteur, chemin: Path, bilan: Import, identites: Identites) -> Import:
    """Read again, against what the base has become, and say why nothing was applied."""
    bilan.apercu = None
    bilan = importer(connecteur, chemin, identites=identites, bilan=bilan)
    if bilan.etat == EtatImport.APERCU:
        bilan.message = dire_perime(nombre)
        bilan.save(update_fields=["message"])
    return bilan


def _derouler(connecteur: Connecteur, atelier: Atelier, bilan: Import) -> None:
    """lire, valider, comparer, appliquer. Raises FichierRefuse."""
    prendre_le_flux(atelier)
    connecteur.lire(atelier)
    atelier.progression.etape("Vérification")
    doublons = not _base_dira_les_doublons(connecteur, atelier)
    verifier(atelier, _liste(atelier, connecteur.regles), doublons=doublons)
    _noter_lecture(atelier, bilan)
    _refuser_les_rejets(atelier)
    try:
        _comparer_et_ecrire(connecteur, atelier, bilan)
    except psycopg.DataError as erreur:
        raise FichierRefuse(
            f"La base ne peut pas garder une valeur de ce fichier ({erreur.diag.message_primary}) : "
            "rien n'a été modifié, signalez-le à l'exploitant."
        ) from erreur
    atelier.ranger()


def _comparer_et_ecrire(connecteur: Connecteur, atelier: Atelier, bilan: Import) -> None:
    atelier.progression.etape("Comparaison")
    if connecteur.preparer:
        connecteur.preparer(atelier)
        _noter_lecture(atelier, bilan)  # what it did by itself
    ecarts = [comparer(atelier, objet) for objet in _liste(atelier, connecteur.objets)]
    bilan.bilan = [ecart.en_json() for ecart in ecarts]
    relever(atelier, ecarts)
    if atelier.appliquer:
        garder(atelier, bilan)
        _verifier_attendu(atelier, bilan)
    verifier_planchers(atelier, ecarts)
    if atelier.appliquer:
        regarder_avant(atelier)
        _ecrire(connecteur, atelier, ecarts, bilan)
        bilan.consequences = temoigner(atelier, bilan)
    elif a_essayer(ecarts):
        bilan.consequences = essayer(atelier, bilan, ecarts)


def _verifier_attendu(atelier: Atelier, bilan: Import) -> None:
    """Raise ApercuPerime when what would be written is not what was read."""
    if atelier.attendu is not None and (nombre := nombre_de_divergences(atelier, bilan, atelier.attendu)):
        raise ApercuPerime(nombre)


def _ecrire(connecteur: Connecteur, atelier: Atelier, ecarts: Sequence[Ecart], bilan: Import) -> None:
    """Write all objects. A constraint that refuses, now or at the end, refuses the file."""
    premiers = [
        e.objet.modele for e in ecarts if e.premier and e.nouveaux >= SEUIL and est_vide(atelier, e.objet.modele)
    ]
    try:
        with transaction.atomic():
            garder_images(atelier, ecarts, bilan)
            with chargement_initial(atelier, premiers):
                for rang, ecart in enumerate(ecarts):
                    atelier.progression.etape(f"Écriture : {ecart.objet.nom}")
                    appliquer_ecart(atelier, ecart)
                    garder_creations(atelier, ecart, bilan, rang)
                atelier.progression.etape("Index et contraintes")
            if connecteur.conclure:
                connecteur.conclure(atelier)
            garder_empreintes(atelier, ecarts, bilan)
            atelier.executer("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg.IntegrityError as erreur:
        verifier_doublons(atelier)
        _refuser_les_rejets(atelier)
        raise FichierRefuse(
            "Ce fichier contredit des données déjà présentes "
            f"(règle « {erreur.diag.constraint_name} » de la base) : rien n'a été modifié."
        ) from erreur


def _base_dira_les_doublons(connecteur: Connecteur, atelier: Atelier) -> bool:
    modele = connecteur.unicite
    return modele is not None and atelier.appliquer and atelier.nb_lus >= SEUIL and est_vide(atelier, modele)


def _noter_lecture(atelier: Atelier, bilan: Import) -> None:
    bilan.nb_lus, bilan.nb_rejets, bilan.rejets = atelier.nb_lus, atelier.rejets.total, atelier.rejets.en_json()
    bilan.ecarts = {
        nom: {"total": rejets.total, "premiers": rejets.en_json()}
        for nom, rejets in (
            ("ecartees", atelier.ecartees),
            ("laissees", atelier.laissees),
            ("remarques", atelier.remarques),
        )
        if rejets.total
    }


def _clore(bilan: Import, etat: EtatImport, message: str, atelier: Atelier | None = None) -> Import:
    """Close the report; with `atelier`, what it took down before its rollback is kept."""
    if atelier:
        garder(atelier, bilan)
    bilan.etat, bilan.message, bilan.termine_le = etat, message, maintenant()
    bilan.save()
    return bilan


def _refuser_les_rejets(atelier: Atelier) -> None:
    """Raise FichierRefuse when lines were refused: how many, and the first of them."""
    total = atelier.rejets.total
    if total == 1:
        raise FichierRefuse(f"Une ligne est refusée. {atelier.rejets.premiers[0]}.{_seuil(atelier)}")
    if total:
        raise FichierRefuse(
            f"{total} lignes sont refusées, dont la première : {atelier.rejets.premiers[0]}.{_seuil(atelier)}"
        )


def _seuil(atelier: Atelier) -> str:
    """Why lines that could have been set aside refuse the file."""
    if not atelier.trop_d_ecarts:
        return ""
    return f" Ce contrat ne laisse de côté que {atelier.trop_d_ecarts} % des lignes d'une table."


def _source(chemin: Path) -> FichierRecu:
    try:
        source = FichierRecu.de(chemin)
    except OSError as erreur:
        raise FichierRefuse(f"Impossible de lire {chemin} : vérifiez son nom et vos droits d'accès.") from erreur
    if not chemin.is_file():
        raise FichierRefuse(
            f"{chemin} n'est pas un fichier (dossier, tube…) : enregistrez d'abord l'envoi sur le disque."
        )
    return source


def _empreinte(chemin: Path) -> str:
    with chemin.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


def _liste(atelier: Atelier, declaration: Sequence[T] | Callable[[Atelier], Sequence[T]]) -> Sequence[T]:
    return declaration(atelier) if callable(declaration) else declaration
