"""The embedded PostgreSQL of the checkout: `python -m outils.postgres start|stop|url [demo|test]`.

Two clusters by name: « demo » keeps its data safe, « test » trades safety for speed (in memory where there is room).
Each listens on 127.0.0.1 only, on a port chosen once, with a generated password. A live one is reused; one whose server
was killed recovers at the next start.

Standard library only: it runs before the virtual environment exists. Importable: `demarrer`, `arreter`, `url`.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from outils.postgres_compte import donner, ecrire_secret, est_libre, executer
from outils.postgres_memoire import effacer, mettre_en_memoire, oublier_les_orphelines
from outils.postgres_programmes import DEPOT, ErreurPostgres, trouver_programmes, version_majeure

NOMS = ("demo", "test")
RACINE_DE_ROOT = Path("/var/lib/imagin")
DELAI_REPRISE = 15.0
DELAI_DEMARRAGE = 300
PORTS = range(15432, 25432)  # below the range that Linux gives to outgoing connections
REGLAGES = """\
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = 100
shared_buffers = {memoire}
work_mem = 32MB
maintenance_work_mem = 256MB
random_page_cost = 1.1
jit = off
huge_pages = off
dynamic_shared_memory_type = sysv
timezone = 'UTC'
log_timezone = 'UTC'
{surete}
"""
SURETE = {
    "demo": "fsync = on\nsynchronous_commit = on\nmax_wal_size = 4GB",
    # No autovacuum: its worker, a superuser's, forbids to drop the database of a test that has just ended.
    "test": "autovacuum = off\nfsync = off\nfull_page_writes = off\nsynchronous_commit = off\nwal_level = minimal\n"
    "max_wal_senders = 0\nmax_wal_size = 256MB",
}
MEMOIRE = {"demo": "512MB", "test": "1GB"}
ACCES_RESEAU = "host all all 127.0.0.1/32 scram-sha-256\n"
PREPARATION = """\
SELECT format('CREATE ROLE imagin LOGIN CREATEDB PASSWORD %L', '{mot_de_passe}')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'imagin') \\gexec
SELECT 'CREATE DATABASE imagin OWNER imagin'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'imagin') \\gexec
"""


@dataclass(frozen=True)
class Connexion:
    """A running cluster: where it listens, its password, and whether it ran before we asked."""

    port: int
    mot_de_passe: str
    deja_la: bool

    def url(self, base: str = "imagin") -> str:
        """Return the address of a database of this cluster, for the role that owns the application's data."""
        return f"postgresql://imagin:{self.mot_de_passe}@127.0.0.1:{self.port}/{base}"


def demarrer(nom: str = "demo") -> Connexion:
    """Start the cluster, or find it alive, and return how to reach it; create it the first time.

    Raises ErreurPostgres, whose French message says what to do.
    """
    with _verrouiller(_racine()):
        programmes = trouver_programmes(_racine())
        grappe = Grappe(nom, programmes)
        deja_la = grappe.est_vivante()
        if not deja_la:
            grappe.creer()
            grappe.regler()
            grappe.lancer()
        grappe.preparer()
        if nom == "test":
            _oublier_les_tests_orphelins(programmes)
        return Connexion(grappe.port, grappe.mot_de_passe, deja_la)


def arreter(nom: str = "demo") -> bool:
    """Stop the cluster; say whether it was running."""
    with _verrouiller(_racine()):
        grappe = Grappe(nom, trouver_programmes(_racine()))
        return grappe.est_vivante() and grappe.eteindre()


def url(nom: str = "demo", base: str = "imagin") -> str:
    """Return the address of a database of a cluster that was started once. Raises ErreurPostgres when it never was."""
    acces = _dossier() / f"{nom}.json"
    if not acces.exists():
        raise ErreurPostgres(f"La base « {nom} » n'existe pas encore : python3 -m outils.postgres start {nom}")
    lu = json.loads(acces.read_text(encoding="utf-8"))
    return Connexion(lu["port"], lu["mot_de_passe"], deja_la=True).url(base)


