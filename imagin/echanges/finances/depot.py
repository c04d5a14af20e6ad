"""The files of the batches of états de frais, where the finance system takes them (docs/contrats/finances).

A batch is decided in the database, once; its file follows from it to the byte. A delivery that dies is done again,
under the same name with the same content: nothing is paid twice, nothing is lost.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

from imagin.domaine.frais.actions import noter_depot, transmettre_lot
from imagin.domaine.frais.models import EtatFrais, LotFinance
from imagin.domaine.frais.queries import etats_du_lot, lots_a_deposer
from imagin.domaine.perimetre.rules import Perimetre

COLONNES = ("lot", "etat", "genre", "source_agent", "numero_agent", "nom", "prenom", "mission", "objet", "montant")


def deposer_les_lots(perimetre: Perimetre, dossier: Path) -> Iterator[LotFinance]:
    """Make a batch of what is validated, then deliver it and those that a delivery cut short left; gives each.

    Raises OSError when the folder cannot be written: what is not delivered will be at the next call.
    """
    transmettre_lot(perimetre)
    for lot in lots_a_deposer(perimetre):
        contenu = composer_lot(perimetre, lot)
        controle = {
            "lot": lot.pk,
            "nombre": lot.nombre,
            "total": str(lot.total),
            "sha256": hashlib.sha256(contenu).hexdigest(),
        }
        _poser(dossier / f"imagin-frais-{lot.pk:06}.csv", contenu)
        # Last: the finance system takes a batch once its control file is there.
        _poser(dossier / f"imagin-frais-{lot.pk:06}.controle.json", json.dumps(controle, indent=1).encode())
        noter_depot(perimetre, lot=lot.pk)
        yield lot


def composer_lot(perimetre: Perimetre, lot: LotFinance) -> bytes:
    """The CSV of a batch; raises ValueError when the lines do not make its control total."""
    etats = list(etats_du_lot(perimetre, lot.pk))
    if (len(etats), sum(etat.montant or 0 for etat in etats)) != (lot.nombre, lot.total):
        raise ValueError(f"le lot {lot.pk} ne fait plus son total de contrôle")
    texte = io.StringIO()
    ecrire = csv.writer(texte, delimiter=";", lineterminator="\n")
    ecrire.writerow(COLONNES)
    ecrire.writerows(_ligne(lot, etat) for etat in etats)
    return texte.getvalue().encode()


def _ligne(lot: LotFinance, etat: EtatFrais) -> tuple[object, ...]:
    personne, mission = etat.beneficiaire, etat.affectation.mission if etat.affectation else None
    objet = etat.libelle or (f"Mission {mission.numero}" if mission else "")
    return (
        lot.pk,
        etat.pk,
        etat.genre,
        personne.source,
        personne.reference,
        personne.nom,
        personne.prenom,
        mission.numero if mission else "",
        objet,
        etat.montant,
    )


def _poser(chemin: Path, contenu: bytes) -> None:
    """Whole or not at all, even if the machine stops."""
    provisoire = chemin.with_name(f".{chemin.name}.{os.getpid()}")
    with provisoire.open("wb") as fichier:
        fichier.write(contenu)
        fichier.flush()
        os.fsync(fichier.fileno())
    provisoire.replace(chemin)
