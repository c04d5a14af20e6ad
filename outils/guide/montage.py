"""From frames to a film: WebM by Debian's ffmpeg, captions, and what the pages of the tutorial say of it."""

import io
import json
import subprocess
from dataclasses import asdict
from pathlib import Path

from PIL import Image

from outils.guide.camera import BANDEAU, CADENCE, HAUTEUR, LARGEUR, Camera, Scene
from outils.guide.libelles import a_tenir
from outils.guide.scenarios import Film

QUALITE = "36"  # constant quality of VP9: screens stay sharp, a minute weighs less than a megabyte
HEURE, MINUTE = 3600, 60


def filmer(plans: list[tuple[Path, float]], sortie: Path) -> None:
    """Write the WebM."""
    liste = plans[0][0].with_name("plans.txt")
    lignes = [f"file '{chemin.name}'\nduration {secondes:.4f}" for chemin, secondes in plans]
    liste.write_text("\n".join([*lignes, f"file '{plans[-1][0].name}'"]) + "\n", encoding="utf-8")
    entree = ["-f", "concat", "-safe", "0", "-i", str(liste), "-vf", f"fps={CADENCE}", "-pix_fmt", "yuv420p"]
    codage = ["-c:v", "libvpx-vp9", "-crf", QUALITE, "-b:v", "0", "-row-mt", "1", "-threads", "2", "-cpu-used", "4"]
    commande = ["ffmpeg", "-v", "error", "-y", *entree, *codage, "-g", "250", "-an", str(sortie)]
    subprocess.run(commande, check=True, stdin=subprocess.DEVNULL)


def sous_titrer(scenes: list[Scene], sortie: Path) -> None:
    """Write the WebVTT: one cue a sentence, under the screen."""
    reperes = [
        f"{_instant(phrase.debut)} --> {_instant(phrase.fin)} line:-1\n{phrase.texte}"
        for scene in scenes
        for phrase in scene.phrases
    ]
    sortie.write_text("\n\n".join(["WEBVTT", *reperes]) + "\n", encoding="utf-8")


def decrire(film: Film, camera: Camera, video: Path, sortie: Path) -> None:
    """Write what the page shows (length, size, transcript), and the product's own words that the film shows."""
    contenu = {
        "titre": film.titre,
        "sous_titre": film.sous_titre,
        "activite": film.activite,
        "duree": duree(video),
        "octets": video.stat().st_size,
        "largeur": LARGEUR,
        "hauteur": HAUTEUR + BANDEAU,
        "accessibilite": next(dit for dit in sorted(camera.libelles) if dit.startswith("Accessibilité : ")),
        "libelles": a_tenir(camera.libelles),
        "scenes": [asdict(scene) for scene in camera.scenes],
    }
    sortie.write_text(json.dumps(contenu, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def duree(video: Path) -> float:
    """Length in seconds, as ffprobe reads it."""
    commande = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(video)]
    return round(float(subprocess.run(commande, check=True, capture_output=True, text=True).stdout), 1)


def affiche(carton: bytes, sortie: Path) -> None:
    """Write the picture shown before the film begins."""
    image = Image.new("RGB", (LARGEUR, HAUTEUR + BANDEAU), (22, 32, 58))
    image.paste(Image.open(io.BytesIO(carton)).convert("RGB"), (0, 0))
    image.save(sortie, lossless=True, method=6)


def _instant(secondes: float) -> str:
    """« 00:01:02.500 »."""
    heures, reste = divmod(secondes, HEURE)
    minutes, reste = divmod(reste, MINUTE)
    return f"{int(heures):02}:{int(minutes):02}:{reste:06.3f}"
