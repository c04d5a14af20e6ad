"""The tutorial: `python -m outils.guide.tutoriel` plays the scenario and writes video, captions and transcript."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from outils.demo.reglages import DEPOT
from outils.guide.camera import HAUTEUR, LARGEUR, Camera
from outils.guide.captures import publier_le_message
from outils.guide.cartons import Cartons
from outils.guide.montage import affiche, decrire, filmer, sous_titrer
from outils.guide.navigateur import chromium, ouvrir
from outils.guide.scenario import SCENES, SOUS_TITRE, TITRE
from outils.guide.site import site
from outils.paquets import apporter

ACTIVITE = DEPOT / "imagin" / "activites" / "guide"
STATIQUES = ACTIVITE / "static" / "guide"
OCTETS_AU_PLUS = 6_000_000


def main() -> None:
    """Play, film, describe."""
    if not shutil.which("ffmpeg"):
        apporter(["ffmpeg"], "ffmpeg manque")
    with TemporaryDirectory() as dossier, site("tutoriel") as adresse, chromium() as navigateur:
        publier_le_message(navigateur, adresse)
        cartons = Cartons(navigateur)
        camera = Camera(ouvrir(navigateur, adresse, LARGEUR, HAUTEUR), Path(dossier))
        couverture = cartons.titre(TITRE, sous=SOUS_TITRE)
        affiche(couverture, STATIQUES / "tutoriel.webp")
        camera.image(couverture, 3)
        for rang, (titre, jouer) in enumerate(SCENES, start=1):
            camera.scene(titre, cartons.titre(titre, sur=f"{rang} / {len(SCENES)}"))
            jouer(camera, cartons)
        camera.fin()
        video = STATIQUES / "tutoriel.webm"
        filmer(camera.plans, video)
        sous_titrer(camera.scenes, STATIQUES / "tutoriel.vtt")
        decrire(camera.scenes, video, ACTIVITE / "tutoriel.json")
    print(f"{video.relative_to(DEPOT)} : {camera.duree:.0f} s, {video.stat().st_size / 1e6:.1f} Mo")
    if video.stat().st_size > OCTETS_AU_PLUS:
        raise SystemExit("La vidéo dépasse 6 Mo : baissez la qualité dans outils/guide/montage.py.")


if __name__ == "__main__":
    main()
