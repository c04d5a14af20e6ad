"""SFTP, over one connection opened at the first message; the server's key is always verified."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from paramiko import (
    AuthenticationException,
    BadHostKeyException,
    MissingHostKeyPolicy,
    PKey,
    SFTPClient,
    SSHClient,
    SSHException,
)

from imagin.echanges.santorin.reglages import Adresse
from imagin.echanges.santorin.transports.casier import DepotDeFichiers

DELAI = 30
P = ParamSpec("P")
R = TypeVar("R")


def _en_oserror(methode: Callable[Concatenate["Sftp", P], R]) -> Callable[Concatenate["Sftp", P], R]:
    """What the library says in many ways, said in the one way that `Casier` promises."""

    @wraps(methode)
    def _methode(self: "Sftp", *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return methode(self, *args, **kwargs)
        except BadHostKeyException as erreur:
            raise OSError("la clé du serveur n'est pas celle de IMAGIN_SANTORIN_HOTES") from erreur
        except AuthenticationException as erreur:
            raise OSError("le compte, son secret ou sa clé ne sont pas acceptés") from erreur
        except EOFError as erreur:
            raise OSError("le serveur a coupé la connexion") from erreur
        except SSHException as erreur:
            raise OSError(str(erreur)) from erreur

    return _methode


class _Refuser(MissingHostKeyPolicy):
    """A server that the file of known hosts does not name receives nothing."""

    def missing_host_key(self, client: SSHClient, hostname: str, key: PKey) -> None:
        raise SSHException("le serveur n'est pas dans IMAGIN_SANTORIN_HOTES")


class Sftp:
    """Files of a directory of another machine, which must exist there with its two folders."""

    def __init__(self, adresse: Adresse) -> None:
        self._adresse = adresse
        self._ssh: SSHClient | None = None
        self._sftp: SFTPClient | None = None

    @_en_oserror
    def lister(self, dossier: str) -> set[str]:
        return set(self._ouvert().listdir(self._chemin(dossier)))

    @_en_oserror
    def lire(self, dossier: str, nom: str) -> bytes:
        with self._ouvert().open(self._chemin(dossier, nom), "rb") as fichier:
            lu: bytes = fichier.read()
            return lu

    @_en_oserror
    def poser(self, dossier: str, nom: str, contenu: bytes) -> None:
        """Each block is acknowledged by the server before the file takes its name."""
        sftp, provisoire, definitif = self._ouvert(), self._chemin(dossier, f".{nom}"), self._chemin(dossier, nom)
        with sftp.open(provisoire, "wb") as fichier:
            fichier.write(contenu)
        try:
            sftp.posix_rename(provisoire, definitif)
        except OSError:
            # A server without OpenSSH's extension: the plain one does, since the name is not taken.
            sftp.rename(provisoire, definitif)

    @_en_oserror
    def retirer(self, dossier: str, nom: str) -> None:
        with suppress(FileNotFoundError):
            self._ouvert().remove(self._chemin(dossier, nom))

    def fermer(self) -> None:
        """Hang up, whatever state the connection is in."""
        if self._ssh is not None:
            self._ssh.close()

    def _chemin(self, *morceaux: str) -> str:
        return "/".join((self._adresse.chemin, *morceaux))

    def _ouvert(self) -> SFTPClient:
        """The connection, opened if need be."""
        if self._sftp is None:
            self._ssh = SSHClient()
            self._ssh.set_missing_host_key_policy(_Refuser())
            self._ssh.load_host_keys(settings.IMAGIN_SANTORIN_HOTES)
            self._ssh.connect(
                self._adresse.hote,
                self._adresse.port,
                self._adresse.compte,
                settings.IMAGIN_SANTORIN_SECRET or None,
                key_filename=settings.IMAGIN_SANTORIN_CLE or None,
                allow_agent=False,
                look_for_keys=False,
                timeout=DELAI,
                banner_timeout=DELAI,
                auth_timeout=DELAI,
            )
            self._sftp = self._ssh.open_sftp()
            self._sftp.get_channel().settimeout(DELAI)
        return self._sftp


@contextmanager
def ouvrir_sftp(adresse: Adresse) -> Iterator[DepotDeFichiers]:
    """The channel for one round."""
    casier = Sftp(adresse)
    try:
        yield DepotDeFichiers(casier)
    finally:
        casier.fermer()
