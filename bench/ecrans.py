"""The product's lists in Chromium, served as in production: gunicorn, compressed static files, many people."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from tests.outillage.navigateur import Ecoute, lancer_chromium, ouvrir_page

URL = "/convocation-par-mission/"
TAILLES = (250, 2000)
MANCHES = 3
# From the key to what comes after the frame that shows its result.
FRAPPE = """texte => new Promise(fini => {
  const champ = document.querySelector("[data-liste] input[type=search]");
  const debut = performance.now();
  champ.value = texte;
  champ.dispatchEvent(new InputEvent("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => fini(performance.now() - debut)));
})"""


@contextmanager
def servir() -> Iterator[str]:
    """The site over the database of the moment, with two missions of 250 and 2,000 people; its address."""
    _semer()
    with tempfile.TemporaryDirectory() as statiques, socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
        prise.close()
        adresse = f"http://localhost:{port}"
        environnement = os.environ | {
            "IMAGIN_STATIQUES": statiques,
            "IMAGIN_ADRESSE": adresse,
            "IMAGIN_JOURNAL": "WARNING",
        }
        python = [sys.executable, "-m"]
        subprocess.run(
            [*python, "imagin.config.cli", "collectstatic", "--noinput", "-v0"], env=environnement, check=True
        )
        gunicorn = [
            "gunicorn",
            "imagin.config.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--threads",
            "4",
            "--no-control-socket",
        ]
        site = subprocess.Popen([*python, *gunicorn], env=environnement, stderr=subprocess.DEVNULL)
        try:
            _attendre(port)
            yield adresse
        finally:
            site.terminate()
            site.wait()


def _semer() -> None:
    from tests import factories as f

    f.ouverture()
    f.compte()
    for taille in TAILLES:
        mission = f.mission(numero=taille)
        convoquer(mission, taille, a_nous=taille == TAILLES[0])


def convoquer(mission: Any, nombre: int, *, a_nous: bool) -> None:
    """Invented people posted at the centre, every other one summoned by it (`a_nous`), with actions on their line."""
    from bench.personnel import lignes_epp
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.personnes.models import Exercice, Intervenant
    from tests.factories.personnes import discipline

    disciplines = [discipline(f"{rang:03} DISCIPLINE DE POSTE") for rang in range(30)]
    gens = Intervenant.objects.bulk_create(
        Intervenant(
            source="EPP",
            reference=f"{mission.pk}-{rang}",
            nom=ligne[3],
            prenom=ligne[4],
            discipline=disciplines[rang % 30],
        )
        for rang, ligne in enumerate(lignes_epp(nombre))
    )
    Exercice.objects.bulk_create(Exercice(intervenant=g, etablissement=mission.centre, titre="P") for g in gens)
    Affectation.objects.bulk_create(
        Affectation(
            mission=mission, intervenant=g, etat="CONVOQUEE", origine="CENTRE" if a_nous and rang % 2 else "GEST"
        )
        for rang, g in enumerate(gens)
    )


def _attendre(port: int) -> None:
    for _ in range(300):
        with socket.socket() as prise:
            if prise.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("le site n'a pas démarré")


class Ecrans:
    """A browser at the site: `peser()` then `taper()`."""

    def __init__(self, adresse: str) -> None:
        self.adresse, self.pile = adresse, ExitStack()

    def __enter__(self) -> "Ecrans":
        navigateur = lancer_chromium(self.pile.enter_context(sync_playwright()))
        self.pile.callback(navigateur.close)
        self.page = self._connecte(self.pile.enter_context(ouvrir_page(navigateur, self.adresse, Ecoute())))
        return self

    def __exit__(
        self, genre: type[BaseException] | None, valeur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pile.close()

    def _connecte(self, page: Page) -> Page:
        from tests.factories.acces import MOT_DE_PASSE

        page.set_default_timeout(60_000)
        page.goto("/connexion/")
        page.get_by_label("Identifiant").fill("chef.0310038Y")
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Valider").click()
        page.wait_for_url("/")
        return page

    def peser(self) -> tuple[int, int, list[str]]:
        """Bytes received, headers included, for the first view of 250 lines and for the next; addresses elsewhere."""
        canal = self.page.context.new_cdp_session(self.page)
        octets: list[int] = []
        ailleurs: list[str] = []
        canal.on("Network.loadingFinished", lambda e: octets.append(int(e["encodedDataLength"])))
        canal.on("Network.requestWillBeSent", lambda e: ailleurs.extend(_hors_de(self.adresse, e["request"]["url"])))
        canal.send("Network.enable")
        canal.send("Network.clearBrowserCache")
        self._ouvrir(TAILLES[0])
        premiere = sum(octets)
        octets.clear()
        self._ouvrir(TAILLES[0], "?tri=prenom")
        return premiere, sum(octets), ailleurs

    def taper(self, question: str) -> list[float]:
        """Milliseconds from each key to the frame painted, in the list of 2,000."""
        durees: list[float] = []
        for _ in range(MANCHES):
            self._ouvrir(TAILLES[1])
            self.page.locator("[data-liste] input[type=search]").focus()
            durees += [self.page.evaluate(FRAPPE, question[:n]) for n in range(1, len(question) + 1)]
            durees.append(self.page.evaluate(FRAPPE, ""))
        return durees

    def _ouvrir(self, mission: int, requete: str = "") -> None:
        self.page.goto(f"{URL}{mission}/{requete}", wait_until="networkidle")


def _hors_de(adresse: str, url: str) -> list[str]:
    return [url] if urlsplit(url).scheme.startswith("http") and not url.startswith(adresse) else []
