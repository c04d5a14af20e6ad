"""Convocations: the streamed ZIP beside bare Typst and WeasyPrint, its first byte, its memory."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import harmonic_mean, median
from typing import Any

import typst

from bench.lettre_weasyprint import rendre_weasyprint
from bench.mesure import rapporter
from imagin.presentation.documents.convocation.contexte import exemple
from imagin.socle.documents import dossier_du_document, nom_de_fichier, rendre_en_flux, zip_en_flux
from imagin.socle.documents.caracteres import POLICES
from imagin.socle.documents.moteur import NORME, PAQUETS

Donnees = dict[str, Any]
Archive = Callable[[Iterable[Donnees]], Iterator[bytes]]
LETTRES = 1_000
LETTRES_WEASYPRINT = 20
FILS = 2
MANCHES = 5
SONDE = """
from bench.lettres import archive, lettres, pic_de_memoire
mesures = []
for nombre in (100, 1_000):
    for _ in archive(lettres(nombre)): pass
    mesures.append(pic_de_memoire())
print(mesures[1] - mesures[0])
"""
SONDE_A_FROID = """
import time
from bench.lettres import archive, lettres
from imagin.socle.documents import dossier_du_document
dossier_du_document("convocation")  # reads the settings, as a server has at its start
debut = time.perf_counter()
next(archive(lettres(1_000)))
print((time.perf_counter() - debut) * 1_000)
"""


def lettres(nombre: int) -> Iterator[Donnees]:
    """`nombre` convocations that differ by person, mission and observation."""
    modele = exemple().en_json()
    for rang in range(nombre):
        personne = {"nom": f"Madame Camille EXEMPLE-{rang}", "identifiant": f"{rang:07}"}
        yield modele | {
            "reference": f"CV-{rang}",
            "destinataire": modele["destinataire"] | personne,
            "mission": modele["mission"] | {"numero": str(186_000 + rang)},
            "observation": f"Lot {rang}. {modele['observation']}",
        }


def archive(donnees: Iterable[Donnees]) -> Iterator[bytes]:
    """The product's way, without the HTTP around it."""
    noms = (f"{nom_de_fichier('EXEMPLE', str(rang))}.pdf" for rang in range(LETTRES))
    return zip_en_flux(zip(noms, rendre_en_flux("convocation", donnees, fils=FILS), strict=False))


def debit(produire: Archive, nombre: int) -> float:
    """Letters per second of one whole archive."""
    debut = time.perf_counter()
    for _ in produire(lettres(nombre)):
        pass
    return nombre / (time.perf_counter() - debut)


def debit_typst_nu(nombre: int) -> float:
    """Letters per second of Typst alone: a warm compiler on each of two threads, data already JSON, nothing kept."""
    textes = [json.dumps(lettre, ensure_ascii=False) for lettre in lettres(nombre)]
    compilateurs = [_compilateur() for _ in range(FILS)]
    for compilateur in compilateurs:
        _compiler(compilateur, textes[:1])
    debut = time.perf_counter()
    with ThreadPoolExecutor(FILS) as bassin:
        list(bassin.map(_compiler, compilateurs, (textes[rang::FILS] for rang in range(FILS))))
    return nombre / (time.perf_counter() - debut)


def debit_weasyprint(nombre: int) -> float:
    """Letters per second of WeasyPrint, which holds the interpreter's lock: more threads would not help it."""
    rendre_weasyprint(exemple().en_json())
    debut = time.perf_counter()
    for lettre in lettres(nombre):
        rendre_weasyprint(lettre)
    return nombre / (time.perf_counter() - debut)


def debits_meles(*mesures: Callable[[], float]) -> list[float]:
    """Mean rates of the measures, taken turn by turn so that another load on the machine weighs on all alike."""
    manches = [[mesure() for mesure in mesures] for _ in range(MANCHES)]
    return [harmonic_mean(valeurs) for valeurs in zip(*manches, strict=True)]


def pic_de_memoire() -> float:
    """Largest resident size of this process so far, in MiB; not inherited from its parent, unlike ru_maxrss."""
    etat = Path("/proc/self/status").read_text(encoding="ascii")
    return int(etat.split("VmHWM:")[1].split()[0]) / 1024


def premier_octet(produire: Archive) -> float:
    """Milliseconds before the first byte of a ZIP of 1,000, in a process that has served letters before."""
    debut = time.perf_counter()
    flux = produire(lettres(LETTRES))
    next(flux)
    duree = (time.perf_counter() - debut) * 1_000
    flux.close()  # type: ignore[attr-defined]
    return duree


def mesurer(produire: Archive = archive) -> None:
    """All the measures; `produire` makes the archive, so that a view can be put in its place."""
    for _ in produire(lettres(20)):
        pass
    ours, nu, weasyprint = debits_meles(
        lambda: debit(produire, LETTRES // MANCHES),
        lambda: debit_typst_nu(LETTRES // MANCHES),
        lambda: debit_weasyprint(LETTRES_WEASYPRINT // MANCHES),
    )
    rapporter("ZIP de 1 000 convocations / Typst nu, deux fils", ours, nu, "lettres/s", ">= 0.80")
    rapporter("ZIP de 1 000 convocations / WeasyPrint", ours, weasyprint, "lettres/s", ">= 10")
    rapporter("ZIP de 1 000, premier octet", premier_octet(produire), 100, "ms", "<= 1")
    rapporter(
        "ZIP de 1 000, premier octet du processus", median(_sonder(SONDE_A_FROID) for _ in range(3)), 100, "ms", "<= 1"
    )
    rapporter("ZIP de 100 à 1 000, mémoire en plus", _sonder(SONDE), 50, "MiB", "<= 1")


def _sonder(programme: str) -> float:
    """The figure that a program prints, run in a process of its own."""
    return float(subprocess.run([sys.executable, "-c", programme], check=True, capture_output=True, text=True).stdout)


def _compilateur() -> typst.Compiler:
    """A compiler of the letter, with nothing of ours around it."""
    dossier = dossier_du_document("convocation")
    return typst.Compiler(
        str(dossier / "modele.typ"),
        root=str(dossier),
        font_paths=[str(POLICES)],
        ignore_system_fonts=True,
        package_path=str(PAQUETS),
    )


def _compiler(compilateur: typst.Compiler, textes: list[str]) -> None:
    """Compiles the letters, and drops them."""
    for texte in textes:
        compilateur.compile(format="pdf", sys_inputs={"donnees": texte}, pdf_standards=NORME, timestamp=1_800_000_000)
