"""A real SFTP server, by a library of its own, that can refuse, cut in the middle of a file, and count what it does."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh

COMPTE, MOT_DE_PASSE = "imagin", "Sésame-31"


@dataclass
class ServeurSftp:
    """Where it listens, what it accepts, what was asked. `coupures`: how many writes end by a cut connection.

    `sans_extension`: it does not know how to rename over a file, as servers other than OpenSSH's.
    """

    racine: Path
    port: int = 0
    hotes: str = ""
    demandes: Counter[str] = field(default_factory=Counter)
    connexions: list[Any] = field(default_factory=list)
    coupures: int = 0
    sans_extension: bool = False
    cle_du_compte: asyncssh.SSHKey = field(default_factory=lambda: asyncssh.generate_private_key("ssh-ed25519"))


class _Accueil(asyncssh.SSHServer):
    def __init__(self, etat: ServeurSftp) -> None:
        self._etat = etat

    def connection_made(self, conn: Any) -> None:
        self._etat.demandes["connexion"] += 1
        self._etat.connexions.append(conn)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (COMPTE, MOT_DE_PASSE)

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        return username == COMPTE and key == self._etat.cle_du_compte.convert_to_public()


class _Fichiers(asyncssh.SFTPServer):
    def __init__(self, chan: Any, etat: ServeurSftp) -> None:
        super().__init__(chan, chroot=str(etat.racine).encode())
        self._etat = etat

    def scandir(self, path: bytes) -> Any:
        self._etat.demandes["liste"] += 1
        return super().scandir(path)

    def write(self, file_obj: Any, offset: int, data: bytes) -> int:
        self._etat.demandes["ecriture"] += 1
        if self._etat.coupures:
            self._etat.coupures -= 1
            super().write(file_obj, offset, data[: len(data) // 2])
            file_obj.flush()
            self.channel.get_connection().abort()
        return super().write(file_obj, offset, data)

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> Any:
        if self._etat.sans_extension:
            raise asyncssh.SFTPOpUnsupported("inconnu")
        return super().posix_rename(oldpath, newpath)


@contextmanager
def servir(racine: Path, hotes: Path) -> Iterator[ServeurSftp]:
    """Serve `racine` on a free port for the length of the block, its key written in the file `hotes`."""
    etat = ServeurSftp(racine, hotes=str(hotes))
    boucle = asyncio.new_event_loop()
    fil = threading.Thread(target=boucle.run_forever, daemon=True)
    fil.start()
    cle = asyncssh.generate_private_key("ssh-ed25519")
    ecoute = asyncio.run_coroutine_threadsafe(_ecouter(etat, cle), boucle).result(10)
    etat.port = ecoute.get_port()
    hotes.write_bytes(f"[127.0.0.1]:{etat.port} ".encode() + cle.export_public_key())
    try:
        yield etat
    finally:
        asyncio.run_coroutine_threadsafe(_fermer(ecoute, etat.connexions), boucle).result(10)
        boucle.call_soon_threadsafe(boucle.stop)
        fil.join(10)
        boucle.close()


async def _ecouter(etat: ServeurSftp, cle: asyncssh.SSHKey) -> asyncssh.SSHAcceptor:
    return await asyncssh.listen(
        "127.0.0.1",
        0,
        server_host_keys=[cle],
        server_factory=lambda: _Accueil(etat),
        sftp_factory=lambda chan: _Fichiers(chan, etat),
    )


async def _fermer(ecoute: asyncssh.SSHAcceptor, connexions: list[Any]) -> None:
    ecoute.close()
    await ecoute.wait_closed()
    for connexion in connexions:
        connexion.abort()
        await connexion.wait_closed()
    await asyncio.sleep(0)  # transports close at the next turn of the loop
