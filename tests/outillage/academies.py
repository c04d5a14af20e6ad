"""Several instances of IMAG'IN, for real: each its base, its gunicorn, its address; linked as partners.

    def test_…(toulouse, siec):
        with siec.dedans():
            …verbs and reads, in the SIEC's base and under its settings…
        siec.expedier(toulouse)         # its outbox, to the server of Toulouse
        toulouse.entremise.mode = "500"

Not with `db` nor `live_server`: what is written is committed. Each test finds the bases afresh; the servers are kept.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page
from psycopg.conninfo import make_conninfo

from imagin.domaine.federation.actions import cle_numen
from imagin.domaine.federation.models import EtatPartenaire
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.acces.chiffrement import chiffrer
from imagin.socle.envois.expedition import BilanExpedition, expedier
from imagin.socle.jetons.cles import cle_qui_signe, cles_publiees
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.outillage.base import DEPOT, BaseDEssai
from tests.outillage.entremise import Entremise
from tests.outillage.navigateur import Ecoute, ouvrir_page

PORTS = 25_600, 6_000  # the first, and how many: below the range that Linux gives to outgoing connections
DELAI_DE_DEMARRAGE = 90.0


class AcademieDEssai:
    """One instance. `gerees`: codes of the académies whose schools and people are its own.

    `modele`: the migrated base that its own is made from, instead of the tests' template.
    """

    def __init__(self, code: str, nom: str, gerees: tuple[str, ...], hote: str, *, modele: str = "") -> None:
        self.code, self.nom, self.gerees = code, nom, gerees
        self.liee = BaseDEssai(f"_{code}_liee", modele=modele)
        self.base = BaseDEssai(f"_{code}", modele=self.liee.nom)
        interieur, exterieur = _port_libre("127.0.0.1"), _port_libre(hote)
        self.hote, self.port = "127.0.0.1", interieur
        self.adresse = f"http://{hote}:{exterieur}"
        self.entremise = Entremise(hote, exterieur, (self.hote, interieur))
        self.decalage = 0
        self._serveur: subprocess.Popen[bytes] | None = None
        self._gelee = False

    @property
    def reglages(self) -> dict[str, Any]:
        """Settings by which it differs from the others."""
        return {
            "IMAGIN_ACADEMIE": self.gerees[0],
            "IMAGIN_INSTANCE": self.code,
            "IMAGIN_INTITULE": "" if self.code.isdigit() else self.nom,
            "IMAGIN_ADRESSE": self.adresse,
        }

    @property
    def secret(self) -> str:
        """Its IMAGIN_SECRET."""
        return f"secret-de-{self.code}-" + "0123456789" * 5

    @property
    def marche(self) -> bool:
        """Is its server running?"""
        return self._serveur is not None

    @contextmanager
    def dedans(self) -> Iterator[None]:
        """Let this process's Django speak with its base, under its settings; needs no server."""
        assert not connection.in_atomic_block, "le test tient une transaction : ni « db », ni atomic autour de dedans()"
        with self._en_base(self.base):
            yield

    @contextmanager
    def _en_base(self, base: BaseDEssai) -> Iterator[None]:
        with base.visee(), override_settings(SECRET_KEY=self.secret, **self.reglages):
            yield

    def expedier(self, autre: "AcademieDEssai") -> BilanExpedition:
        """Send what its outbox holds for the other one, from here, as its job worker would."""
        with self.dedans():
            return expedier(f"federation-{autre.code}")

    def lancer(self, *, decalage: int = 0) -> None:
        """Start its server and do not wait for it; `decalage`: seconds that its clock is ahead."""
        assert self._serveur is None
        self.decalage = decalage
        options = ["--config", "python:tests.outillage.serveur_decale", "--bind", f"{self.hote}:{self.port}"]
        with self.journal.open("ab") as sortie:
            self._serveur = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *options, "--no-control-socket"],
                cwd=DEPOT,
                env=self._environnement(),
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def demarrer(self, *, decalage: int = 0) -> None:
        """Start its server and wait until pages come."""
        self.lancer(decalage=decalage)
        self.attendre()

    def attendre(self) -> None:
        """Wait until pages come; it can then be reached at its address."""
        fin = time.monotonic() + DELAI_DE_DEMARRAGE
        while not self._repond():
            assert self._vit(), self._fin_du_journal()
            assert time.monotonic() < fin, self._fin_du_journal()
            time.sleep(0.05)
        self.entremise.mode = "normal"

    def arreter(self) -> None:
        """Stop it as an operator does; its address refuses connections."""
        self._finir(signal.SIGTERM)

    def tuer(self) -> None:
        """Kill it, whatever it was doing."""
        self._finir(signal.SIGKILL)

    def geler(self) -> None:
        """Suspend it: connections are taken, nothing is answered."""
        self._signaler(signal.SIGSTOP)
        self._gelee = True

    def degeler(self) -> None:
        """Let it go on."""
        self._signaler(signal.SIGCONT)
        self._gelee = False

    def remettre(self) -> None:
        """What a test may rely on at its start: fresh base, server up and on time, nothing in between."""
        if self._gelee:
            self.degeler()
        if self.marche and self.decalage:
            self.arreter()
        self.base.restaurer()
        with self.dedans():
            EtatPartenaire.objects.update(verifie_le=maintenant())  # as a watch that passes each minute leaves it
        if not self.marche:
            self.lancer()
        self.attendre()
        self.entremise.vues.clear()

    def oublier(self) -> None:
        """Stop it for good, and drop its bases."""
        if self.marche:
            self.tuer()
        for base in (self.base, self.liee):
            base.supprimer()
        self.journal.unlink(missing_ok=True)

    @property
    def journal(self) -> Path:
        """Where its server writes."""
        dossier = DEPOT / "var" / "tests"
        dossier.mkdir(parents=True, exist_ok=True)
        return dossier / f"academie-{os.getpid()}-{self.code}.log"

    def _environnement(self) -> dict[str, str]:
        acces = connection.settings_dict
        lus = {nom: acces[nom.upper()] for nom in ("host", "port", "user", "password") if acces[nom.upper()]}
        return {
            **os.environ,
            **self.reglages,
            "DJANGO_SETTINGS_MODULE": "imagin.config.settings",
            "IMAGIN_BASE": make_conninfo(dbname=self.base.nom, **lus),
            "IMAGIN_SECRET": self.secret,
            "IMAGIN_HOTES": f"{self.hote},{self.entremise.hote}",
            "ESSAI_DECALAGE": str(self.decalage),
        }

    def _vit(self) -> bool:
        return self._serveur is not None and self._serveur.poll() is None

    def _repond(self) -> bool:
        try:
            urlopen(f"http://{self.hote}:{self.port}/connexion/", timeout=5).close()
        except HTTPError as erreur:
            return erreur.code < 500
        except OSError:
            return False
        return True

    def _finir(self, signe: signal.Signals) -> None:
        assert self._serveur is not None
        self.entremise.fermer()
        if self._gelee:
            self.degeler()
        self._signaler(signe)
        self._serveur.wait(30)
        self._serveur = None

    def _signaler(self, signe: signal.Signals) -> None:
        """To all its processes."""
        assert self._serveur is not None
        os.killpg(self._serveur.pid, signe)

    def _fin_du_journal(self) -> str:
        return self.journal.read_text(encoding="utf-8", errors="replace")[-2000:]


