"""The tutorial: `python -m outils.guide.tutoriel [cle…]` plays each scenario, writes its film, captions, transcript."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from outils.demo.reglages import DEPOT
from outils.guide.camera import HAUTEUR, LARGEUR, Camera
from outils.guide.captures import publier_le_message
from outils.guide.cartons import Cartons
from outils.guide.montage import affiche, decrire, filmer, sous_titrer
from outils.guide.navigateur import CHEF, chromium, ouvrir, se_connecter
from outils.guide.scenarios import FILMS, Film
from outils.guide.site import site
from outils.paquets import apporter

ACTIVITE = DEPOT / "imagin" / "activites" / "guide"
STATIQUES = ACTIVITE / "static" / "guide" / "films"
OCTETS_AU_PLUS = 2_000_000


def main(cles: list[str]) -> None:
    """Play, film, describe: all of them, or those named (the others are played all the same, unfilmed)."""
    if not shutil.which("ffmpeg"):
        apporter(["ffmpeg"], "ffmpeg manque")
    STATIQUES.mkdir(exist_ok=True)
    with site("tutoriel") as adresse, chromium() as navigateur:
        publier_le_message(navigateur, adresse)
        for film in FILMS:
            tourner(film, navigateur, adresse, garder=not cles or film.cle in cles)


def tourner(film: Film, navigateur: Browser, adresse: str, *, garder: bool) -> None:
    """Play a scenario from the home of a head of centre; write its four files if they are to be kept."""
    page = ouvrir(navigateur, adresse, LARGEUR, HAUTEUR)
    se_connecter(page, CHEF)
    with TemporaryDirectory() as dossier:
        cartons = Cartons(navigateur)
        camera = Camera(page, Path(dossier))
        couverture = cartons.titre(film.titre, sous=f"{film.sous_titre} L'académie montrée est fictive.")
        camera.image(couverture, 2.5)
        for rang, (titre, jouer) in enumerate(film.scenes, start=1):
            camera.scene(titre, cartons.titre(titre, sur=f"{rang} / {len(film.scenes)}"))
            jouer(camera, cartons)
        camera.fin()
        page.get_by_role("button", name="Quitter").click()
        page.context.close()
        if garder:
            _ecrire(film, camera, couverture)


def _ecrire(film: Film, camera: Camera, couverture: bytes) -> None:
    """The film, its captions, its cover, what is said of it."""
    video = STATIQUES / f"{film.cle}.webm"
    filmer(camera.plans, video)
    affiche(couverture, video.with_suffix(".webp"))
    sous_titrer(camera.scenes, video.with_suffix(".vtt"))
    decrire(film, camera, video, ACTIVITE / "films" / f"{film.cle}.json")
    print(f"{video.relative_to(DEPOT)} : {camera.duree:.0f} s, {video.stat().st_size / 1e6:.1f} Mo")
    if video.stat().st_size > OCTETS_AU_PLUS:
        raise SystemExit("Un film dépasse 2 Mo : baissez la qualité dans outils/guide/montage.py.")


if __name__ == "__main__":
    main(sys.argv[1:])
