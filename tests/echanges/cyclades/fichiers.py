"""CYCLADES files made for tests: the published example, with tables put in the place of its own."""

import io
import zipfile
from pathlib import Path

EXEMPLE = Path(__file__).parents[3] / "docs" / "contrats" / "cyclades" / "exemple.zip"


def tables() -> dict[str, str]:
    """The tables of the published example, by name."""
    with zipfile.ZipFile(EXEMPLE) as archive:
        return {nom.removesuffix(".csv"): archive.read(nom).decode() for nom in archive.namelist()}


def paquet(**changees: str | None) -> bytes:
    """The published example, in which these tables are other ones; None leaves one out."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, texte in {**tables(), **changees}.items():
            if texte is not None:
                archive.writestr(f"{nom}.csv", texte)
    return tampon.getvalue()


def modifiee(table: str, avant: str, apres: str) -> bytes:
    """The published example in which one text of a table is another one."""
    texte = tables()[table]
    assert avant in texte
    return paquet(**{table: texte.replace(avant, apres, 1)})


def sans_mission(numero: int) -> bytes:
    """The published example without that mission, nor what hangs on it."""
    lues = tables()
    sans = {
        nom: "".join(ligne for ligne in texte.splitlines(keepends=True) if not ligne.startswith(str(numero)))
        for nom, texte in lues.items()
    }
    return paquet(**sans)


def sans_mission_du_bts() -> dict[str, str]:
    """Tables of the published example without what hangs on its session of BTS."""
    lues = tables()
    return {
        nom: "".join(ligne for ligne in lues[nom].splitlines(keepends=True) if not ligne.startswith("194001"))
        for nom in ("missions", "dates")
    }