def relier(*academies: AcademieDEssai) -> None:
    """Build the base that each starts from: it knows the others, their keys pinned, open, reachable."""
    cles, numens = {}, {}
    for academie in academies:
        academie.liee.restaurer()
        with academie._en_base(academie.liee):
            cle_qui_signe()
            cles[academie.code] = cles_publiees()
            numens[academie.code] = cle_numen(systeme("tests"))
    for academie in academies:
        with academie._en_base(academie.liee):
            for autre in academies:
                if autre is not academie:
                    f.partenaire(
                        autre.code,
                        autre.nom,
                        autre.gerees,
                        adresse=autre.adresse,
                        cles=cles[autre.code],
                        cle_numen=chiffrer(numens[autre.code]),
                    )


@contextmanager
def academies_reliees(*, modele: str = "") -> Iterator[dict[str, AcademieDEssai]]:
    """The three by their codes, linked, none of them started; `remettre()` makes one ready. For benches too."""
    toutes = {
        "16": AcademieDEssai("16", "TOULOUSE", ("16",), "127.0.0.1", modele=modele),
        "siec": AcademieDEssai("siec", "SIEC", ("01", "24", "25"), "127.0.0.3", modele=modele),
        "14": AcademieDEssai("14", "RENNES", ("14",), "127.0.0.2", modele=modele),
    }
    try:
        relier(*toutes.values())
        yield toutes
    finally:
        for academie in toutes.values():
            academie.oublier()


