"""Reading back a document: its text, its tags, its pages, where its ink lies."""

import io
import json
from collections.abc import Iterator
from typing import Any

import typst
from PIL import Image, ImageChops, ImageOps
from pypdf import PdfReader

from imagin.socle.documents import dossier_du_document
from imagin.socle.documents.caracteres import POLICES, assainir
from imagin.socle.documents.moteur import PAQUETS

POINTS_PAR_MM = 2


def lire(pdf: bytes) -> PdfReader:
    """The file, opened."""
    return PdfReader(io.BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as a screen reader or a copy would take it: lines joined, no-break spaces made plain."""
    return [_a_plat(page.extract_text()) for page in lire(pdf).pages]


def texte(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))


def balises(pdf: bytes) -> list[str]:
    """The structure elements in reading order: Document, H1, Table, TH…"""
    return list(_descendre(lire(pdf).trailer["/Root"]["/StructTreeRoot"]))


def abscisses(pdf: bytes) -> dict[str, float]:
    """For each text of the first page, where it begins, in points from the left edge."""
    places: dict[str, float] = {}

    def noter(fragment: str, repere: list[float], *_: Any) -> None:
        places[fragment.strip()] = repere[4]

    lire(pdf).pages[0].extract_text(visitor_text=noter)
    return places


def encre(nom: str, donnees: Any, *, sauf: Any = None) -> list[tuple[int, int, int, int]]:
    """For each page, the box that holds its ink, in mm from the top left corner: left, top, right, bottom.

    With `sauf`, other data for the same document, only the ink that these do not leave.
    """
    pages_encrees = _encres(nom, donnees)
    if sauf is not None:
        paires = zip(pages_encrees, _encres(nom, sauf), strict=False)
        pages_encrees = [ImageChops.difference(*paire) for paire in paires]
    return [_boite(page) for page in pages_encrees]


def _encres(nom: str, donnees: Any) -> list[Image.Image]:
    """The pages, ink white on black."""
    dossier = dossier_du_document(nom)
    images = typst.compile(
        str(dossier / "modele.typ"),
        root=str(dossier),
        font_paths=[str(POLICES)],
        ignore_system_fonts=True,
        package_path=str(PAQUETS),
        format="png",
        ppi=25.4 * POINTS_PAR_MM,
        sys_inputs={"donnees": json.dumps(assainir(donnees))},
    )
    pngs = images if isinstance(images, list) else [images]
    return [ImageOps.invert(Image.open(io.BytesIO(png)).convert("L")) for png in pngs]


def _boite(page: Image.Image) -> tuple[int, int, int, int]:
    boite = page.point(lambda gris: 255 * (gris > 8)).getbbox()
    assert boite is not None
    gauche, haut, droite, bas = (round(cote / POINTS_PAR_MM) for cote in boite)
    return gauche, haut, droite, bas


def _descendre(noeud: Any) -> Iterator[str]:
    noeud = noeud.get_object() if hasattr(noeud, "get_object") else noeud
    if not isinstance(noeud, dict):
        return
    if "/S" in noeud:
        yield noeud["/S"].removeprefix("/")
    enfants = noeud.get("/K", [])
    for enfant in enfants if isinstance(enfants, list) else [enfants]:
        yield from _descendre(enfant)


def _a_plat(extrait: str) -> str:
    return " ".join(extrait.replace("\u200b", "").split())
