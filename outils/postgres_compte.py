"""Who runs the embedded PostgreSQL, and what is done in that name: it refuses to run as root.

Standard library only: it runs before the virtual environment exists.
"""

import os
import pwd
import socket
import subprocess
from pathlib import Path

from outils.postgres_programmes import ErreurPostgres


def _compte() -> pwd.struct_passwd | None:
    """Return whom root's server runs as, or None for oneself: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def executer(
    commande: list[str | Path], entree: str | None = None, environnement: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a PostgreSQL program as who owns the data, in a clean environment and its own session (Ctrl-C spares it)."""
    compte = _compte()
    try:
        return subprocess.run(
            [str(partie) for partie in commande],
            user=compte.pw_uid if compte else None,
            group=compte.pw_gid if compte else None,
            extra_groups=[] if compte else None,
            input=entree or "",
            capture_output=True,
            check=False,
            text=True,
            cwd="/",
            umask=0o077,
            start_new_session=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **(environnement or {})},
        )
    except PermissionError as erreur:
        qui = compte.pw_name if compte else "vous"
        raise ErreurPostgres(f"{commande[0]} ne peut pas être lancé en tant que {qui} : {erreur.strerror}.") from erreur


def donner(chemin: Path) -> None:
    """Give a file or directory to who runs the server."""
    compte = _compte()
    if compte:
        os.chown(chemin, compte.pw_uid, compte.pw_gid)


def ecrire_secret(chemin: Path, texte: str) -> None:
    """Write a file that its owner alone can read, whole or not at all."""
    provisoire = chemin.with_name(chemin.name + ".nouveau")
    provisoire.unlink(missing_ok=True)
    with os.fdopen(os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as fichier:
        fichier.write(texte)
    provisoire.rename(chemin)


def est_libre(port: int) -> bool:
    """Say whether a server could listen on this port of 127.0.0.1."""
    with socket.socket() as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prise.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