def designer_centre(chez: AcademieDEssai, de: AcademieDEssai, uai: str = f.BELLEVUE) -> None:
    """Make an établissement of `de` a centre of `chez`, as both know it once the watch has passed."""
    with chez.dedans():
        f.centre_ouvert(f.etablissement(uai, academie_id=de.gerees[0]), de.code)
    with de.dedans():
        f.centre_ailleurs(f.etablissement(uai), chez.code)


def _port_libre(hote: str) -> int:
    """A port of that address that nobody has: the same search from another process begins elsewhere."""
    premier, nombre = PORTS
    for rang in range(nombre):
        port = premier + (os.getpid() * 37 + rang) % nombre
        if port in _PRIS:
            continue
        with socket.socket() as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                prise.bind((hote, port))
            except OSError:
                continue
        _PRIS.add(port)
        return port
    raise AssertionError("aucun port libre")


_PRIS: set[int] = set()


@pytest.fixture(scope="session")
def _academies(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, AcademieDEssai]]:
    """The three, linked; the first two start at once, side by side."""
    with django_db_blocker.unblock(), academies_reliees() as toutes:
        for code in ("16", "siec"):
            toutes[code].base.restaurer()
            toutes[code].lancer()
        yield toutes


@pytest.fixture
def _au_large(_academies: dict[str, AcademieDEssai], django_db_blocker: Any) -> Iterator[dict[str, AcademieDEssai]]:
    """Let the test speak with bases outside of any transaction."""
    with django_db_blocker.unblock():
        yield _academies


@pytest.fixture
def toulouse(_au_large: dict[str, AcademieDEssai]) -> AcademieDEssai:
    """The académie of Toulouse, « 16 », the home of most scenes."""
    return _prete(_au_large["16"])


@pytest.fixture
def siec(_au_large: dict[str, AcademieDEssai]) -> AcademieDEssai:
    """The SIEC: three académies, and a heading of its own."""
    return _prete(_au_large["siec"])


@pytest.fixture
def rennes(_au_large: dict[str, AcademieDEssai]) -> Iterator[AcademieDEssai]:
    """The académie of Rennes, « 14 ». A scene without it has a partner that is down: its address closes after each."""
    academie = _prete(_au_large["14"])
    yield academie
    academie.entremise.fermer()


def _prete(academie: AcademieDEssai) -> AcademieDEssai:
    academie.remettre()
    return academie


@pytest.fixture
def ouvrir_chez(chromium: Browser, erreurs_navigateur: Ecoute) -> Iterator[Callable[..., Page]]:
    """Open a browser of its own at an instance: `ouvrir_chez(toulouse, java_script_enabled=False)`."""
    with ExitStack() as ouverts:

        def ouvrir(academie: AcademieDEssai, **options: Any) -> Page:
            page: Page = ouverts.enter_context(ouvrir_page(chromium, academie.adresse, erreurs_navigateur, **options))
            page.context.set_default_timeout(20_000)  # several servers start beside it
            return page

        yield ouvrir
    if erreurs_navigateur.erreurs:
        pytest.fail("le navigateur signale : " + " ; ".join(erreurs_navigateur.erreurs), pytrace=False)
