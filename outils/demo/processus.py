"""The programs that the launcher starts, watches and stops."""

import ctypes
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from outils.demo.reglages import DEPOT, ErreurDemo

PR_SET_PDEATHSIG = 1
DELAI_D_ARRET = 12.0
LIGNES_MONTREES = 15
HOTE = "127.0.0.1"


@dataclass
class Programme:
    """A running child, in a session of its own so that Ctrl-C reaches the launcher alone, which stops it in order."""

    nom: str
    journal: Path
    enfant: "subprocess.Popen[bytes]"

    def est_mort(self) -> bool:
        """True when it ended by itself."""
        return self.enfant.poll() is not None

    def fin_du_journal(self) -> str:
        """Its last words."""
        lignes = self.journal.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"    {ligne}" for ligne in lignes[-LIGNES_MONTREES:]) or "    (rien)"

    def demander_l_arret(self) -> None:
        """Ask it to stop, and do not wait."""
        if not self.est_mort():
            self.enfant.terminate()

    def arreter(self) -> None:
        """Ask it to stop and wait, then make it."""
        self.demander_l_arret()
        try:
            self.enfant.wait(DELAI_D_ARRET)
        except subprocess.TimeoutExpired:
            self.enfant.kill()
            self.enfant.wait()


def demarrer(
    nom: str, commande: list[str], environnement: dict[str, str], journaux: Path, prises: Sequence[socket.socket] = ()
) -> Programme:
    """Start a program, its outputs in `<nom>.log`; it is handed `prises`, by their numbers, and we let them go."""
    journaux.mkdir(parents=True, exist_ok=True)
    journal = journaux / f"{nom}.log"
    with journal.open("wb") as sortie:
        enfant = subprocess.Popen(
            commande,
            cwd=DEPOT,
            env=environnement,
            stdin=subprocess.DEVNULL,
            stdout=sortie,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[prise.fileno() for prise in prises],
            preexec_fn=_mourir_avec_le_parent,  # noqa: PLW1509 - the launcher has one thread
        )
    for prise in prises:
        prise.close()
    return Programme(nom, journal, enfant)


def _mourir_avec_le_parent() -> None:
    """In the child: the system ends it when the launcher is killed without being able to."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def arreter_tous(programmes: list[Programme]) -> None:
    """The last started first, the first one when all the others are over: a job that ends may still send mails."""
    for programme in programmes[:0:-1]:
        programme.demander_l_arret()
    for programme in reversed(programmes):
        programme.arreter()


def surveiller(programmes: list[Programme]) -> None:
    """Raise ErreurDemo as soon as one of them has ended."""
    for programme in programmes:
        if programme.est_mort():
            raise ErreurDemo(
                f"« {programme.nom} » s'est arrêté (code {programme.enfant.returncode}). Fin de son journal, "
                f"{programme.journal} :\n{programme.fin_du_journal()}"
            )


def attendre_le_port(port: int, programmes: list[Programme], delai: float) -> None:
    """Wait until something listens there. Raises ErreurDemo when a program died, or at the end of `delai` seconds."""
    fin = time.monotonic() + delai
    while est_libre(port):
        surveiller(programmes)
        if time.monotonic() > fin:
            raise ErreurDemo(f"Rien ne répond sur le port {port} après {delai:.0f} s : voyez {programmes[-1].journal}.")
        time.sleep(0.1)


def est_libre(port: int) -> bool:
    """True when nobody listens on that port of this machine."""
    with socket.socket() as prise:
        prise.settimeout(1)
        return prise.connect_ex((HOTE, port)) != 0


def reserver(souhaite: int) -> socket.socket:
    """Hold the first free port from `souhaite` on, for a program to come: nobody takes it while the data are made."""
    for port in range(souhaite, souhaite + 200):
        try:
            return socket.create_server((HOTE, port))
        except OSError:
            continue
    raise ErreurDemo(f"Aucun port libre entre {souhaite} et {souhaite + 199}.")


def tenir(port: int, hote: str = HOTE, cible: str = "demo") -> socket.socket:
    """Hold that very port for the site. Raises ErreurDemo, which proposes another, when somebody has it already."""
    try:
        return socket.create_server((hote, port), backlog=1024)
    except OSError as erreur:
        raise ErreurDemo(
            f"Le port {port} est déjà pris par un autre programme. Choisissez-en un autre : "
            f"make {cible} PORT={port_libre(port + 1)}"
        ) from erreur


def port_libre(souhaite: int, *autres_pris: int) -> int:
    """The first free port from `souhaite` on, none of `autres_pris`."""
    for port in range(souhaite, souhaite + 200):
        if port not in autres_pris and est_libre(port):
            return port
    raise ErreurDemo(f"Aucun port libre entre {souhaite} et {souhaite + 199}.")