class Grappe:
    """A cluster on disk: `<name>/donnees`, `<name>/journal` owned by who runs the server, `<name>.json` by who asks."""

    def __init__(self, nom: str, programmes: Path, dossier: Path | None = None) -> None:
        if nom not in NOMS:
            raise ErreurPostgres(f"Base « {nom} » inconnue. Choisissez parmi : {', '.join(NOMS)}.")
        parent = dossier or _dossier()
        self.nom, self.programmes = nom, programmes
        self.dossier, self.acces = parent / nom, parent / f"{nom}.json"
        self.donnees, self.journal = self.dossier / "donnees", self.dossier / "journal"
        lu = json.loads(self.acces.read_text(encoding="utf-8")) if self.acces.exists() else {}
        self.port = int(lu.get("port", 0))
        self.mot_de_passe = str(lu.get("mot_de_passe", ""))

    def est_vivante(self) -> bool:
        """Say whether its server runs."""
        return self.acces.exists() and self._pg_ctl("status").returncode == 0 and self._est_le_serveur()

    def creer(self) -> None:
        """Make the data directory, whole or not at all; refuse one that another major version wrote."""
        if (self.donnees / "PG_VERSION").exists() and self.acces.exists():
            self._verifier_version()
            return
        effacer(self.dossier)
        self.dossier.mkdir(parents=True)
        donner(self.dossier)
        if self.nom == "test":
            mettre_en_memoire(self.dossier / "en_cours")
        self.mot_de_passe = secrets.token_hex(16)
        self._initialiser(self.dossier / "en_cours")
        (self.dossier / "en_cours").rename(self.donnees)

    def regler(self) -> None:
        """Write its settings anew, and choose a port when the kept one is taken."""
        if not self.port or not est_libre(self.port):
            depart = int(_empreinte(f"{self.acces}"), 16) % len(PORTS)
            self.port = next(port for port in (*PORTS[depart:], *PORTS[:depart]) if est_libre(port))
        ecrire_secret(self.acces, json.dumps({"port": self.port, "mot_de_passe": self.mot_de_passe}))
        reglages = REGLAGES.format(port=self.port, memoire=MEMOIRE[self.nom], surete=SURETE[self.nom])
        for nom, texte in (("postgresql.conf", reglages), ("pg_hba.conf", ACCES_RESEAU)):
            ecrire_secret(self.donnees / nom, texte)
            donner(self.donnees / nom)

    def lancer(self) -> None:
        """Start its server; after a `kill -9` the traces of the dead one may need some seconds to go."""
        if not self._est_le_serveur():
            (self.donnees / "postmaster.pid").unlink(missing_ok=True)
        fin = time.monotonic() + DELAI_REPRISE
        while self._pg_ctl("start", "-w", "-t", str(DELAI_DEMARRAGE), "-l", str(self.journal)).returncode:
            if time.monotonic() > fin:
                raise ErreurPostgres(f"PostgreSQL ne démarre pas. Fin de son journal ({self.journal}) :\n{self._fin()}")
            time.sleep(0.5)

    def preparer(self) -> None:
        """Make sure of the application's role and database: also proves that the server answers."""
        resultat = executer(
            [self.programmes / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self._adresse_du_proprietaire()],
            entree=PREPARATION.format(mot_de_passe=self.mot_de_passe),
            environnement={"PGPASSWORD": self.mot_de_passe},
        )
        if resultat.returncode:
            raise ErreurPostgres(f"PostgreSQL ne répond pas sur le port {self.port} : {resultat.stderr.strip()}")

    def eteindre(self) -> bool:
        """Stop its server, closing the connections; say whether it stopped."""
        return self._pg_ctl("stop", "-m", "fast", "-w").returncode == 0

    def _initialiser(self, donnees: Path) -> None:
        secret = self.dossier / "secret"
        ecrire_secret(secret, self.mot_de_passe)
        donner(secret)
        options = ["--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"]
        if version_majeure(self.programmes) >= 17:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        resultat = executer(
            [self.programmes / "initdb", "-D", donnees, "--locale=C.UTF-8", "--no-instructions", *options]
        )
        secret.unlink()
        if resultat.returncode:
            raise ErreurPostgres(f"La création de la base « {self.nom} » a échoué :\n{resultat.stderr.strip()}")

    def _verifier_version(self) -> None:
        ecrite = int((self.donnees / "PG_VERSION").read_text(encoding="ascii"))
        if ecrite != version_majeure(self.programmes):
            raise ErreurPostgres(
                f"La base « {self.nom} » a été écrite par PostgreSQL {ecrite}, les programmes présents sont d'une autre"
                f" version. Pour repartir de zéro, ses données étant perdues : rm -r {self.dossier} {self.acces}"
            )

    def _est_le_serveur(self) -> bool:
        """Say whether the recorded process is this server, not another that got its number since."""
        try:
            numero = (self.donnees / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0]
            commande = Path(f"/proc/{numero}/cmdline").read_bytes()
        except OSError:
            return False
        return os.fsencode(self.donnees) in commande

    def _pg_ctl(self, verbe: str, *options: str) -> "subprocess.CompletedProcess[str]":
        return executer([self.programmes / "pg_ctl", verbe, "-s", "-D", self.donnees, *options])

    def _adresse_du_proprietaire(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres connect_timeout=10"

    def _fin(self) -> str:
        if not self.journal.exists():
            return "(vide)"
        return "\n".join(self.journal.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def _racine() -> Path:
    """Return where programs and clusters lie: root's server runs as another user, who cannot read /root."""
    racine = RACINE_DE_ROOT if os.geteuid() == 0 else DEPOT / "var" / "postgres"
    racine.mkdir(parents=True, exist_ok=True)
    return racine


def _dossier() -> Path:
    """Return the directory of this checkout's clusters, made when missing, with the checkout's path written in it."""
    dossier = _racine() / _empreinte(str(DEPOT)) if os.geteuid() == 0 else _racine()
    dossier.mkdir(exist_ok=True)
    (dossier / "depot").write_text(str(DEPOT), encoding="utf-8")
    return dossier


def _empreinte(texte: str) -> str:
    return hashlib.sha256(texte.encode()).hexdigest()[:12]


@contextmanager
def _verrouiller(racine: Path) -> Iterator[None]:
    """Let one process at a time start or stop the servers below this directory."""
    with (racine / "verrou").open("w", encoding="utf-8") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        yield


def _oublier_les_tests_orphelins(programmes: Path) -> None:
    """Remove the test clusters whose checkout is gone: each fresh clone tested would leave one."""
    for depot in RACINE_DE_ROOT.glob("*/depot") if os.geteuid() == 0 else ():
        if Path(depot.read_text(encoding="utf-8")).exists():
            continue
        grappe = Grappe("test", programmes, depot.parent)
        if not grappe.est_vivante() or grappe.eteindre():
            effacer(grappe.dossier)
            grappe.acces.unlink(missing_ok=True)
            if not (depot.parent / "demo.json").exists():
                shutil.rmtree(depot.parent)
    oublier_les_orphelines()


def main(arguments: list[str]) -> int:
    """Run the command line; return the exit code."""
    verbe, nom = [*arguments, "", ""][:2]
    nom = nom or "demo"
    try:
        if verbe == "start":
            print(demarrer(nom).url())
        elif verbe == "stop":
            print(f"Base « {nom} » arrêtée." if arreter(nom) else f"La base « {nom} » ne tournait pas.")
        elif verbe == "url":
            print(url(nom))
        else:
            print("Usage : python3 -m outils.postgres start|stop|url [demo|test]", file=sys.stderr)
            return 2
    except ErreurPostgres as erreur:
        print(f"Erreur : {erreur}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
