"""Colours are told apart from what they are drawn on, in the three contrasts: computed from the style sheets."""

import re
from pathlib import Path

import pytest

from imagin.socle import ui

CSS = Path(ui.__file__).parent / "static" / "imagin" / "css"
FONDS = ("fond", "fond-2", "fond-3", "bleu-2")
TEXTES = {
    "encre": (*FONDS, "ambre-2", "rouge-2", "vert-2"),
    "encre-2": FONDS,
    "encre-3": ("fond", "fond-3"),
    "bleu": FONDS,
    "sur-bleu": ("bleu", "bleu-fonce", "rouge"),
    "vert": ("fond", "vert-2"),
    "ambre": ("fond", "ambre-2"),
    "rouge": ("fond", "rouge-2"),
    "sur-tete": ("tete",),
    "sur-tete-2": ("tete",),
    "accent-tete": ("tete",),
}
COMPOSANTS = {"trait-fort": ("fond", "fond-2"), "bleu": ("fond", "fond-2")}


def jetons(contraste: str) -> dict[str, str]:
    """Colours of the tokens in this contrast."""
    regle = re.compile(r"--([\w-]+):\s*#([0-9a-f]{3,6})\b")
    couleurs = dict(regle.findall((CSS / "jetons.css").read_text()))
    if contraste != "normal":
        bloc = (CSS / "reglages.css").read_text().split(f'html[data-contraste="{contraste}"] {{')[1].split("}")[0]
        couleurs |= dict(regle.findall(bloc))
    return couleurs


def luminance(couleur: str) -> float:
    """Relative luminance of « 16203a » or « fff »."""
    if len(couleur) == 3:
        couleur = "".join(chiffre * 2 for chiffre in couleur)
    canaux = [int(couleur[rang : rang + 2], 16) / 255 for rang in (0, 2, 4)]
    lineaires = [canal / 12.92 if canal <= 0.04045 else ((canal + 0.055) / 1.055) ** 2.4 for canal in canaux]
    return sum(poids * canal for poids, canal in zip((0.2126, 0.7152, 0.0722), lineaires, strict=True))


def rapport(une: str, autre: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    claire, sombre = sorted((luminance(une), luminance(autre)), reverse=True)
    return (claire + 0.05) / (sombre + 0.05)


@pytest.mark.exigence("G1.3-01")
@pytest.mark.parametrize(("contraste", "minimum"), [("normal", 4.5), ("renforce", 7), ("inverse", 7)])
def test_chaque_texte_se_detache_de_ses_fonds(contraste, minimum):
    couleurs = jetons(contraste)
    faibles = {
        f"{texte} sur {fond}": round(rapport(couleurs[texte], couleurs[fond]), 2)
        for texte, fonds in TEXTES.items()
        for fond in fonds
        if rapport(couleurs[texte], couleurs[fond]) < minimum
    }
    assert faibles == {}


@pytest.mark.parametrize("contraste", ["normal", "renforce", "inverse"])
def test_chaque_composant_se_detache_de_ses_fonds(contraste):
    couleurs = jetons(contraste)
    assert all(rapport(couleurs[trait], couleurs[fond]) >= 3 for trait, fonds in COMPOSANTS.items() for fond in fonds)


def test_les_tailles_suivent_la_police_choisie():
    """A font size in pixels would not grow with the setting."""
    fixes = [
        f"{feuille.name} : {taille}"
        for feuille in CSS.glob("*.css")
        for taille in re.findall(r"font-size:\s*[\d.]+(?:px|pt)|line-height:\s*[\d.]+px", feuille.read_text())
    ]
    assert fixes == []
