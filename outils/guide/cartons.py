"""Title cards of the tutorial, in the product's typeface and colours."""

import base64
from html import escape

from playwright.sync_api import Browser

from outils.demo.reglages import DEPOT
from outils.guide.camera import HAUTEUR, LARGEUR

POLICE = DEPOT / "imagin/socle/ui/static/imagin/polices/hyperlegible-latin.woff2"
PAGE = """<!doctype html><html lang="fr"><style>
@font-face {{ font-family: H; font-weight: 200 800; src: url(data:font/woff2;base64,{police}); }}
body {{ margin: 0; height: 100vh; display: grid; place-content: center start; padding-inline: 9rem; gap: 1rem;
  background: #16203a; color: #fff; font-family: H; box-sizing: border-box; }}
b {{ font-size: 1.5rem; color: #9db4ff; letter-spacing: .02em; }}
h1 {{ margin: 0; font-size: 3.25rem; line-height: 1.15; }}
p {{ margin: 0; font-size: 1.375rem; color: #cfd8ee; }}
</style><b>{sur}</b><h1>{titre}</h1><p>{sous}</p></html>"""
LETTRE = """<!doctype html><html lang="fr"><style>
body {{ margin: 0; height: 100vh; display: grid; place-items: start center; background: #e8ecf4; overflow: hidden; }}
img {{ width: 46rem; margin-top: 1.5rem; box-shadow: 0 .5rem 2rem rgb(22 32 58 / .25); }}
</style><img src="data:image/png;base64,{image}"></html>"""


class Cartons:
    """Draws cards in a page of their own."""

    def __init__(self, navigateur: Browser) -> None:
        self.page = navigateur.new_page(viewport={"width": LARGEUR, "height": HAUTEUR})
        self.police = base64.b64encode(POLICE.read_bytes()).decode("ascii")

    def titre(self, titre: str, sur: str = "IMAG'IN", sous: str = "") -> bytes:
        """A card with a title, as PNG."""
        textes = {"sur": escape(sur), "titre": escape(titre), "sous": escape(sous)}
        return self._dessiner(PAGE.format(police=self.police, **textes))

    def lettre(self, png: bytes) -> bytes:
        """The top of a letter lying on a desk, as PNG."""
        return self._dessiner(LETTRE.format(image=base64.b64encode(png).decode("ascii")))

    def _dessiner(self, html: str) -> bytes:
        self.page.set_content(html)
        self.page.evaluate("document.fonts.ready")
        return self.page.screenshot()
