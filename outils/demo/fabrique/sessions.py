"""Sessions of exams, over the years that the académie shows."""

from outils.demo.fabrique.calendrier import Calendrier
from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.ecriture import oui

MOIS = (
    "JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE",
    "DECEMBRE",
)  # fmt: skip
BTS = "320"


def session_du_jour(calendrier: Calendrier) -> str:
    """The VAE session of this month: « 2026-11 »."""
    return f"{calendrier.annee}-{calendrier.aujourd_hui.month:02}"


def annees(calendrier: Calendrier, nombre: int) -> list[int]:
    """The years of session shown: `nombre` of them, up to N+1."""
    return list(range(calendrier.annee + 2 - nombre, calendrier.annee + 2))


def sessions(calendrier: Calendrier, nombre: int) -> list[tuple[str, ...]]:
    """Rows of sessions.csv. Those of N and N+1 are open, older ones closed; this month's VAE has its own."""
    lignes = [
        session_de_l_annee(modele, annee, ouverte=annee >= calendrier.annee)
        for annee in annees(calendrier, nombre)
        for modele in table("sessions")
    ]
    du_jour = session_du_jour(calendrier)
    if (BTS, du_jour) not in {ligne[:2] for ligne in lignes}:
        vae = next(modele for modele in table("sessions") if "VAE" in modele["libelle"])
        libelle = f"BTS VAE {MOIS[calendrier.aujourd_hui.month - 1]}"
        lignes.append(_ligne(vae, calendrier.annee, du_jour, libelle, ouverte=True))
    return lignes


def session_de_l_annee(modele: dict[str, str], annee: int, *, ouverte: bool) -> tuple[str, ...]:
    """The row of sessions.csv of that model, that year."""
    return _ligne(modele, annee, f"{annee}{modele['suffixe']}", modele["libelle"], ouverte=ouverte)


def _ligne(modele: dict[str, str], annee: int, session: str, libelle: str, *, ouverte: bool) -> tuple[str, ...]:
    qui = modele["gestionnaire"], modele["telephone"], modele["mel"]
    return modele["examen"], session, libelle.format(annee=annee), oui(ouverte), *qui
